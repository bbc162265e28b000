"""Lays what a parent sees beside what a child says: where they agree, where they differ, and the fields of both."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from content.library import Library
from content.schema import Talent

MOST_FIELDS = 6


@dataclass(frozen=True)
class SideBySide:
    """Ids of talents both chose, and those only one of them did; `fields` are domains both views point at."""

    both: tuple[str, ...]
    only_child: tuple[str, ...]
    only_parent: tuple[str, ...]
    fields: tuple[str, ...]


def side_by_side(library: Library, child: Sequence[str], parent: Sequence[str]) -> SideBySide:
    """Neither view is the right one: a difference is something to talk about."""
    shared = fields(library, child).keys() & fields(library, parent).keys()
    return SideBySide(
        both=tuple(one for one in child if one in parent),
        only_child=tuple(one for one in child if one not in parent),
        only_parent=tuple(one for one in parent if one not in child),
        fields=tuple(sorted(shared, key=lambda domain: library.domains[domain].name)),
    )


def fields(library: Library, talents: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """The domains these talents point at with the talents behind each, by name: those of most talents, at most six."""
    behind: dict[str, list[str]] = {}
    for talent in (library.talents[one] for one in talents if one in library.talents):
        for domain in domains(library, talent):
            behind.setdefault(domain, []).append(talent.id)
    counted = Counter({domain: len(cards) for domain, cards in behind.items()})
    most = sorted(counted, key=lambda domain: (-counted[domain], domain))[:MOST_FIELDS]
    return {one: tuple(behind[one]) for one in sorted(most, key=lambda domain: library.domains[domain].name)}


def domains(library: Library, talent: Talent) -> tuple[str, ...]:
    """The domains a talent is linked with: named by content, or through a shared tag."""
    tagged = [one.id for one in library.domains.values() if {*one.tags} & {*talent.tags}]
    return tuple(dict.fromkeys((*talent.domains, *tagged)))
