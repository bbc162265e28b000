"""Shows a study path, or the paths of a field or level."""

from collections.abc import Sequence

from bot.actions import asking, views
from bot.actions.base import answers, ask_country, dispatch
from bot.actions.buttons import button
from bot.actions.outcome import Choice, Outcome, say
from bot.actions.turn import Turn
from content.schema import StudyPath
from guidance import paths
from guidance.context import abroad
from guidance.lexicon import plain

PER_PAGE = 6
STEM = 6
"""Letters by which a word is found again in a name: "elektriciteit" in "Elektrische installaties"."""


@answers("ask_study_path")
def show(turn: Turn) -> Outcome:
    """The card of the named path; for a field or a level, the paths in it; else ask which."""
    if turn.ambiguous:
        return asking.which(turn)
    named = turn.values("path")
    if path_ids := [entry_id for entry_id in named if entry_id in turn.library.paths]:
        return _card(turn, path_ids[0])
    if named:
        return _of_domain(turn, named[0])
    if levels := turn.values("level"):
        return _of_level(turn, levels[0])
    if turn.values("profession"):
        return dispatch(turn, "/ask_profession", said=turn.said, adding=turn.entities)
    return asking.entry(turn, "utter_ask_path", (button("interests", "share_interests"), *_domains(turn)))


def _card(turn: Turn, path_id: str) -> Outcome:
    card = paths.card(turn.library, path_id)
    reply = say(
        "utter_path_more" if turn.more else "utter_path_card",
        choices=_steps(turn, card),
        sources=turn.library.citations(card.path),
        path=views.path_card(turn.library, card),
        abroad=abroad(turn.library, path_id, turn.home),
    )
    return Outcome((reply,), ids=(path_id,), current=path_id, page=turn.memory.page + 1 if turn.more else 0)


def _steps(turn: Turn, card: paths.Card) -> tuple[Choice, ...]:
    path_id = card.path.id
    steps = [button("onward", "ask_progression", path=path_id)]
    if card.professions:
        steps.append(button("jobs", "ask_profession", path=path_id))
    steps.append(button("compare", "compare_paths", path=path_id))
    if not turn.more:
        steps.append(button("more", "follow_up", answer="more", path=path_id))
    return tuple(steps)


def _of_domain(turn: Turn, domain_id: str) -> Outcome:
    if turn.country is None:
        return ask_country(turn)
    found = paths.by_domain(turn.library, domain_id, turn.country)
    return _list(turn, _named_first(turn, domain_id, found), views.name(turn.library, domain_id))


def _named_first(turn: Turn, domain_id: str, found: Sequence[StudyPath]) -> Sequence[StudyPath]:
    """Of a field that was called by one of its trades ("elektriciteit"), the paths of that name only, if any."""
    word = next((plain(entity.text) for entity in turn.entities if entity.value == domain_id), "")[:STEM]
    named = [path for path in found if len(word) == STEM and word in plain(path.name)]
    return named or found


def _of_level(turn: Turn, level_id: str) -> Outcome:
    found = paths.of_level(turn.library, level_id)
    if not found:
        return dispatch(turn, "/ask_education_structure", said=turn.said, adding=turn.entities)
    return _list(turn, found, views.name(turn.library, level_id))


def _list(turn: Turn, found: Sequence[StudyPath], group: str) -> Outcome:
    page = turn.memory.page + 1 if turn.more else 0
    order = paths.spread(found, len(found))
    shown = order[page * PER_PAGE : (page + 1) * PER_PAGE] or order[:PER_PAGE]
    reply = say(
        "utter_path_list" if found else "utter_path_none",
        choices=views.choices(turn.library, (path.id for path in shown), at_most=PER_PAGE),
        sources=views.sources(turn.library, shown)[:3],
        group=group,
        country=turn.country.value if turn.country else None,
        total=len(found),
        shown=[{"name": path.name, "level": views.name(turn.library, path.level)} for path in shown],
        left=max(0, len(found) - (page + 1) * PER_PAGE),
    )
    return Outcome((reply,), ids=tuple(path.id for path in shown), page=page, uses_country=True)


def _domains(turn: Turn) -> tuple[Choice, ...]:
    domains = paths.domains_of(turn.library, turn.library.paths.values())
    return views.choices(turn.library, (domain.id for domain in domains), at_most=3)
