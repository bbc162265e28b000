"""Finds what in a message narrows an ambiguous name: a country, a stage, an mbo level, what is asked about it."""

import re
from dataclasses import dataclass
from typing import Optional, Sequence

from bot.nlu.cues import cues, marks
from bot.nlu.names.gazetteer import Entry

_YEAR_TO_STAGE = {1: 1, 2: 1, 3: 2, 4: 2, 5: 3, 6: 3}
_LEVEL = re.compile(r"\b(?:niveau|mbo) ([1-4])\b")
_STAGE = re.compile(r"\b([123]) graad\b")
_YEAR = re.compile(r"\b([1-7]) (?:jaar|middelbaar|secundair|aso|tso|bso|kso)\b")


@dataclass(frozen=True)
class Hints:
    """What a message says around a name; None where it says nothing."""

    country: Optional[str] = None
    stage: Optional[str] = None
    level: Optional[str] = None
    flemish: bool = False
    study: bool = False
    lesson: bool = False
    in_class: bool = False
    at_school: bool = False
    work: bool = False
    asks_what: bool = False
    wants: bool = False
    speaking: bool = False

    def fit(self, entry: Entry) -> int:
        """How well an entry fits: an agreeing level or stage weighs more than a country, disagreeing counts against."""
        return (
            _agree(self.level, entry.level and entry.level.removeprefix("nl-mbo-"), 4)
            + _agree(self.stage, entry.stage, 4)
            + _agree(self.country, entry.country, 2)
        )


def _agree(wanted: Optional[str], has: Optional[str], weight: int) -> int:
    if wanted is None or has is None:
        return 0
    return weight if wanted == has else -weight


def stage_of(year: int) -> Optional[str]:
    """The Flemish stage of a year of secondary school; None for the seventh."""
    return f"vl-graad-{_YEAR_TO_STAGE[year]}" if year in _YEAR_TO_STAGE else None


def hints(words: Sequence[str]) -> Hints:
    """Reads the hints of a whole message, given as the words of its pieces."""
    line = " ".join(words)
    level, stage, year = _LEVEL.search(line), _STAGE.search(line), _YEAR.search(line)
    wanted = f"vl-graad-{stage.group(1)}" if stage else stage_of(int(year.group(1))) if year else None
    countries = {c for c, names in cues()["country"].items() if any(word in names for word in words)}
    country = countries.pop() if len(countries) == 1 else None
    said = {group: not marks(group).isdisjoint(words) for group in _GROUPS}
    return Hints(
        country=country,
        stage=wanted if country != "nl" else None,
        level=level.group(1) if level else None,
        flemish=said["flemish"],
        study=said["study"],
        lesson=said["lesson"],
        in_class=said["class"],
        at_school=said["at_school"],
        work=said["asks_work"],
        asks_what=said["asks_what"],
        wants=said["wants"],
        speaking=said["speaking"],
    )


_GROUPS = ("flemish", "study", "lesson", "class", "at_school", "asks_work", "asks_what", "wants", "speaking")
