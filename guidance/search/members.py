"""Finds the entries a text lists, so that each can be tapped and "die tweede" has something to point at."""

import re
from collections.abc import Mapping, Sequence

from content.library import Library
from content.schema import Country
from guidance.answers.lexicon import plain

LISTS = 3
"""A text that names so many entries of one kind lists them; with fewer it only speaks of them."""
LONGEST = 7
"""Words of the longest name that is looked for."""
KINDS = (("path", "profession"), ("level",))
"""Directions and the work they lead to stand in one list; levels, tracks and finalities in another."""


Names = Mapping[tuple[str, ...], tuple[str, ...]]
"""What entries are called, as words, with the ids that are called so."""


def members(library: Library, names: Names, text: str, about: Sequence[str] = ()) -> tuple[str, ...]:
    """Ids of the entries a text lists, in its order; () when it lists nothing.

    Of entries with one name those in `about` go first, then directions. What is named beside the list ("wie mbo heeft,
    kan ...") is of another kind and is left out.
    """
    found = [_chosen(library, ids, about) for ids in _named(text, names)]
    groups = [[one for one in dict.fromkeys(found) if library.kind_of(one) in kinds] for kinds in KINDS]
    most = max(groups, key=len)
    return tuple(most) if len(most) >= LISTS else ()


def names_of(library: Library, country: str = "") -> Names:
    """The names of all entries of a country, and of those that belong to none; of all countries for "".

    What is also the name of a school subject is left out: "wiskunde" in an answer is mostly the subject.
    """
    subjects = {tuple(_words(str(subject.name))) for subject in library.subjects.values()}
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for entry in (*library.paths.values(), *library.structure.values(), *library.professions.values()):
        own = library.country_of(entry.id)
        if country and own in (Country.NL, Country.VL) and own.value != country:
            continue
        key = tuple(_words(str(entry.name)))
        if key not in subjects:
            found[key] = (*found.get(key, ()), entry.id)
    return found


def _named(text: str, names: Names) -> list[tuple[str, ...]]:
    """What each name in the text can stand for; a longer name before a shorter one inside it."""
    words = _words(text)
    found: list[tuple[str, ...]] = []
    at = 0
    while at < len(words):
        length = next((size for size in range(LONGEST, 0, -1) if tuple(words[at : at + size]) in names), 0)
        if length:
            found.append(names[tuple(words[at : at + length])])
        at += max(1, length)
    return found


def _chosen(library: Library, ids: Sequence[str], about: Sequence[str]) -> str:
    return min(ids, key=lambda one: (one not in about, library.kind_of(one) == "profession"))


def _words(text: str) -> list[str]:
    return re.findall(r"\w[\w'-]*", plain(text))
