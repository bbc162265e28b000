"""The shape of every content file, as pydantic models."""

from content.schema.articles import Article, HelpLine, ProgrammeEntry, School, SchoolDate, Topic
from content.schema.base import AgeLimit, Audience, Citation, Country, Entry, LeftOut, Letter, Named, Slug, Source
from content.schema.care import CareTexts
from content.schema.dates import DateKind, KeyDate, Period
from content.schema.faq import FaqEntry
from content.schema.interests import Item, Tag, Talent, Value
from content.schema.paths import Finality, PathType, RiasecBasis, StudyDomain, StudyPath
from content.schema.people import Domain, Place, Profession, Scores, Subject
from content.schema.structure import (
    Condition,
    ConditionKind,
    Progression,
    Right,
    Step,
    StructureEntry,
    StructureKind,
)

__all__ = [
    "AgeLimit", "Article", "Audience", "CareTexts", "Citation", "Condition", "ConditionKind", "Country", "DateKind",
    "Domain", "Entry", "FaqEntry", "Finality", "HelpLine", "Item", "KeyDate", "LeftOut", "Letter", "Named", "PathType",
    "Period", "Place", "Profession", "ProgrammeEntry", "Progression", "RiasecBasis", "Right", "School", "SchoolDate",
    "Scores", "Slug", "Source", "Step", "StructureEntry", "StructureKind", "StudyDomain", "StudyPath", "Subject", "Tag",
    "Talent", "Topic", "Value",
]  # fmt: skip
