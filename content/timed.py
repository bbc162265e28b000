"""Finds what holds for a time only in an entry's own words: a fact without its year is shown as today's for ever."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from content.schema import Entry

ALWAYS = "always"
"""`holds_for` of what is the same every year, such as a day a law names."""
_MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_AMOUNT = re.compile(r"€ ?\d+(?:[.,]\d+)*|\b\d+(?:[.,]\d+)* euro\b", re.I)
_DAY = re.compile(rf"\b\d{{1,2}} (?:{_MONTHS})\b(?! 20\d\d)", re.I)
_YEAR = re.compile(
    rf"(?P<since>\b(?:sinds|vanaf)(?: de)?(?: \d{{1,2}})?(?: (?:{_MONTHS}))? )?\b(?P<year>20\d\d)\b", re.I
)
_NOT_TOLD = frozenset(Entry.model_fields) - {"verify"} | {
    "about", "aliases", "code", "dates", "easter", "leads_to", "looked_at", "misspellings", "next_steps", "number",
    "old_names", "onet_code", "paths", "professions", "questions", "scores", "tags", "translations", "website",
    "yearly",
}  # fmt: skip


def timed(entry: Entry) -> Iterator[tuple[str, str]]:
    """The amounts of money, days of the year, and years not over when it was last read, as (field, words).

    "Sinds 2020" stays true, and a day with its year ("5 mei 2026") counts as that year.
    """
    read = max((citation.checked_on.year for citation in entry.sources), default=0)
    for field, value in entry.model_dump(mode="json").items():
        if field not in _NOT_TOLD:
            for text in _texts(value):
                yield from ((field, words) for words in _found(text, read))


def past_year(entry: Entry, today: date) -> str | None:
    """The year an entry held for when that is over, to be said with its answer; None while it holds."""
    if entry.holds_for is None or entry.holds_for == ALWAYS:
        return None
    first, _, second = entry.holds_for.partition("-")
    return entry.holds_for if today > (date(int(second), 8, 31) if second else date(int(first), 12, 31)) else None


def _found(text: str, read: int) -> Iterator[str]:
    for pattern in (_AMOUNT, _DAY):
        yield from (match.group() for match in pattern.finditer(text))
    yield from (match["year"] for match in _YEAR.finditer(text) if not match["since"] and int(match["year"]) >= read)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
