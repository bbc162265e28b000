"""Where each kind of content lives, and which schema its files follow: the one list the loader walks."""

from dataclasses import dataclass
from pathlib import Path

from content.schema import (
    Article,
    CareTexts,
    Domain,
    FaqEntry,
    HelpLine,
    Item,
    KeyDate,
    LeftOut,
    Place,
    Profession,
    ProgrammeEntry,
    Progression,
    School,
    SchoolDate,
    Source,
    StructureEntry,
    StudyPath,
    Subject,
    Tag,
    Talent,
    Value,
)
from content.schema.base import Strict


@dataclass(frozen=True)
class Kind:
    """One kind of content: `name` is the kind callers see, `many` says that a file holds a list of entries."""

    name: str
    model: type[Strict]
    patterns: tuple[str, ...]
    many: bool = False


KINDS = (
    Kind("source", Source, ("sources/*.yml",), many=True),
    Kind("path", StudyPath, ("study_paths/nl/*.yml", "study_paths/vl/*.yml")),
    Kind("level", StructureEntry, ("structure/nl/*.yml", "structure/vl/*.yml")),
    Kind("progression", Progression, ("progression/nl/*.yml", "progression/vl/*.yml")),
    Kind("profession", Profession, ("professions/*.yml",)),
    Kind("domain", Domain, ("domains/*.yml",)),
    Kind("subject", Subject, ("subjects/*.yml",)),
    Kind("tag", Tag, ("interests/tags/*.yml",)),
    Kind("item", Item, ("interests/items.yml",), many=True),
    Kind("talent", Talent, ("interests/talents.yml",), many=True),
    Kind("value", Value, ("interests/values.yml",), many=True),
    Kind("place", Place, ("places/nl.yml", "places/vl.yml"), many=True),
    Kind("article", Article, ("articles/*/*.yml", "parents/*.yml")),
    Kind("faq", FaqEntry, ("faq/nl/*.yml", "faq/vl/*.yml", "faq/both/*.yml"), many=True),
    Kind("key_date", KeyDate, ("key_dates/*.yml",)),
    Kind("help_line", HelpLine, ("help_lines/*.yml",)),
    Kind("care", CareTexts, ("care/*.yml",)),
    Kind("left_out", LeftOut, ("left_out.yml",), many=True),
    Kind("school", School, ("schools/*/school.yml",)),
    Kind("programme", ProgrammeEntry, ("schools/*/programme/*.yml",), many=True),
    Kind("school_date", SchoolDate, ("schools/*/dates.yml",), many=True),
)
ROWS = Path("structure/rows.yml")
"""Labels of the comparison rows, a mapping of row id to label; the order of the file is the order of the table."""
PICTURE_WORDS = Path("pictures.yml")
"""Words in and beside pictures, a mapping of key to text."""
GLOSSARY = Path("glossary.yml")
LIMITS = Path("limits.yml")
"""How old a check may be, a mapping of kind to `AgeLimit`."""
OTHER_FILES = frozenset({ROWS, PICTURE_WORDS, GLOSSARY, LIMITS})


def kind_of_file(relative: Path) -> Kind | None:
    """The kind a file below the content root holds, or None when nothing is expected there."""
    for kind in KINDS:
        if any(
            len(Path(pattern).parts) == len(relative.parts) and relative.match(pattern) for pattern in kind.patterns
        ):
            return kind
    return None
