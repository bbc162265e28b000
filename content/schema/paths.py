"""Study paths: what one can follow, what it is like, and what comes after."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from content.schema.base import Country, Letter, Named, Slug, Text


class PathType(StrEnum):
    """The official kind of a study path; the value is the field's own abbreviation where there is one."""

    BASIC_OPTION = "basisoptie"  # Flanders, first stage
    DIRECTION = "studierichting"  # Flanders, second and third stage
    DUAL = "duaal"  # Flanders, second stage, taught no other way
    START_UP = "aanloop"  # Flanders, before duaal
    SEVENTH_YEAR = "zevende_jaar"  # Flanders
    SPECIAL = "buso"  # Flanders, special secondary education
    GRADUAAT = "graduaat"  # Flanders
    BACHELOR_PROFESSIONAL = "professionele_bachelor"  # Flanders
    BACHELOR_ACADEMIC = "academische_bachelor"  # Flanders
    VMBO_PROFILE = "vmbo_profiel"  # Netherlands
    TRACK = "profiel"  # Netherlands, havo/vwo profile
    MBO = "mbo"  # Netherlands
    ASSOCIATE_DEGREE = "associate_degree"  # Netherlands
    HBO = "hbo_bachelor"  # Netherlands
    WO = "wo_bachelor"  # Netherlands


class Finality(StrEnum):
    """What a Flemish direction prepares for (finaliteit)."""

    DOORSTROOM = "doorstroom"
    DUBBEL = "dubbel"
    ARBEIDSMARKT = "arbeidsmarkt"


class StudyDomain(StrEnum):
    """The official Flemish study domain (studiedomein) of a direction in the second or third stage."""

    LANGUAGE = "taal-en-cultuur"
    STEM = "stem"
    ART = "kunst-en-creatie"
    FARMING = "land-en-tuinbouw"
    ECONOMY = "economie-en-organisatie"
    SOCIETY = "maatschappij-en-welzijn"
    SPORT = "sport"
    FOOD = "voeding-en-horeca"
    ACROSS = "domeinoverschrijdend"


class RiasecBasis(StrEnum):
    """Where a path's letters come from."""

    JUDGEMENT = "judgement"
    ONET = "onet"


class StudyPath(Named):
    """One study direction, programme or profile (`content/study_paths/{nl,vl}/<id>.yml`).

    `level` is the structure entry it belongs to, `stage` the Flemish stage (graad) when there is one, `domain` a file
    of `content/domains/`. `summary` holds three plain sentences on what it is like. `leads_to` points at study paths or
    structure entries. `subjects` are ids of `content/subjects/`; `learns` are topics in plain words.
    """

    country: Country
    type: PathType
    level: Slug
    stage: Slug | None = None
    finality: Finality | None = None
    domain: Slug
    study_domains: tuple[StudyDomain, ...] = ()
    """Flanders only; two when the matrix counts a direction in two."""
    study_domains_derived: bool = False
    """True when the domain follows from the place in the matrix and was not read in so many words."""
    summary: Annotated[tuple[Text, ...], Field(min_length=2, max_length=3)]
    for_whom: Text
    learns: Annotated[tuple[Text, ...], Field(min_length=2, max_length=8)]
    subjects: tuple[Slug, ...] = ()
    admission: Text | None = None
    duration: Text | None = None
    leads_to: tuple[Slug, ...] = ()
    professions: tuple[Slug, ...] = ()
    tags: Annotated[tuple[Slug, ...], Field(min_length=1)]
    riasec: Annotated[tuple[Letter, ...], Field(min_length=1, max_length=3)]
    riasec_basis: RiasecBasis = RiasecBasis.JUDGEMENT
    code: str | None = None
    work_based: bool = False
    """True when a variant exists in which one mostly learns at work (duaal, BBL)."""
