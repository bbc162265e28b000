"""Shows a profession and the study paths that lead to it, level by level."""

from dataclasses import dataclass

from content.library import Library
from content.schema import Country, Domain, Profession, StudyPath
from guidance.education.paths import spread


@dataclass(frozen=True)
class ProfessionCard:
    """A profession, its field, and paths that lead there in the asked country (all countries when none is known)."""

    profession: Profession
    domain: Domain
    paths: tuple[StudyPath, ...]


def card(library: Library, profession_id: str, country: Country | None, at_most: int = 6) -> ProfessionCard:
    """The card of `profession_id`; raises KeyError when there is no such profession."""
    profession = library.professions[profession_id]
    paths = spread(paths_to(library, profession_id, country), at_most)
    return ProfessionCard(profession, library.domains[profession.domain], paths)


def paths_to(library: Library, profession_id: str, country: Country | None) -> tuple[StudyPath, ...]:
    """Paths the profession names and paths that name the profession, by level and name."""
    named = set(library.professions[profession_id].paths)
    paths = [
        path
        for path in library.paths.values()
        if (path.id in named or profession_id in path.professions) and country in (None, path.country)
    ]
    return tuple(sorted(paths, key=lambda path: (library.structure[path.level].order, path.name)))


def of_domain(library: Library, domain_id: str, at_most: int = 6) -> tuple[Profession, ...]:
    """Professions of a field, by name."""
    jobs = sorted((job for job in library.professions.values() if job.domain == domain_id), key=lambda job: job.name)
    return tuple(jobs[:at_most])
