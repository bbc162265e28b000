"""Finds what an entry of one country is called in the other: by shared names only, never by a claimed equivalence."""

from rapidfuzz import fuzz

from content.library import Library
from content.schema import Country, Named, PathType, StudyPath

NEAR = 88.0
"""Names this alike (of 100) within one field count as the same study."""
ALIKE = (
    {PathType.WO, PathType.BACHELOR_ACADEMIC},
    {PathType.HBO, PathType.BACHELOR_PROFESSIONAL},
    {PathType.ASSOCIATE_DEGREE, PathType.GRADUAAT},
)
"""Kinds of higher education with the same sort of degree; all else is secondary or vocational."""


def counterpart(library: Library, entry_id: str, country: Country) -> str | None:
    """The entry of `country` with the same or nearly the same name; the entry itself when it holds there; else None."""
    if library.country_of(entry_id) in (None, Country.BOTH, country):
        return entry_id
    if path := library.paths.get(entry_id):
        return _path(library, path, country)
    entry = library.structure.get(entry_id)
    others = [one for one in library.structure.values() if one.country == country]
    return next((other.id for other in others if entry and _names(entry) & _names(other)), None)


def _path(library: Library, path: StudyPath, country: Country) -> str | None:
    others = [one for one in library.paths.values() if one.country == country]
    shared = [other for other in others if _names(path) & _names(other)]
    near = [other for other in others if other.domain == path.domain and _likeness(path, other) >= NEAR]
    found = sorted(shared or near, key=lambda other: (not _same_sort(path, other), -_likeness(path, other), other.id))
    return found[0].id if found else None


def _names(entry: Named) -> set[str]:
    return {name.casefold() for name in (entry.name, *entry.aliases)}


def _likeness(one: StudyPath, other: StudyPath) -> float:
    return float(fuzz.token_sort_ratio(one.name.casefold(), other.name.casefold()))


def _same_sort(one: StudyPath, other: StudyPath) -> bool:
    sorts = [{index for index, alike in enumerate(ALIKE) if path.type in alike} for path in (one, other)]
    return sorts[0] == sorts[1]
