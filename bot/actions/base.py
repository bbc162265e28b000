"""Turns a function from Turn to Outcome into a Rasa action, and does what every action does around it."""

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.buttons import intent_buttons, person
from bot.actions.direction import own_place
from bot.actions.forms import for_role
from bot.actions.mentions import Mentioned
from bot.actions.outcome import Choice, Outcome, Reply, say
from bot.actions.reading import read
from bot.actions.turn import Turn, parse_payload, payload
from bot.actions.words import country_names, country_said, day_in_words
from content.schema import Country

Handler = Callable[[Turn], Outcome]

HANDLERS: dict[str, Handler] = {}
"""The handler of every intent, so that "ja", a bare value or "en daarna" can be answered as what it completes."""
READ: dict[str, Handler] = {}
"""Handlers of what `reading` makes of a message and the engine has no intent for."""
TOPICS: set[str] = set()
"""Intents that can be asked on about."""
MAY_REPEAT = frozenset(
    {"crisis", "request_human", "greet", "goodbye", "thank", "affirm", "deny", "restart", "abuse"}
    | {"out_of_scope", "nlu_fallback", "explore", "explore_result", "maybe_danger"}
)
"""Intents whose responses word themselves otherwise the second time, help lines, and screens one may see again."""
AFTERWARDS: list[Callable[[Turn, Outcome], Outcome]] = []
"""What topics add to the answer of another: such as the offer to go on with what was interrupted."""
ACTIONS: list[type[Action]] = []
"""The action classes made here; rasa_sdk finds subclasses by itself, this list keeps them alive."""


def answers(intent: str, action: str | None = None, *, topic: bool = True) -> Callable[[Handler], Handler]:
    """Register a handler as the action `action` (default: action_<intent>) that answers `intent`."""

    def register(handler: Handler) -> Handler:
        HANDLERS[intent] = handler
        if topic:
            TOPICS.add(intent)
        ACTIONS.append(_action(action or f"action_{intent}", intent, handler.__module__))
        return handler

    return register


def dispatch(
    turn: Turn, meaning: str, *, said: str = "", adding: tuple[Mentioned, ...] = (), **changes: Any
) -> Outcome:
    """Answer `turn` as if it were the payload `meaning`, completed with `adding`."""
    intent, entities = parse_payload(meaning)
    return answer(turn.as_intent(intent, (*entities, *adding), said, **changes))


def answer(turn: Turn) -> Outcome:
    """The complete outcome of a turn: the handler's, what is assumed said once, and what was learnt on the way."""
    outcome = _with_age(turn, _with_assumption(turn, {**HANDLERS, **READ}[turn.intent](turn)))
    asked = {"said": turn.said, "asked": as_payload(turn)} if turn.intent in TOPICS else {}
    learnt = {**asked, **_learnt(turn, outcome), **outcome.learnt}
    return replace(outcome, uses_country=False, learnt=learnt, current=outcome.current or _subject(turn))


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


def ask_country(turn: Turn) -> Outcome:
    """Ask for the country; the answer completes the ask it came from."""
    choices = tuple(Choice(name, payload("inform", answer=code)) for code, name in country_names().items())
    return Outcome((say("utter_ask_country", choices=choices),), pending=as_payload(turn))


def as_payload(turn: Turn) -> str:
    """The payload that asks the same again."""
    entities: dict[str, str | list[str]] = {}
    for entity in turn.entities:
        values = entities.setdefault(entity.kind, [])
        assert isinstance(values, list)
        values.append(entity.value)
    return payload(turn.intent, **entities)


def _action(name: str, intent: str, module: str) -> type[Action]:
    """The action class, placed in the handler's module so that rasa_sdk's server can pickle it for its workers."""

    def run(self: Action, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[Any]:
        turn = read(replace(Turn.from_tracker(tracker), intent=intent))
        outcome = respond(turn)
        for add in AFTERWARDS:
            outcome = add(turn, outcome)
        role = outcome.learnt.get("role") or turn.role
        said = {"role": role, "again": _again(turn, outcome)}
        for reply in (*outcome.replies, *_also_asked(turn)):
            dispatcher.utter_message(**{**said, **reply.message(), **for_role(dict(reply.params), role)})
        return [SlotSet(slot, value) for slot, value in _slots(turn, outcome).items()]

    fields = {"name": lambda self: name, "run": run, "__module__": module, "__doc__": f"Answers {intent}."}
    made = type(name, (Action,), fields)
    setattr(sys.modules[module], name, made)
    return made


def _also_asked(turn: Turn) -> tuple[Reply, ...]:
    """The other asks of the message as buttons: one is answered, none is lost. Asking back shows them all already."""
    if turn.intent == "nlu_fallback":
        return ()
    entities = {entity.kind: entity.value for entity in turn.entities if not entity.candidates}
    choices = intent_buttons((intent for intent in turn.also if intent != turn.intent), **entities)
    return (say("utter_also_asked", choices=choices, often=_offered(turn)),) if choices else ()


def _offered(turn: Turn) -> int:
    """How many answers in a row before this one offered other asks: the words alternate."""
    return int((turn.memory.last or {}).get("also", 0))


def _repeats(turn: Turn, outcome: Outcome) -> bool:
    return bool(turn.memory.last) and _signature(outcome) == (turn.memory.last or {}).get("signature")


def _signature(outcome: Outcome) -> str:
    return json.dumps([[reply.response, dict(reply.params)] for reply in outcome.replies[:1]], default=str)


def _again(turn: Turn, outcome: Outcome) -> int:
    """How many answers in a row before this one were the same response: a response may word itself otherwise."""
    last = turn.memory.last or {}
    return int(last.get("again", 0)) + 1 if last.get("response") == outcome.replies[0].response else 0


def _with_assumption(turn: Turn, outcome: Outcome) -> Outcome:
    if not (outcome.uses_country and turn.setting.assumed and turn.setting.country):
        return outcome
    names, assumed = country_names(), turn.setting.country
    other = Country.VL if assumed == Country.NL else Country.NL
    switch = Choice(names[other], payload("inform", answer=other.value))
    told = say("utter_country_assumed", choices=(switch,), assumed=names[assumed])
    return replace(outcome, replies=(*outcome.replies, told), pending=outcome.pending or as_payload(turn))


def _with_age(turn: Turn, outcome: Outcome) -> Outcome:
    """The answer, with a warning when one of its sources was not looked at for longer than content allows."""
    shown = (source for reply in outcome.replies for source in reply.sources)
    old = [source.checked_on for source in shown if source.fresh_until and source.fresh_until < turn.today]
    if not old:
        return outcome
    return replace(outcome, replies=(*outcome.replies, say("utter_outdated", checked_on=day_in_words(min(old)))))


def _subject(turn: Turn) -> str | None:
    """The one path, level or profession a message names: what "dat" means next."""
    named = [one for one in turn.named if one not in turn.library.domains]
    return named[0] if len(named) == 1 and turn.intent != "nlu_fallback" else None


def _learnt(turn: Turn, outcome: Outcome) -> dict[str, Any]:
    learnt: dict[str, Any] = {"last_topic": turn.intent} if turn.intent in TOPICS else {}
    if turn.memory.country is None and turn.country:
        sure = country_said(turn.said) is not None or turn.school not in turn.library.schools
        if outcome.uses_country or sure:
            learnt["country"] = turn.country.value
    place = own_place(turn)
    return {**learnt, "level": place} if place else learnt


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
        "also": _offered(turn) + 1 if _also_asked(turn) else 0,
        "mentions": (turn.memory.last or {}).get("mentions", []),
        **outcome.kept,
    }
    slots = {"misunderstood": 0.0, "role": turn.role, "current_path": outcome.current, "last_answer": last, **learnt}
    kept = {slot: value for slot, value in slots.items() if value is not None}
    return {"pending_offer": outcome.pending, **kept}
