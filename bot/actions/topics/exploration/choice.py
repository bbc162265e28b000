"""Helps who doubts, who struggles with school, and parents who want to help; it asks and informs, it does not press."""

from dataclasses import replace

from bot.actions.answer.articles import from_articles
from bot.actions.core.base import answers
from bot.actions.core.outcome import Choice, Outcome
from bot.actions.core.turn import Turn, payload
from bot.actions.present import views
from bot.actions.present.buttons import button
from bot.actions.topics.exploration.interests import ASKS_LIKES
from content.schema import Topic


@answers("doubt_choice")
def doubt(turn: Turn) -> Outcome:
    """What helps with this doubt; two named paths can be laid side by side."""
    outcome = from_articles(turn, Topic.DOUBT)
    return _with_choices(outcome, _compare(turn)) if _compare(turn) else outcome


@answers("study_problems")
def study_problems(turn: Turn) -> Outcome:
    """Small steps for motivation, planning and marks, and who can help."""
    return from_articles(turn, Topic.STUDY_PROBLEMS)


@answers("ask_parent_role")
def parents(turn: Turn) -> Outcome:
    """How a parent or other adult can help, in the u-form."""
    outcome = _with_choices(from_articles(turn, Topic.PARENTS), (button("cards", "child_cards"),))
    return replace(outcome, pending=ASKS_LIKES, learnt={"role": "parent", **outcome.learnt})


def _compare(turn: Turn) -> tuple[Choice, ...]:
    ids = turn.values("path", "level")
    if len(ids) < 2:
        return tuple(views.choice(turn.library, entry_id) for entry_id in ids)
    kinds: dict[str, list[str]] = {}
    for entry_id in ids[:2]:
        kinds.setdefault(turn.library.kind_of(entry_id) or "path", []).append(entry_id)
    return (Choice(button("compare", "compare_paths").title, payload("compare_paths", **kinds)),)


def _with_choices(outcome: Outcome, choices: tuple[Choice, ...]) -> Outcome:
    first, *rest = outcome.replies
    return replace(outcome, replies=(replace(first, choices=(*choices, *first.choices)), *rest))
