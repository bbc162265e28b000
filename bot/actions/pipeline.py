"""The one way through: a message is read in this talk, answered, added to, worded, and what was learnt is kept."""

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.answer.decide import decide
from bot.actions.answer.search import asked_now
from bot.actions.core.base import REGISTERED, TOPICS, answer, complete
from bot.actions.core.outcome import Outcome, say
from bot.actions.core.turn import Turn
from bot.actions.interpret.reading import read
from bot.actions.present.buttons import person
from bot.actions.present.forms import for_role
from bot.actions.topics.conversation.language import tell
from bot.actions.topics.exploration.exploration import go_on
from bot.actions.topics.people.person import asks_wait, calls_off, tell_wait, withdraw
from bot.actions.topics.sharing.keeping import offer_sharing

AFTERWARDS: tuple[Callable[[Turn, Outcome], Outcome], ...] = (go_on, offer_sharing, tell)
"""What topics add to the answer of another, in this order: such as the offer to go on with what was interrupted."""
MAY_REPEAT = frozenset(
    {"crisis", "request_human", "greet", "goodbye", "thank", "affirm", "deny", "restart", "abuse"}
    | {"out_of_scope", "nlu_fallback", "explore", "explore_result", "maybe_danger"}
)
"""Intents whose responses word themselves otherwise the second time, help lines, and screens one may see again."""


def actions() -> list[type[Action]]:
    """The action class of every handler that is registered; rasa_sdk finds these subclasses by itself."""
    return [_action(name, intent, module) for intent, (name, module) in REGISTERED.items()]


def respond(turn: Turn) -> Outcome:
    """The answer to a message as the talk means it; what would repeat the last answer goes on or says so."""
    outcome = answer(turn)
    if not _repeats(turn, outcome) or turn.intent in MAY_REPEAT:
        return outcome
    further = answer(replace(turn, more=True))
    if not _repeats(turn, further):
        return further
    choices = tuple(choice for reply in outcome.replies for choice in reply.choices if choice != person())[:3]
    return replace(outcome, replies=(say("utter_said_before", choices=(*choices, person())),))


def decided(turn: Turn) -> Outcome | None:
    """What content answers to a message, with what was learnt of the person on the way; None where it does not."""
    outcome = decide(turn)
    return complete(turn, outcome) if outcome else None


def _action(name: str, intent: str, module: str) -> type[Action]:
    """The action class, placed in the handler's module so that rasa_sdk's server can pickle it for its workers."""

    def run(self: Action, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[Any]:
        turn = read(replace(Turn.from_tracker(tracker), intent=intent))
        outcome = _while_waiting(turn) or decided(turn) or respond(turn)
        for add in AFTERWARDS:
            outcome = add(turn, outcome)
        role = outcome.learnt.get("role") or turn.role
        said = {"role": role, "again": _again(turn, outcome)}
        for reply in outcome.replies:
            dispatcher.utter_message(**{**said, **reply.message(), **for_role(dict(reply.params), role)})
        return [SlotSet(slot, value) for slot, value in _slots(turn, outcome).items()]

    fields = {"name": lambda self: name, "run": run, "__module__": module, "__doc__": f"Answers {intent}."}
    made = type(name, (Action,), fields)
    setattr(sys.modules[module], name, made)
    return made


def _while_waiting(turn: Turn) -> Outcome | None:
    """What somebody says who waits for a person, where it is about that."""
    if calls_off(turn):
        return withdraw(turn)
    return tell_wait(turn) if asks_wait(turn) else None


def _repeats(turn: Turn, outcome: Outcome) -> bool:
    return bool(turn.memory.last) and _signature(outcome) == (turn.memory.last or {}).get("signature")


def _signature(outcome: Outcome) -> str:
    return json.dumps([[reply.response, dict(reply.params)] for reply in outcome.replies[:1]], default=str)


def _again(turn: Turn, outcome: Outcome) -> int:
    """How many answers in a row before this one were the same response: a response may word itself otherwise."""
    last = turn.memory.last or {}
    return int(last.get("again", 0)) + 1 if last.get("response") == outcome.replies[0].response else 0


def _frame(turn: Turn, outcome: Outcome) -> dict[str, Any]:
    """What was asked last, as an action that answered by itself leaves it."""
    about = outcome.current or turn.memory.current
    if turn.intent not in TOPICS or not (turn.said or outcome.current):
        return dict(turn.memory.frame)
    return asked_now(turn, about if turn.named or not turn.said else outcome.current, outcome.ids)


def _slots(turn: Turn, outcome: Outcome) -> dict[str, Any]:
    learnt = dict(outcome.learnt)
    last = {
        "said": learnt.pop("said", turn.memory.last_said),
        "asked": learnt.pop("asked", turn.memory.asked),
        "ids": list(outcome.ids or (() if turn.intent in TOPICS else turn.memory.shown)),
        "buttons": [choice.payload for reply in outcome.replies for choice in reply.choices],
        "page": outcome.page,
        "response": outcome.replies[0].response,
        "signature": _signature(outcome),
        "again": _again(turn, outcome),
        "mentions": (turn.memory.last or {}).get("mentions", []),
        "frame": _frame(turn, outcome),
        **outcome.kept,
    }
    slots = {"misunderstood": 0.0, "role": turn.role, "current_path": outcome.current, "last_answer": last, **learnt}
    kept = {slot: value for slot, value in slots.items() if value is not None}
    return {"pending_offer": outcome.pending, **kept}
