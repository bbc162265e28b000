"""Everything content can answer, cut into units: one entry's one aspect, a question and its answer, a date, a text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from content.library import Library
from content.schema import (
    Audience,
    Country,
    FaqEntry,
    KeyDate,
    Profession,
    ProgrammeEntry,
    SchoolDate,
    StructureEntry,
    StudyPath,
)
from guidance.answers.answers import one_form

WORDING = Path(__file__).with_name("wording.yml")
ASPECT_MARK = "#"
MOST_NAMES = 3
"""So many names of an entry (its own and aliases) are asked about by name."""
BOTH_ENTRIES = "two-entries"
"""Stands for the entries a message names, in the units about two of them."""


@dataclass(frozen=True)
class Unit:
    """One thing that can be answered. `id` is the id of its entry, with `#aspect` for one aspect of it.

    `questions` are ways it is asked for, in words; `text` is what it says. `about` are the entries it is about, those
    one would name first. `kind` is faq, article, programme, key_date, school_date, level, path, profession or pair.
    """

    id: str
    kind: str
    entry: str
    aspect: str = ""
    questions: tuple[str, ...] = ()
    text: str = ""
    about: tuple[str, ...] = ()
    country: str = ""
    audience: str = ""


def units(library: Library, school: str = "") -> tuple[Unit, ...]:
    """Every unit that is found by its words, in a fixed order; the school's own with those of all."""
    return (
        *map(_faq, library.faq.values()),
        *(_article(one) for one in library.articles.values()),
        *(_programme(library, school)),
        *(_date(one) for one in library.key_dates.values()),
        *(unit for one in library.structure.values() for unit in _level(library, one)),
        *(_path(one) for one in library.paths.values()),
        *(unit for one in library.professions.values() for unit in _profession(one)),
    )


def aspect_units(library: Library, entry_id: str) -> Iterator[Unit]:
    """The units an entry gives by what it holds, to be asked with the entry in mind."""
    if path := library.paths.get(entry_id):
        for aspect in _path_aspects(path):
            yield Unit(
                unit_id(entry_id, aspect), "path", entry_id, aspect, about=(entry_id,), country=path.country.value
            )
    elif block := library.structure.get(entry_id):
        for aspect in _level_aspects(library, block):
            yield Unit(
                unit_id(entry_id, aspect), "level", entry_id, aspect, about=(entry_id,), country=block.country.value
            )
    elif entry_id in library.professions:
        for aspect in ("what", "become"):
            yield Unit(unit_id(entry_id, aspect), "profession", entry_id, aspect, about=(entry_id,))


def pair_units(library: Library, ids: Iterable[str]) -> Iterator[Unit]:
    """The units about two named entries: their difference, and the way from the one to the other."""
    named = tuple(dict.fromkeys(one for one in ids if library.kind_of(one) in ("path", "level", "profession")))
    if len(named) > 1:
        country = {library.country_of(one) for one in named} - {None}
        same = next(iter(country)) if len(country) == 1 else None
        code = same.value if isinstance(same, Country) else ""
        yield Unit(unit_id(BOTH_ENTRIES, "difference"), "pair", BOTH_ENTRIES, "difference", about=named, country=code)
        yield Unit(unit_id(BOTH_ENTRIES, "route"), "pair", BOTH_ENTRIES, "route", about=named, country=code)


def unit_id(entry_id: str, aspect: str) -> str:
    """The id of one aspect of an entry."""
    return f"{entry_id}{ASPECT_MARK}{aspect}"


@lru_cache(maxsize=1)
def wording() -> dict[str, Any]:
    """How people ask the units of an entry (`wording.yml`)."""
    read: dict[str, Any] = yaml.safe_load(WORDING.read_text(encoding="utf-8"))
    return read


def asked(kind: str, aspect: str) -> tuple[str, ...]:
    """Ways to ask an aspect of an entry that is already in mind; none where nobody asks it so."""
    found = wording()[aspect] if kind == "pair" else wording()[kind].get(aspect, {})
    return tuple(found.get("asked", ()))


def _faq(entry: FaqEntry) -> Unit:
    text = one_form(" ".join(filter(None, (entry.answer, entry.more))))
    return Unit(
        entry.id,
        "faq",
        entry.id,
        "",
        (entry.name, *entry.questions),
        text,
        entry.about,
        _country(entry),
        _audience(entry),
    )


def _article(entry: Any) -> Unit:
    return Unit(
        entry.id,
        "article",
        entry.id,
        "",
        (entry.name, *entry.questions),
        one_form(entry.text),
        (),
        _country(entry),
        _audience(entry),
    )


def _programme(library: Library, school: str) -> Iterator[Unit]:
    own = library.schools.get(school)
    if own is None:
        return
    country = own.school.country.value
    for entry in own.programme:
        yield _own(entry, "programme", entry.answer, country)
    for date in own.dates:
        yield _own(date, "school_date", "", country)


def _own(entry: ProgrammeEntry | SchoolDate, kind: str, text: str, country: str) -> Unit:
    return Unit(entry.id, kind, entry.id, "", (entry.title, *entry.questions), one_form(text), (), country)


def _date(entry: KeyDate) -> Unit:
    return Unit(
        entry.id, "key_date", entry.id, "date", (entry.name, *entry.questions), entry.moment, (), _country(entry)
    )


def _level(library: Library, entry: StructureEntry) -> Iterator[Unit]:
    text = one_form(" ".join((*entry.summary, *entry.facts)))
    for aspect in ("what", "next"):
        if aspect in _level_aspects(library, entry):
            said = _by_name("level", aspect, (entry.name, *entry.aliases))
            about = (entry.id,)
            yield Unit(
                unit_id(entry.id, aspect),
                "level",
                entry.id,
                aspect,
                said,
                text if aspect == "what" else "",
                about,
                _country(entry),
            )


def _path(entry: StudyPath) -> Unit:
    text = one_form(" ".join((f"{entry.name}.", *entry.summary, f"{', '.join(entry.learns)}.")))
    said = _by_name("path", "what", (entry.name,))
    return Unit(unit_id(entry.id, "what"), "path", entry.id, "what", said, text, (entry.id,), _country(entry))


def _profession(entry: Profession) -> Iterator[Unit]:
    text = " ".join((f"{entry.name}.", *entry.does))
    for aspect in ("what", "become"):
        said = _by_name("profession", aspect, (entry.name,))
        yield Unit(
            unit_id(entry.id, aspect),
            "profession",
            entry.id,
            aspect,
            said,
            text if aspect == "what" else "",
            (entry.id,),
        )


def _by_name(kind: str, aspect: str, names: Iterable[str]) -> tuple[str, ...]:
    patterns = wording()[kind][aspect].get("named", ())
    called = list(names)[:MOST_NAMES]
    return tuple(dict.fromkeys(pattern.format(name=name.lower()) for name in called for pattern in patterns))


def _path_aspects(path: StudyPath) -> Iterator[str]:
    yield from ("what", "learns", "next", "level")
    held = {"duration": path.duration, "admission": path.admission, "subjects": path.subjects or path.verify}
    yield from (aspect for aspect, value in held.items() if value)
    yield "work"


def _level_aspects(library: Library, entry: StructureEntry) -> Iterator[str]:
    yield from ("what", "next")
    held = {"duration": entry.compare.get("duur"), "admission": entry.compare.get("voor_wie")}
    yield from (aspect for aspect, value in held.items() if value)
    inside = any(one.part_of == entry.id for one in library.structure.values())
    if inside or any(path.level == entry.id for path in library.paths.values()):
        yield "list"


def _country(entry: Any) -> str:
    return "" if entry.country == Country.BOTH else str(entry.country.value)


def _audience(entry: Any) -> str:
    return "" if entry.audience == Audience.ANYONE else str(entry.audience.value)
