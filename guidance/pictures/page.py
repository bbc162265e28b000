"""The page to take along to a talk: what stands on it, as plain data that can wait until it is printed."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from content.library import CitedSource
from guidance.pictures.sketch import Sheet, Sketch


class Shape(StrEnum):
    """How the lines of a section stand on the page."""

    TEXT = "text"
    """Paragraphs."""
    LIST = "list"
    """Points."""
    QUESTIONS = "questions"
    """Numbered, each with two empty lines to write an answer on."""
    AGREEMENTS = "agreements"
    """Each with a box to tick and an empty line to fill in."""


@dataclass(frozen=True)
class Section:
    """A part of the page with its heading. Lines are whole sentences or a person's own words."""

    heading: str
    lines: tuple[str, ...]
    shape: Shape = Shape.TEXT


@dataclass(frozen=True)
class Printed:
    """All that stands on a page. `made_on` is the day it was put together; `source` holds title, url and check date."""

    title: str
    made_on: date
    sections: tuple[Section, ...]
    sources: tuple[CitedSource, ...] = ()
    picture: Sketch | None = None

    @classmethod
    def read(cls, title: str, data: Any) -> "Printed":
        """The page a sheet carries. Raises KeyError, TypeError or ValueError when it is none."""
        sections = tuple(Section(one["heading"], tuple(one["lines"]), Shape(one["shape"])) for one in data["sections"])
        sources = tuple(
            CitedSource(one["title"], one["url"], date.fromisoformat(one["checked_on"])) for one in data["sources"]
        )
        picture = Sketch(**data["picture"]) if data["picture"] else None
        return cls(title, date.fromisoformat(data["made_on"]), sections, sources, picture)


def sheet(
    title: str,
    sections: Iterable[Section],
    *,
    made_on: date,
    sources: Sequence[CitedSource] = (),
    picture: Sketch | None = None,
) -> Sheet:
    """A page to print: A4, with a picture if there is one, and the sources in small print at the end.

    `title` is the heading of the page and the name of its link in the chat. Raises ValueError without a section that
    says something.
    """
    kept = tuple(section for section in sections if section.lines)
    if not kept:
        raise ValueError("a page needs at least one section with lines")
    data = {
        "made_on": made_on.isoformat(),
        "sections": [asdict(section) | {"lines": list(section.lines)} for section in kept],
        "sources": [
            {"title": source.title, "url": source.url, "checked_on": source.checked_on.isoformat()}
            for source in dict.fromkeys(sources)
        ],
        "picture": asdict(picture) if picture else None,
    }
    return Sheet(title, data)
