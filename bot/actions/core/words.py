"""Reads small closed sets of Dutch words (who speaks, which country, what "en daarna" asks) from `words/*.yml`."""

import re
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from content.schema import Country
from guidance.answers.lexicon import Polarity, plain
from guidance.education.days_asked import AskedDays, days_asked
from guidance.interests.heard import Cues

FOLDER = Path(__file__).parent / "words"


@lru_cache
def words(name: str) -> Any:
    """The content of `words/<name>.yml`."""
    return yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))


def cue(group: str, text: str) -> str | None:
    """The first cue of a group (a key of `words/cues.yml`) whose words occur in `text`, or None."""
    said = plain(text)
    return next((name for name, pattern in _patterns(group).items() if pattern.search(said)), None)


def without(group: str, text: str) -> str:
    """The text without the cues of a group; the very same text when it holds none."""
    said = plain(text)
    for pattern in _patterns(group).values():
        said = pattern.sub(" ", said)
    return text if said == plain(text) else " ".join(said.split())


def role_said(text: str) -> str | None:
    """ "parent" or "student" when the words give it away, else None."""
    return cue("role", text)


def country_said(text: str) -> Country | None:
    """The country the words name, else None."""
    said = cue("country", text)
    return Country(said) if said else None


def age_said(text: str) -> int | None:
    """The age (years) somebody says they or their child have, "ik ben 17" or "17 jaar", else None."""
    found = re.search(words("cues")["age"], plain(text))
    return int(next(filter(None, found.groups()))) if found else None


def ranking_said(text: str) -> str | None:
    """What a ranking word asks (heavier, easier, better, higher), else None; "hoger onderwijs" ranks nothing."""
    return cue("weighs", plain(text).replace("hoger onderwijs", ""))


def country_names() -> dict[Country, str]:
    """What people call each country, in the order buttons show them."""
    return {Country(code): str(name) for code, name in words("cues")["country_names"].items()}


def day_in_words(day: date, *, weekday: bool = False) -> str:
    """A day as people write it, with the names of `words/calendar.yml`: "2 november 2026", or with its weekday."""
    names = words("calendar")
    written = f"{day.day} {names['months'][day.month - 1]} {day.year}"
    return f"{names['weekdays'][day.weekday()]} {written}" if weekday else written


def day_said(text: str, today: date) -> str | None:
    """The day of "vrijdag" (the next one), "morgen" or "5 mei", as ISO; None when the words name no one day."""
    found = days_asked(plain(text), today)
    return found.first.isoformat() if isinstance(found, AskedDays) and found.first == found.last else None


def polarity() -> Polarity:
    """The words that turn likes into dislikes."""
    found = words("polarity")
    read: dict[str, Any] = {name: one if isinstance(one, str) else frozenset(one) for name, one in found.items()}
    return Polarity(**read)


@lru_cache
def like_cues() -> Cues:
    """How people tell what they like, and what is none of it."""
    found = words("likes")
    sets = {name: frozenset(plain(one) for one in found[name]) for name in found if name != "dreams"}
    return Cues(**sets, dreams={plain(word): str(tag) for word, tag in found["dreams"].items()})


@lru_cache
def _patterns(group: str) -> dict[str, re.Pattern[str]]:
    def pattern(phrases: list[str]) -> re.Pattern[str]:
        return re.compile(r"\b(?:" + "|".join(re.escape(plain(phrase)) for phrase in phrases) + r")\b")

    return {str(name): pattern(phrases) for name, phrases in words("cues")[group].items()}
