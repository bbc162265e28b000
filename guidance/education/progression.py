"""Finds what is possible after something, and the shortest way from here to there with what it asks."""

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

from content.library import Library
from content.schema import Country, Progression, Right, Step, StructureEntry, StructureKind, StudyPath

UNKNOWN_YEARS = 2.0
"""Extra years a step counts for while searching when content gives none; never shown."""
DOUBT = {Right.RIGHT: 0.0, Right.VARIES: 0.3, Right.ADMISSION: 0.3}
"""A step one may always take wins from one somebody decides on, when both take as long."""
MOST_STEPS = 6
LARGE = (StructureKind.LEVEL, StructureKind.STAGE, StructureKind.TRACK)
HIGHER = frozenset(
    {"nl-hbo", "nl-wo", "nl-associate-degree", "nl-wo-master", "nl-premaster"}
    | {"vl-graduaat", "vl-professionele-bachelor", "vl-academische-bachelor", "vl-master", "vl-hoger-onderwijs"}
)
LEFT_SCHOOL = {Country.NL: "nl-schoolverlater", Country.VL: "vl-schoolverlater"}
"""Where somebody starts who stopped without a diploma."""


@dataclass(frozen=True)
class Leg:
    """One step of a route: from where, the step with its conditions, and the entry it comes from (for sources)."""

    start: str
    step: Step
    progression: Progression


@dataclass(frozen=True)
class Options:
    """What is possible after `start`. `exact` is false when only the larger block it belongs to has known steps."""

    start: str
    legs: tuple[Leg, ...]
    exact: bool

    @property
    def ask_at_school(self) -> tuple[str, ...]:
        """What to ask at school, each once."""
        return _asks(self.legs)


@dataclass(frozen=True)
class Route:
    """A way from one entry to another. `years` is None when content does not give the length of every step.

    `reaches` is the id the last step ends at: the asked entry, or the level it belongs to.
    """

    legs: tuple[Leg, ...]
    reaches: str

    @property
    def years(self) -> float | None:
        """Total extra length in school years, when known for every step."""
        years = [leg.step.years for leg in self.legs]
        return None if None in years else sum(year for year in years if year is not None)

    @property
    def ask_at_school(self) -> tuple[str, ...]:
        """What to ask at school, each once."""
        return _asks(self.legs)


def after(library: Library, start: str, abroad: bool = False) -> Options | None:
    """What is possible after `start`: its own steps, else those of the block around it. None when nothing is known.

    Steps into the other country's education only count when `abroad`.
    """
    for place in around(library, start):
        legs = tuple(_legs(library, place, abroad))
        if legs:
            return Options(place, legs, exact=place == start)
    return None


def routes(library: Library, start: str, goal: str, at_most: int = 2) -> tuple[Route, ...]:
    """The shortest route from `start` to `goal`, and one that begins with another step; () when none is known.

    Shortest counts school years, then certainty, then steps. A route may end at the level a goal path belongs to.
    """
    found: list[Route] = []
    avoided: frozenset[str] = frozenset()
    while len(found) < at_most:
        route = _shortest(library, start, goal, avoided)
        if route is None:
            break
        found.append(route)
        avoided |= {route.legs[0].step.to}
    return tuple(found)


def around(library: Library, entry_id: str) -> tuple[str, ...]:
    """The entry itself and the blocks it belongs to, from small to large: what holds for those holds for it."""
    places = [entry_id]
    path = library.paths.get(entry_id)
    if path is not None:
        places += _blocks_of(library, path)
    for block in places:
        entry = library.structure.get(block)
        if entry is None:
            continue
        nearby = (*_stands_for(entry), *((entry.part_of,) if entry.part_of else ()))
        places += [one for one in nearby if one not in places]
    return tuple(places)


def _blocks_of(library: Library, path: StudyPath) -> list[str]:
    """Level and stage of a path; the stage first when school goes on after it, for then the diploma is not near."""
    stage = library.structure.get(path.stage or "")
    if stage is None:
        return [path.level]
    onward = [library.structure[one].kind for one in stage.leads_to if one in library.structure]
    young = bool(onward) and all(kind == StructureKind.STAGE for kind in onward)
    return [stage.id, path.level] if young else [path.level, stage.id]


def _stands_for(entry: StructureEntry) -> tuple[str, ...]:
    """A word such as "universiteit" stands for the levels one follows there."""
    return entry.leads_to if entry.kind == StructureKind.INSTITUTION else ()


def _shortest(library: Library, start: str, goal: str, avoided: frozenset[str]) -> Route | None:
    goals, abroad = _goals(library, goal), library.country_of(start) != library.country_of(goal)
    tie = count()
    queue: list[tuple[float, int, int, str, tuple[Leg, ...]]] = [(0.0, 0, next(tie), start, ())]
    done: set[str] = set()
    while queue:
        cost, steps, _, place, legs = heappop(queue)
        if legs and place in goals:
            return Route(legs, place)
        if place in done or steps == MOST_STEPS:
            continue
        done.add(place)
        for leg in _nearest(_onward(library, place, abroad), goal, goals):
            if not (not legs and leg.step.to in avoided):
                heappush(queue, (cost + _cost(leg.step), steps + 1, next(tie), leg.step.to, (*legs, leg)))
    return None


def _nearest(legs: tuple[Leg, ...], goal: str, goals: set[str]) -> tuple[Leg, ...]:
    """The steps worth taking: where one leads to the goal itself, none to the level around it, which asks less."""
    direct = any(leg.step.to == goal for leg in legs)
    return tuple(leg for leg in legs if not direct or leg.step.to == goal or leg.step.to not in goals)


def _goals(library: Library, goal: str) -> set[str]:
    """The ids that count as arriving: the goal, the level of a goal path, and the levels inside a goal block."""
    path = library.paths.get(goal)
    if path:
        return {place for place in (goal, path.level, path.stage) if place}
    block = library.structure.get(goal)
    if block is None or any(step.to == goal for one in library.progressions.values() for step in one.steps):
        return {goal}
    inside = {entry.id for entry in library.structure.values() if entry.part_of == goal and entry.kind in LARGE}
    return {goal, *inside, *_stands_for(block)}


def _onward(library: Library, place: str, abroad: bool) -> tuple[Leg, ...]:
    """The steps of the place itself, else of the nearest block around it: the small block knows best."""
    options = after(library, place, abroad)
    return options.legs if options else ()


def _legs(library: Library, place: str, abroad: bool) -> Iterator[Leg]:
    for progression in library.progressions_from(place):
        if abroad or progression.country == library.country_of(place):
            yield from (Leg(place, step, progression) for step in progression.steps)


def is_higher(library: Library, entry_id: str) -> bool:
    """True for higher education and what belongs to it: who stops there has a diploma already."""
    return bool(HIGHER & set(around(library, entry_id)))


def changes_finality(library: Library, start: str, goal: str) -> bool:
    """True when two Flemish directions prepare for something else: the class council has a say in such a change."""
    one, other = library.paths.get(start), library.paths.get(goal)
    both = (one.finality if one else None, other.finality if other else None)
    return None not in both and both[0] != both[1]


def _cost(step: Step) -> float:
    return (UNKNOWN_YEARS if step.years is None else step.years) + DOUBT[step.right] + 0.01


def _asks(legs: tuple[Leg, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ask for leg in legs for ask in leg.progression.ask_at_school))
