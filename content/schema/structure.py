"""How education is built: levels, stages, finalities, certificates, and how one leads to the next."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from content.schema.base import Country, Entry, Named, Slug, Strict, Text

RowId = Annotated[str, StringConstraints(pattern=r"^[a-z_]+$")]


class StructureKind(StrEnum):
    """What sort of building block of an education system an entry is."""

    LEVEL = "level"
    STAGE = "stage"
    TRACK = "track"
    FINALITY = "finality"
    CERTIFICATE = "certificate"
    SUPPORT = "support"  # special provision: lwoo, buso, OKAN, leersteun
    ROUTE = "route"  # a way of learning: BOL, BBL, duaal, vavo, examencommissie
    INSTITUTION = "institution"  # stands for the levels one follows there: hogeschool, universiteit
    TERM = "term"  # another word of the system: klassenraad, BSA, numerus fixus


class StructureEntry(Named):
    """One building block (`content/structure/{nl,vl}/<id>.yml`).

    `summary` answers "wat is dat" in at most three plain sentences; `facts` are single sourced facts, each a sentence.
    `order` sorts blocks from young to old; `part_of` names the larger block; `compare` are short values for a side by
    side table, keyed by the rows of `content/structure/rows.yml` (duur, leeftijd, voor_wie, diploma, daarna, manier).
    """

    country: Country
    kind: StructureKind
    order: int = 0
    part_of: Slug | None = None
    summary: Annotated[tuple[Text, ...], Field(min_length=1, max_length=3)]
    facts: tuple[Text, ...] = ()
    compare: dict[RowId, Text] = Field(default_factory=dict)
    leads_to: tuple[Slug, ...] = ()


class Right(StrEnum):
    """How strong a claim to the next step is."""

    RIGHT = "right"  # may always, when the conditions hold
    ADMISSION = "admission"  # someone decides: test, intake, class council
    VARIES = "varies"  # differs per school or institution


class ConditionKind(StrEnum):
    """What a condition asks for; an answer puts conditions of one kind together, in this order."""

    LEVEL = "level"  # a level, year or direction one comes from
    CERTIFICATE = "certificate"  # a diploma, certificate or attest, and what it must allow
    SUBJECT = "subject"  # subjects or a profile
    GRADE = "grade"  # marks
    ADMISSION_TEST = "admission_test"  # a test or an examination one sits to get in
    EXTRA_YEAR = "extra_year"  # a year one does over or first
    AGE = "age"
    SITUATION = "situation"  # where one stands: ready for work, new in the country, studying alone
    CHOICE = "choice"  # what one picks must fit
    ENROLMENT = "enrolment"  # how and when one applies
    OFFER = "offer"  # whether there is a place, and whether it is taught
    DECISION = "decision"  # somebody decides


class Condition(Strict):
    """One condition of a step: its kind, and the words people read.

    `min_age` and `max_age` (years, both included) are the ages an age condition lets in, under its widest reading.
    """

    kind: ConditionKind
    text: Text
    min_age: Annotated[int, Field(ge=4, le=30)] | None = None
    max_age: Annotated[int, Field(ge=4, le=30)] | None = None

    @model_validator(mode="after")
    def _ages_belong_to_age(self) -> "Condition":
        if (self.min_age or self.max_age) and self.kind != ConditionKind.AGE:
            raise ValueError("min_age and max_age belong to a condition of kind 'age' (change the kind)")
        return self


class Step(Strict):
    """One condition-bearing step of a progression. `years` is the extra length in school years."""

    to: Slug
    right: Right
    conditions: tuple[Condition, ...] = ()
    years: Annotated[float, Field(ge=0, le=8)] | None = None
    note: Text | None = None


class Progression(Entry):
    """What is possible after one building block, path or certificate (`start`)."""

    country: Country
    start: Slug
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    ask_at_school: tuple[Text, ...] = ()
