"""Shows one study path with everything around it, and lists paths by field, level or finality."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from content.library import Library
from content.schema import Domain, Finality, Profession, StructureEntry, StudyPath, Subject

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
        jobs_after(library, path_id),
        path.leads_to,
    )


def jobs_after(library: Library, path_id: str) -> tuple[Profession, ...]:
    """Professions a study path leads to, as the path or the profession says."""
    path = library.paths[path_id]
    jobs = {job.id: job for job in library.professions.values() if path_id in job.paths or job.id in path.professions}
    return tuple(sorted(jobs.values(), key=lambda job: job.name))


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


def in_order(library: Library, paths: Iterable[StudyPath]) -> tuple[StudyPath, ...]:
    """From young to old, then by name."""
    return tuple(sorted(paths, key=lambda path: (library.structure[path.level].order, path.name, path.id)))
