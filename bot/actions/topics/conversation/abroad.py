"""Answers the last ask for the other country: the same entry there, else what lies nearest, never a made-up twin."""

from dataclasses import replace

from bot.actions.answer.aspects import current
from bot.actions.core.base import TOPICS, dispatch
from bot.actions.core.mentions import Mentioned
from bot.actions.core.outcome import Outcome, say
from bot.actions.core.turn import INTENT_OF, Turn, parse_payload, payload
from bot.actions.present import views
from bot.actions.present.buttons import starts
from content.schema import Country
from guidance.education.counterparts import counterpart


def for_country(turn: Turn, country: Country, adding: tuple[Mentioned, ...]) -> Outcome:
    """The same ask for the country now named, which is remembered."""
    there = replace(turn, memory=replace(turn.memory, country=country, current=None))
    intent, entities = _ask(turn)
    if intent is None:
        outcome = Outcome((say("utter_country_noted", choices=starts(), country=country.value),))
    else:
        outcome = _answered(turn, there, intent, entities, adding)
    return replace(outcome, learnt={**outcome.learnt, "country": country.value})


def _ask(turn: Turn) -> tuple[str | None, tuple[Mentioned, ...]]:
    """What to ask again: the last ask, or what was spoken about when that ask named nothing."""
    about = current(turn)
    intent, entities = parse_payload(turn.memory.asked) if turn.memory.asked else ("", ())
    if intent in TOPICS and (turn.memory.last_topic == intent or not about):
        return intent, entities or (about if intent in ("ask_progression", "ask_profession") else ())
    return (INTENT_OF[about[0].kind], about) if about else (None, ())


def _answered(
    turn: Turn, there: Turn, intent: str, entities: tuple[Mentioned, ...], adding: tuple[Mentioned, ...]
) -> Outcome:
    country = there.memory.country
    assert country is not None
    moved = [(entity, counterpart(turn.library, entity.value, country)) for entity in entities]
    missing = [entity for entity, found in moved if found is None]
    if not missing:
        same = tuple(replace(entity, value=found or "", candidates=()) for entity, found in moved)
        return dispatch(there, f"/{intent}", said=turn.memory.last_said, adding=(*same, *adding))
    outcome = dispatch(there, _nearest(turn, missing[0].value))
    told = say("utter_not_there", name=views.name(turn.library, missing[0].value), country=country.value)
    return replace(outcome, replies=(told, *outcome.replies))


def _nearest(turn: Turn, entry_id: str) -> str:
    """The field of a path; for a building block, how education is built there."""
    path = turn.library.paths.get(entry_id)
    return payload("ask_study_path", path=path.domain) if path else "/ask_education_structure"
