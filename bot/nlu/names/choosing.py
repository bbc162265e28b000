"""Chooses which of the things a name can mean is meant, from the words around it."""

from dataclasses import dataclass
from typing import FrozenSet, List, Optional, Sequence, Tuple

from bot.nlu.names.gazetteer import KINDS, Entry
from bot.nlu.names.hints import Hints, stage_of


@dataclass(frozen=True)
class Near:
    """What stands right beside a name: levels by id, and the year of secondary school before it ("5 latijn")."""

    levels: Tuple[str, ...] = ()
    year: Optional[int] = None


def best_entries(words: str, named: Sequence[Entry], around: Hints, near: Near) -> List[Entry]:
    """The entries the name `words` most likely means, likeliest first; several when nothing tells them apart."""
    kind = _kind(words, named, around, near)
    same_kind = _of_year(_of_level([e for e in named if e.kind == kind], near), near)
    top = max(around.fit(e) for e in same_kind)
    best = [e for e in same_kind if around.fit(e) == top]
    return sorted(best, key=lambda e: e.country == "nl") if around.flemish and around.country is None else best


def _kind(words: str, named: Sequence[Entry], around: Hints, near: Near) -> str:
    kinds = frozenset(e.kind for e in named)
    if kinds >= {"level", "subject"}:
        return "level" if around.at_school and not around.in_class else "subject"
    if "path" in kinds and _is_path(words, named, kinds, around, near):
        return "path"
    return min(kinds, key=KINDS.index)


def _is_path(words: str, named: Sequence[Entry], kinds: FrozenSet[str], around: Hints, near: Near) -> bool:
    """A study rather than a job or subject of the same name ("kok", "latijn")."""
    if _of_level(named, near) != list(named):
        return True
    if "subject" in kinds:
        if around.in_class:
            return False
        direction = any(e.kind == "path" and (e.stage or e.is_field) and e.is_called(words) for e in named)
        return around.study or (direction and not around.lesson)
    return around.study


def _of_level(named: Sequence[Entry], near: Near) -> List[Entry]:
    """Those that belong to a level named beside the name; all of them when none does."""
    return [e for e in named if e.within & frozenset(near.levels)] or list(named)


def _of_year(named: List[Entry], near: Near) -> List[Entry]:
    stage = stage_of(near.year) if near.year else None
    return [e for e in named if stage and e.stage == stage] or named
