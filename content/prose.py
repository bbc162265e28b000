"""Collects the words of content's own sentences: good Dutch that recognition must not take for a misspelt name."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from content.library import Library

MIN_LETTERS = 5
_NAMES = frozenset({"id", "name", "aliases", "old_names", "misspellings", "translations", "sources"})


def words(library: Library) -> list[str]:
    """The different words of five letters or more in what content tells, folded and sorted; names are left out."""
    found = (
        word for entry in _entries(library) for text in _texts(entry.model_dump(mode="json")) for word in _cut(text)
    )
    return sorted({word for word in found if len(word) >= MIN_LETTERS})


def _entries(library: Library) -> Iterator[BaseModel]:
    shelves: Iterable[Mapping[str, BaseModel]] = (
        library.paths,
        library.structure,
        library.progressions,
        library.professions,
        library.domains,
        library.articles,
        library.key_dates,
        library.help_lines,
    )
    for shelf in shelves:
        yield from shelf.values()


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in _NAMES:
                yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _cut(text: str) -> list[str]:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return re.findall(r"[a-z]+", "".join(letter for letter in decomposed if not unicodedata.combining(letter)))
