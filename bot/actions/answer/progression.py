"""Answers what is possible after something, and how to get from here to there."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from bot.actions.answer.articles import article, matching_article
from bot.actions.answer.returning import come_back, has_stopped, left_school
from bot.actions.core.base import answers, ask_country, dispatch
from bot.actions.core.outcome import Choice, Outcome, say
from bot.actions.core.turn import Turn, payload
from bot.actions.interpret.direction import GOAL, start_and_goal
from bot.actions.present import asking, maps, views
from bot.actions.present.buttons import button, person
from content.schema import Progression, Right, StructureKind, Topic
from guidance.education import conditions, progression, structure
from guidance.education.professions import paths_to
from guidance.interests.evidence import goes_on

MOST_STEPS = 5
"""Lines of steps in one answer; "meer" shows the rest."""


@answers("ask_progression")
def onward(turn: Turn) -> Outcome:
    """From one entry to another, or everything after one; without any, ask where the person is now."""
    if turn.ambiguous:
        return asking.which(turn)
    ids = tuple(entry_id for entry_id in turn.values("level", "path") if entry_id not in turn.library.domains)
    if jobs := turn.values("profession"):
        return _to_profession(turn, ids, jobs[0])
    if ids and maps.wanted(turn):
        return maps.place(turn, ids[0])
    start, goal = start_and_goal(turn, ids)
    if has_stopped(turn) and goal is None:
        return come_back(turn, start)
    start = left_school(turn, start) or start or _remembered(turn, goal)
    if goal:
        return _from_to(turn, start, goal) if start else _ask_start(turn, goal)
    if start is None and (chosen := matching_article(turn, Topic.PROGRESSION)):
        return article(turn, chosen)
    return _after(turn, start) if start else _ask_start(turn)


def next_after(turn: Turn, ids: Iterable[str]) -> Outcome:
    """One step further: what is possible after each of the steps just shown."""
    options = [found for found in (progression.after(turn.library, entry_id) for entry_id in ids) if found]
    if not options:
        return asking.entry(turn, "utter_progression_unknown_after", (button("compare", "compare_paths"),))
    ids = tuple(dict.fromkeys(leg.step.to for option in options for leg in option.legs))
    reply = say(
        "utter_progression_then",
        choices=views.choices(turn.library, (option.start for option in options), "ask_progression"),
        sources=views.sources(turn.library, _entries(leg for option in options for leg in option.legs)),
        groups=[_group(turn, option) for option in options[:MOST_STEPS]],
    )
    return Outcome((reply,), ids=ids)


def _after(turn: Turn, start: str) -> Outcome:
    options = progression.after(turn.library, start)
    if options is None:
        reply = say("utter_progression_unknown", choices=_instead(turn, start), name=views.name(turn.library, start))
        return Outcome((reply,), ids=(start,), current=start)
    bundles = conditions.bundled(leg.step for leg in options.legs)
    page = turn.memory.page + 1 if turn.more and len(bundles) > MOST_STEPS else 0
    shown = bundles[page * MOST_STEPS : (page + 1) * MOST_STEPS] or bundles[:MOST_STEPS]
    to = tuple(dict.fromkeys(step.to for bundle in shown for step in bundle.steps))
    left = max(0, len(bundles) - (page + 1) * MOST_STEPS)
    reply = say(
        "utter_progression",
        choices=(*_further(left), *_next(turn, start, to), maps.map_button(turn, start), person()),
        sources=views.sources(turn.library, _entries(options.legs)),
        name=views.name(turn.library, start),
        intro=_intro(turn, start),
        block=None if options.exact else views.name(turn.library, options.start),
        legs=[views.bundle(turn.library, bundle) for bundle in shown],
        left=left,
        asks=list(options.ask_at_school),
        verify=_verify(options.legs),
    )
    return Outcome((reply,), ids=to, current=start, page=page)


def _next(turn: Turn, start: str, to: Iterable[str]) -> tuple[Choice, ...]:
    return views.choices(turn.library, (*_directions(turn, start), *to), at_most=3)


def _further(left: int) -> tuple[Choice, ...]:
    return (button("further", "follow_up", answer="more"),) if left else ()


def _intro(turn: Turn, start: str) -> str | None:
    """What a certificate means, before what can follow it."""
    entry = turn.library.structure.get(start)
    return entry.summary[0] if entry and entry.kind == StructureKind.CERTIFICATE and not turn.more else None


def _directions(turn: Turn, start: str) -> tuple[str, ...]:
    """The directions a path itself leads to."""
    path = turn.library.paths.get(start)
    return tuple(one for one in path.leads_to if one in turn.library.paths) if path else ()


def _from_to(turn: Turn, start: str, goal: str) -> Outcome:
    found = progression.routes(turn.library, start, goal)
    names: dict[str, Any] = {"start": views.name(turn.library, start), "goal": views.name(turn.library, goal)}
    there: dict[str, Any] = {"abroad": _other_country(turn, start, goal)}
    if not found and (chosen := matching_article(turn, Topic.DOUBT, Topic.RULES)):
        return replace(article(turn, chosen, (say("utter_route_unknown", **names, **there, more=True),)), current=start)
    if not found:
        choices = (*views.choices(turn.library, (start,), "ask_progression"), *views.choices(turn.library, (goal,)))
        return Outcome(
            (say("utter_route_unknown", choices=(*choices, person()), **names, **there, more=False),), current=start
        )
    legs = [leg for route in found for leg in route.legs]
    reply = say(
        "utter_route",
        choices=(*views.choices(turn.library, (goal,)), person()),
        sources=views.sources(turn.library, _entries(legs)),
        routes=[_route(turn, route) for route in found],
        asks=list(found[0].ask_at_school),
        verify=_verify(legs),
        level=views.name(turn.library, found[0].reaches)
        if goal in turn.library.paths and found[0].reaches != goal
        else None,
        other_finality=progression.changes_finality(turn.library, start, goal),
        longer=goes_on(turn.library.paths.get(goal)),
        **names,
    )
    return Outcome((reply,), ids=(goal,), current=goal, learnt={"asked": _both(turn, start, goal)})


def _other_country(turn: Turn, start: str, goal: str) -> str | None:
    """The country of the goal, when it is not the start's."""
    country = turn.library.country_of(goal)
    return country.value if country and country != turn.library.country_of(start) else None


def _doubt(route: progression.Route) -> tuple[int, int]:
    """How much a way leaves to others, then its steps: the surest way to a profession is told first."""
    return sum(leg.step.right != Right.RIGHT for leg in route.legs), len(route.legs)


def _both(turn: Turn, start: str, goal: str) -> str:
    """The payload that asks for this way again."""
    kinds: dict[str, list[str]] = {}
    for entry_id in (start, goal):
        kinds.setdefault(turn.library.kind_of(entry_id) or "level", []).append(entry_id)
    return payload("ask_progression", **dict(kinds))


def _to_profession(turn: Turn, ids: tuple[str, ...], job: str) -> Outcome:
    """The surest way from here to a path that leads to the profession."""
    start = ids[0] if ids else _remembered(turn)
    goals = paths_to(turn.library, job, turn.country) if start else ()
    found = {goal.id: progression.routes(turn.library, start, goal.id, 1) for goal in goals} if start else {}
    reachable = {goal: routes[0] for goal, routes in found.items() if routes}
    if not start or not reachable:
        return dispatch(turn, "/ask_profession", said=turn.said, adding=turn.entities)
    return _from_to(turn, start, min(reachable, key=lambda goal: _doubt(reachable[goal])))


def _ask_start(turn: Turn, goal: str | None = None) -> Outcome:
    """Ask where the person is now; the answer is then led to `goal`."""
    if turn.country is None:
        return ask_country(turn)
    blocks = [
        block for block in structure.overview(turn.library, turn.country) if progression.after(turn.library, block.id)
    ]
    if goal is None:
        options = views.choices(turn.library, (block.id for block in blocks), "ask_progression", at_most=6)
        return asking.entry(turn, "utter_ask_start", options)
    kind = turn.library.kind_of(goal) or "level"
    reply = say(
        "utter_ask_start_to",
        choices=(*views.choices(turn.library, (goal,)), person()),
        goal=views.name(turn.library, goal),
    )
    return Outcome((reply,), pending=payload("ask_progression", **{kind: goal, "answer": GOAL}))


def _remembered(turn: Turn, goal: str | None = None) -> str | None:
    """What was spoken about, when it can be the start of a step to `goal`."""
    for entry_id in (turn.memory.current, turn.memory.level):
        if entry_id and turn.library.kind_of(entry_id) in ("path", "level") and entry_id != goal:
            return entry_id
    return None


def _instead(turn: Turn, start: str) -> tuple[Choice, ...]:
    return (*views.choices(turn.library, (start,)), person())


def _group(turn: Turn, option: progression.Options) -> dict[str, object]:
    to = list(dict.fromkeys(leg.step.to for leg in option.legs))
    return {"from": views.name(turn.library, option.start), "to": views.names(turn.library, to[:MOST_STEPS])}


def _route(turn: Turn, route: progression.Route) -> dict[str, object]:
    return {"legs": [views.leg(turn.library, leg) for leg in route.legs], "years": route.years}


def _entries(legs: Iterable[progression.Leg]) -> list[Progression]:
    return [leg.progression for leg in legs]


def _verify(legs: Iterable[progression.Leg]) -> list[str]:
    return list(dict.fromkeys(leg.progression.verify for leg in legs if leg.progression.verify))
