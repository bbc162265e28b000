"""Finds what in a message narrows an ambiguous name: a country, a stage, an mbo level."""

import re
from dataclasses import dataclass
from typing import Optional

from bot.nlu.cues import cues
from bot.nlu.gazetteer import Entry
from bot.nlu.text_analysis import words_of

_YEAR_TO_STAGE = {1: 1, 2: 1, 3: 2, 4: 2, 5: 3, 6: 3}
_LEVEL = re.compile(r"\b(?:niveau|niv|nivo|mbo)\s*([1-4])\b")
_STAGE = re.compile(r"\b([123])\s*(?:e|de|ste)?\s*graad\b")
_YEAR = re.compile(r"\b([1-7])\s*(?:e|de|ste)?\s*(?:jaar|middelbaar|secundair|aso|tso|bso|kso)\b")


@dataclass(frozen=True)
class Hints:
    """What a message says around a name; None where it says nothing."""

    country: Optional[str] = None
    stage: Optional[str] = None
    level: Optional[str] = None
    study: bool = False
    lesson: bool = False
    work: bool = False

    def fit(self, entry: Entry) -> int:
        """How well an entry fits: an agreeing level or stage weighs more than a country, disagreeing counts against."""
        return (
            _agree(self.level, entry.level and entry.level[-1], 4)
            + _agree(self.stage, entry.stage, 4)
            + _agree(self.country, entry.country, 2)
        )


def _agree(wanted: Optional[str], has: Optional[str], weight: int) -> int:
    if wanted is None or has is None:
        return 0
    return weight if wanted == has else -weight


def hints(text: str) -> Hints:
    """Reads the hints of a whole message."""
    words = [str(cues()["ordinals"].get(word, word)) for word in words_of(text)]
    line = " ".join(words)
    level, stage, year = _LEVEL.search(line), _STAGE.search(line), _YEAR.search(line)
    number = int(stage.group(1)) if stage else _YEAR_TO_STAGE.get(int(year.group(1))) if year else None
    countries = {c for c, marks in cues()["country"].items() if any(word in marks for word in words)}
    country = countries.pop() if len(countries) == 1 else None
    return Hints(
        country=country,
        stage=f"vl-graad-{number}" if number and country != "nl" else None,
        level=level.group(1) if level else None,
        study=any(word in cues()["study"] for word in words),
        lesson=any(word in cues()["lesson"] for word in words),
        work=any(word in cues()["asks_work"] for word in words),
    )
