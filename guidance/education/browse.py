"""Narrows all study paths down, one choice after the other, and says which choice helps most next."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from content.library import Library
from content.schema import Country, StudyDomain, StudyPath
from guidance.education.paths import finality_of, in_order


@dataclass(frozen=True)
class Filter:
    """What paths must be. Levels may be stages, finalities and blocks around a level; all of them must hold."""

    country: Country | None = None
    levels: tuple[str, ...] = ()
    domain: str | None = None
    study_domain: StudyDomain | None = None
    subjects: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Facet:
    """One possible next choice: its kind (`level`, `domain` or `study_domain`), its id, and how many paths are left."""

    kind: str
    id: str
    count: int


def select(library: Library, wanted: Filter) -> tuple[StudyPath, ...]:
    """The paths the filter lets through, from young to old and by name.

    Levels that exclude each other ("mbo 2 en mbo 3") are taken as either of them.
    """
    every = tuple(path for path in library.paths.values() if _rest_holds(path, wanted))
    found = [path for path in every if all(belongs(library, path, level) for level in wanted.levels)]
    if not found and len(wanted.levels) > 1:
        found = [path for path in every if any(belongs(library, path, level) for level in wanted.levels)]
    return in_order(library, found)


def belongs(library: Library, path: StudyPath, level: str) -> bool:
    """True when the path is of this level, stage or finality, or of a block inside it."""
    finality = finality_of(level)
    if finality is not None:
        return path.finality == finality
    return level in _chain(library, path)


def facets(library: Library, paths: Sequence[StudyPath], wanted: Filter) -> tuple[Facet, ...]:
    """The choices that split `paths` next: first the largest blocks, then what lies inside, then the field; () if none.

    Levels go from young to old, fields from many directions to few.
    """
    blocks = _split_by_block(library, paths)
    if len(blocks) > 1:
        found = [Facet("level", block, count) for block, count in blocks.items()]
        return tuple(sorted(found, key=lambda one: (library.structure[one.id].order, one.id)))
    fields = Counter(path.domain for path in paths)
    if len(fields) > 1 and not (wanted.domain or wanted.study_domain):
        found = [Facet("domain", field, count) for field, count in fields.items()]
        return tuple(sorted(found, key=lambda one: (-one.count, one.id)))
    return ()


def _split_by_block(library: Library, paths: Sequence[StudyPath]) -> Counter[str]:
    """For each path the largest block around it that not all paths are in."""
    chains = [_chain(library, path) for path in paths]
    sizes = Counter(block for chain in chains for block in chain)
    firsts = (next((block for block in chain if sizes[block] < len(paths)), None) for chain in chains)
    return Counter(block for block in firsts if block)


def _chain(library: Library, path: StudyPath) -> tuple[str, ...]:
    """The blocks around a path from large to small: those of its stage first, then those of its level."""
    chain: list[str] = []
    for start in (path.stage, path.level):
        upward, block = [], start
        while block and block in library.structure:
            upward.append(block)
            block = library.structure[block].part_of
        chain += [one for one in reversed(upward) if one not in chain]
    return tuple(chain)


def with_choice(wanted: Filter, facet: Facet) -> Filter:
    """The filter after this choice."""
    if facet.kind == "domain":
        return replace(wanted, domain=facet.id)
    return replace(wanted, levels=tuple(dict.fromkeys((*wanted.levels, facet.id))))


def narrowest(library: Library, levels: Sequence[str]) -> tuple[str, ...]:
    """The levels without those another one lies inside: "mbo niveau 3" says "mbo" already."""
    around = {level: _around(library, level) - {level} for level in levels}
    return tuple(level for level in levels if not any(level in around[other] for other in levels))


def _rest_holds(path: StudyPath, wanted: Filter) -> bool:
    return (
        wanted.country in (None, path.country)
        and wanted.domain in (None, path.domain)
        and (wanted.study_domain is None or wanted.study_domain in path.study_domains)
        and set(wanted.subjects) <= set(path.subjects)
        and set(wanted.tags) <= set(path.tags)
    )


def _around(library: Library, level: str) -> set[str]:
    """The block itself and every larger block it is part of."""
    blocks: set[str] = set()
    entry = library.structure.get(level)
    while entry is not None:
        blocks.add(entry.id)
        entry = library.structure.get(entry.part_of or "")
    return blocks
