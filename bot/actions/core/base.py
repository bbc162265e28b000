"""The register of handlers, functions from Turn to Outcome, and how one is asked for the complete outcome of a turn."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.actions.core.mentions import Mentioned
from bot.actions.core.outcome import Choice, Outcome, say
from bot.actions.core.own_place import own_place
from bot.actions.core.turn import Turn, parse_payload, payload
from bot.actions.core.words import country_names, country_said, day_in_words
from content.schema import Country

Handler = Callable[[Turn], Outcome]

HANDLERS: dict[str, Handler] = {}
"""The handler of every intent, so that "ja", a bare value or "en daarna" can be answered as what it completes."""
READ: dict[str, Handler] = {}
"""Handlers of what `reading` makes of a message and the engine has no intent for."""
REGISTERED: dict[str, tuple[str, str]] = {}
"""Of every intent the action that answers it, and the module of its handler."""
TOPICS: set[str] = set()
"""Intents that can be asked on about."""


def answers(intent: str, action: str | None = None, *, topic: bool = True) -> Callable[[Handler], Handler]:
    """Register a handler as the action `action` (default: action_<intent>) that answers `intent`."""

    def register(handler: Handler) -> Handler:
        HANDLERS[intent] = handler
        if topic:
            TOPICS.add(intent)
        REGISTERED[intent] = (action or f"action_{intent}", handler.__module__)
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
    return complete(turn, {**HANDLERS, **READ}[turn.intent](turn))


def complete(turn: Turn, outcome: Outcome) -> Outcome:
    """An outcome with what is assumed said once, the age of its sources, and what was learnt on the way."""
    outcome = _with_age(turn, _with_assumption(turn, outcome))
    asked = {"said": turn.said, "asked": as_payload(turn)} if turn.intent in TOPICS else {}
    learnt = {**asked, **_learnt(turn, outcome), **outcome.learnt}
    return replace(outcome, uses_country=False, learnt=learnt, current=outcome.current or _subject(turn))


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
