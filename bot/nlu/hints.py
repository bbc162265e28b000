"""Finds what in a message narrows an ambiguous name: a country, a stage, an mbo level."""

import re
from dataclasses import dataclass
from typing import Dict, Optional, Tuple

from bot.nlu.gazetteer import Entry
from bot.nlu.text_analysis import words_of

_ORDINALS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "vijfde": 5, "zesde": 6, "zevende": 7}
_YEAR_TO_STAGE = {1: 1, 2: 1, 3: 2, 4: 2, 5: 3, 6: 3}
_COUNTRY_WORDS: Dict[str, Tuple[str, ...]] = {
    "vl": (
        "belgie",
        "belgische",
        "vlaanderen",
        "vlaamse",
        "vlaams",
        "aso",
        "tso",
        "bso",
        "kso",
        "graad",
        "finaliteit",
        "clb",
    ),
    "nl": ("nederland", "nederlandse", "vmbo", "havo", "vwo", "mbo", "hbo", "wo", "niveau", "niv", "decaan", "mavo"),
}
_STUDY_WORDS = frozenset(
    "opleiding opleidingen studie studies studeren richting studierichting bachelor master graduaat hbo mbo hogeschool "
    "universiteit unief uni numerus toelating toelatingsexamen".split()
)
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
    words = [str(_ORDINALS.get(word, word)) for word in words_of(text)]
    line = " ".join(words)
    level, stage, year = _LEVEL.search(line), _STAGE.search(line), _YEAR.search(line)
    number = int(stage.group(1)) if stage else _YEAR_TO_STAGE.get(int(year.group(1))) if year else None
    countries = {c for c, marks in _COUNTRY_WORDS.items() if any(word in marks for word in words)}
    country = countries.pop() if len(countries) == 1 else None
    return Hints(
        country=country,
        stage=f"vl-graad-{number}" if number and country != "nl" else None,
        level=level.group(1) if level else None,
        study=not _STUDY_WORDS.isdisjoint(words),
    )
