"""Puts two or more entries side by side on the same rows, so that differences show without a verdict."""

from collections.abc import Sequence
from dataclasses import dataclass

from content.library import Library
from content.schema import Named, Profession, StructureEntry, StudyPath
from guidance.education.paths import FINALITIES, jobs_after, spread
from guidance.education.professions import paths_to

ROWS = (
    "land", "niveau", "finaliteit", "gebied", "wat", "duur", "leeftijd", "toelating", "voor_wie", "manier", "leren",
    "vakken", "diploma", "daarna", "opleiding", "werk",
)  # fmt: skip
"""Row keys in the order they are shown; those of structure entries are keys of their `compare`."""
MOST = 3
MOST_NAMES = 4
"""So many directions or professions are named in one cell."""
ONLY_WHEN_DIFFERENT = frozenset({"land", "gebied"})
"""Rows that only say something when all have a value, and these differ."""

Value = str | tuple[str, ...] | None


@dataclass(frozen=True)
class Row:
    """One row: a key of `ROWS` and a value for each entry, None where content has none."""

    key: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Comparison:
    """The compared entries in the order asked, and the rows that say something.

    Among entries of one kind a row needs one value, among different kinds two: they differ in what they have at all.
    """

    entries: tuple[Named, ...]
    rows: tuple[Row, ...]


def compare(library: Library, ids: Sequence[str]) -> Comparison:
    """Compare structure entries, study paths and professions in any mix; raises KeyError on an unknown id."""
    entries = tuple(_entry(library, entry_id) for entry_id in ids[:MOST])
    values = [_values(library, entry) for entry in entries]
    rows = (Row(key, tuple(value.get(key) for value in values)) for key in ROWS)
    filled = 1 if len({type(entry) for entry in entries}) == 1 else 2
    return Comparison(entries, tuple(row for row in rows if _says_something(row, filled)))


def neighbours(library: Library, entry_id: str, at_most: int = 3) -> tuple[Named, ...]:
    """Entries people are likely to lay beside this one: its own part_of siblings, or paths of its field and type."""
    if path := library.paths.get(entry_id):
        same = [other for other in library.paths.values() if (other.domain, other.type) == (path.domain, path.type)]
        return tuple(other for other in same if other.id != entry_id)[:at_most]
    entry = library.structure.get(entry_id)
    if entry is None:
        return ()
    siblings = [
        other
        for other in library.structure.values()
        if other.id != entry_id and other.compare and (other.country, other.kind) == (entry.country, entry.kind)
    ]
    siblings.sort(key=lambda other: (other.part_of != entry.part_of, abs(other.order - entry.order), other.id))
    return tuple(siblings[:at_most])


def across_borders(comparison: Comparison) -> bool:
    """True when the compared entries are not of one country's education."""
    return len({getattr(entry, "country", None) for entry in comparison.entries} - {None}) > 1


def _says_something(row: Row, filled: int) -> bool:
    differs = row.key not in ONLY_WHEN_DIFFERENT or (all(row.values) and len(set(row.values)) > 1)
    return differs and sum(map(bool, row.values)) >= filled


def _entry(library: Library, entry_id: str) -> Named:
    for shelf in (library.structure, library.paths, library.professions):
        if entry_id in shelf:
            return shelf[entry_id]
    raise KeyError(entry_id)


def _values(library: Library, entry: Named) -> dict[str, Value]:
    if isinstance(entry, StructureEntry):
        about = {} if entry.compare else {"wat": entry.summary}
        return {"land": entry.country.value, "daarna": _names(library, entry.leads_to), **about, **entry.compare}
    if isinstance(entry, StudyPath):
        return _path_values(library, entry)
    return _profession_values(library, entry) if isinstance(entry, Profession) else {}


def _path_values(library: Library, path: StudyPath) -> dict[str, Value]:
    stage = (library.structure[path.stage].name,) if path.stage else ()
    return {
        "land": path.country.value,
        "niveau": (library.structure[path.level].name, *stage),
        "finaliteit": path.finality.value if path.finality and path.level not in FINALITIES else None,
        "gebied": library.domains[path.domain].name,
        "duur": path.duration,
        "toelating": path.admission,
        "voor_wie": path.for_whom,
        "leren": path.learns,
        "vakken": tuple(library.subjects[subject].name for subject in path.subjects),
        "daarna": _names(library, path.leads_to)[:MOST_NAMES],
        "werk": tuple(job.name for job in jobs_after(library, path.id))[:MOST_NAMES],
    }


def _profession_values(library: Library, job: Profession) -> dict[str, Value]:
    paths = spread(paths_to(library, job.id, None), MOST_NAMES)
    return {
        "gebied": library.domains[job.domain].name,
        "wat": job.does,
        "opleiding": tuple(path.name for path in paths),
    }


def _names(library: Library, ids: Sequence[str]) -> tuple[str, ...]:
    return tuple(entry.name for entry in map(library.get, ids) if entry is not None)
