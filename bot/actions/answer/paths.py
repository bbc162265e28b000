"""Shows a study path, or leads to one by level, field and interest."""

from bot.actions.answer import browsing
from bot.actions.core.base import answers, dispatch
from bot.actions.core.outcome import Choice, Outcome, say
from bot.actions.core.turn import Turn
from bot.actions.present import asking, views
from bot.actions.present.buttons import button
from guidance.answers.context import abroad
from guidance.education import paths
from guidance.education.structure import replaced


@answers("ask_study_path")
def show(turn: Turn) -> Outcome:
    """The card of the named path; for a field or a level, the paths in it; else ask which."""
    if turn.ambiguous:
        return asking.which(turn)
    if browsing.of_official_domain(turn):
        return browsing.narrow(turn)
    named = turn.values("path")
    if path_ids := [entry_id for entry_id in named if entry_id in turn.library.paths]:
        return _card(turn, path_ids[0])
    if turn.values("profession"):
        return dispatch(turn, "/ask_profession", said=turn.said, adding=turn.entities)
    if browsing.asked(turn):
        return browsing.narrow(turn)
    return asking.entry(
        turn,
        "utter_ask_path",
        (button("interests", "share_interests"), button("all", "ask_study_path", answer=browsing.ALL)),
    )


def _card(turn: Turn, path_id: str) -> Outcome:
    card = paths.card(turn.library, path_id)
    reply = say(
        "utter_path_more" if turn.more else "utter_path_card",
        choices=_steps(turn, card),
        sources=turn.library.citations(card.path),
        path=views.path_card(turn.library, card),
        abroad=abroad(turn.library, path_id, turn.home),
        old_name=replaced(card.path, turn.said),
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
