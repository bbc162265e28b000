"""Shows one study path with everything around it, and lists paths by field, level or finality."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from content.library import Library
from content.schema import Country, Domain, Finality, Profession, StructureEntry, StudyPath, Subject

FINALITIES = {
    "vl-doorstroomfinaliteit": Finality.DOORSTROOM,
    "vl-dubbele-finaliteit": Finality.DUBBEL,
    "vl-arbeidsmarktfinaliteit": Finality.ARBEIDSMARKT,
}


@dataclass(frozen=True)
class Card:
    """A study path with the entries its ids point at. `after` holds ids of paths or building blocks."""

    path: StudyPath
    level: StructureEntry
    domain: Domain
    subjects: tuple[Subject, ...]
    professions: tuple[Profession, ...]
    after: tuple[str, ...]


def card(library: Library, path_id: str) -> Card:
    """The card of `path_id`; raises KeyError when there is no such path."""
    path = library.paths[path_id]
    return Card(
        path,
        library.structure[path.level],
        library.domains[path.domain],
        tuple(library.subjects[subject] for subject in path.subjects),
        tuple(library.professions[profession] for profession in path.professions),
        path.leads_to,
    )


def by_domain(library: Library, domain_id: str, country: Country | None) -> tuple[StudyPath, ...]:
    """All paths of a field, in a fixed order: by level from young to old, then by name."""
    return _ordered(library, (path for path in _in(library, country) if path.domain == domain_id))


def of_level(library: Library, level_id: str, domain_id: str | None = None) -> tuple[StudyPath, ...]:
    """All paths that belong to a level, a finality or a stage, optionally of one field."""
    finality = finality_of(level_id)
    return _ordered(
        library,
        (
            path
            for path in library.paths.values()
            if (level_id in (path.level, path.stage) or (finality is not None and path.finality == finality))
            and domain_id in (None, path.domain)
        ),
    )


def finality_of(level_id: str) -> Finality | None:
    """The finality a structure entry stands for, or None."""
    return FINALITIES.get(level_id)


def domains_of(library: Library, paths: Iterable[StudyPath]) -> tuple[Domain, ...]:
    """The fields the paths belong to, each once, in the order of their names."""
    ids = {path.domain for path in paths}
    return tuple(sorted((library.domains[domain] for domain in ids), key=lambda domain: domain.name))


def spread(paths: Sequence[StudyPath], at_most: int) -> tuple[StudyPath, ...]:
    """At most `at_most` paths, taken in turn from each level and finality so that none is crowded out."""
    groups: dict[tuple[str, str | None], list[StudyPath]] = {}
    for path in paths:
        groups.setdefault((path.level, path.finality), []).append(path)
    taken: list[StudyPath] = []
    while len(taken) < at_most and any(groups.values()):
        taken += [group.pop(0) for group in groups.values() if group]
    return tuple(taken[:at_most])


def _in(library: Library, country: Country | None) -> Iterable[StudyPath]:
    return (path for path in library.paths.values() if country in (None, path.country))


def _ordered(library: Library, paths: Iterable[StudyPath]) -> tuple[StudyPath, ...]:
    return tuple(sorted(paths, key=lambda path: (library.structure[path.level].order, path.name, path.id)))
