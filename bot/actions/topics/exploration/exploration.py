"""Leads through the exploration: begin, rate, go back, stop, go on, choose, and at the end the result."""

from collections.abc import Callable
from dataclasses import replace

from bot.actions.core.base import TOPICS, answers
from bot.actions.core.outcome import Outcome, Reply, say
from bot.actions.core.told import Explored, explored
from bot.actions.core.turn import Turn, payload
from bot.actions.present import screens
from bot.actions.present.buttons import button
from bot.actions.topics.exploration import result
from guidance.interests import exploration
from guidance.interests.exploration import Progress, Stage

RESUME = payload("explore", answer="resume")
QUIET = frozenset({"wellbeing", "study_problems"})
"""After these nobody is sent back to a test."""
Move = Callable[[Turn, Explored, Progress], Outcome]


@answers("explore", topic=False)
def explore(turn: Turn) -> Outcome:
    """One move through the exploration; a button of long ago, or of a talk that is gone, does no harm."""
    state, move = explored(turn), turn.extra("answer") or "start"
    if move in ("short", "full"):
        return _show(turn, replace(state, progress=exploration.begin(turn.library, short=move == "short")))
    if move == "start" or state.progress is None:
        return screens.start(turn, state, gone=move not in ("start", "resume"))
    if move.isdigit():
        return _rate(turn, state, state.progress, int(move))
    return MOVES.get(move, _again)(turn, state, state.progress)


def _rate(turn: Turn, state: Explored, progress: Progress, rating: int) -> Outcome:
    return _show(turn, _with(state, exploration.rate(turn.library, progress, turn.extra("topic") or "", rating)))


def _back(turn: Turn, state: Explored, progress: Progress) -> Outcome:
    return _show(turn, _with(state, exploration.back(turn.library, progress)))


def _onward(turn: Turn, state: Explored, progress: Progress) -> Outcome:
    """Only the part the button belongs to is left: a second press changes nothing."""
    stage = turn.extra("article")
    moves = progress.stage is not Stage.ITEMS and stage in (None, progress.stage.value)
    return _show(turn, _with(state, exploration.onward(progress) if moves else progress))


def _pick(turn: Turn, state: Explored, progress: Progress) -> Outcome:
    stage = turn.extra("article")
    if stage not in {one.value for one in exploration.PICKED}:
        return _again(turn, state, progress)
    ids = [one.value for one in turn.entities if one.kind == "topic"]
    known = [one for one in ids if one in screens.options(turn, Stage(stage))]
    return _show(turn, _with(state, exploration.pick(progress, Stage(stage), known)))


def _other(turn: Turn, state: Explored, progress: Progress) -> Outcome:
    return _show(turn, _with(state, replace(progress, page=progress.page + 1, paused=False)))


def _stop(turn: Turn, state: Explored, progress: Progress) -> Outcome:
    return screens.stopped(turn, _with(state, replace(progress, paused=True)))


def _resume(turn: Turn, state: Explored, progress: Progress) -> Outcome:
    return _show(turn, _with(state, replace(progress, paused=False)))


def _longer(turn: Turn, state: Explored, progress: Progress) -> Outcome:
    return _show(turn, _with(state, exploration.lengthen(turn.library, progress)))


def _review(turn: Turn, state: Explored, progress: Progress) -> Outcome:
    """Through the answers again from the first: each can be changed."""
    first = exploration.form(turn.library, progress)[0].id
    return _show(turn, _with(state, Progress(short=progress.short, picked=progress.picked, at=first)))


def _again(turn: Turn, state: Explored, progress: Progress) -> Outcome:
    return _show(turn, state, hint=True)


def _show(turn: Turn, state: Explored, *, hint: bool = False) -> Outcome:
    progress = state.progress
    if progress is None or not progress.running:
        return result.show(turn, state)
    return screens.item(turn, state, hint) if progress.stage is Stage.ITEMS else screens.picking(turn, state, hint)


def _with(state: Explored, progress: Progress) -> Explored:
    return replace(state, progress=progress)


MOVES: dict[str, Move] = {
    "back": _back,
    "onward": _onward,
    "pick": _pick,
    "other": _other,
    "stop": _stop,
    "resume": _resume,
    "longer": _longer,
    "review": _review,
}


def go_on(turn: Turn, outcome: Outcome) -> Outcome:
    """A question in between was answered: offer to go on where it stopped."""
    progress = explored(turn).progress
    if progress is None or not progress.running or progress.paused or turn.intent not in TOPICS - QUIET:
        return outcome
    if "exploration" in outcome.learnt or not progress.answers:
        return outcome
    number, total = exploration.place(turn.library, progress)
    offer: Reply = say(
        "utter_explore_go_on", choices=(button("resume", "explore", answer="resume"),), number=number, total=total
    )
    return replace(outcome, replies=(*outcome.replies, offer), pending=outcome.pending or RESUME)
