"""The course of care as tests use it: the product's own words and lines, with a fixed clock."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache

from content.loader import load
from content.schema.base import Country
from gateway.care.course import Course
from gateway.care.lines import Lines
from gateway.care.place import Places
from gateway.care.replies import CareReplies

NOON = datetime(2026, 12, 1, 11, 0, tzinfo=UTC)


@cache
def course(country: Country | None = Country.NL, clock: Callable[[], datetime] = lambda: NOON) -> Course:
    """A school of a country."""
    library = load()
    lines = Lines(tuple(library.help_lines.values()))
    return Course(CareReplies(library.care, lines, country, clock=clock), Places(library.places.values()))
