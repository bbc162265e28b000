"""Reads what is typed right after Wegwijs asked for it where a button was meant: a code, with whom, a day, the plan."""

import re
from dataclasses import replace

from bot.actions.core.mentions import Mentioned
from bot.actions.core.turn import Turn
from bot.actions.core.words import cue, day_said

PLANS = frozenset({"utter_plan", "utter_plan_visits", "utter_plan_page", "utter_reminder_set"})
CODES = frozenset({"utter_family_type_code", "utter_family_checking", "utter_family_start"})
CODE = re.compile(r"\b([A-Za-z0-9]{4})[ -]?([A-Za-z0-9]{4})\b")
"""Eight letters and figures, with or without a dash."""
NEED = frozenset({"crisis", "wellbeing"})
"""What is told in need is never an answer to a question about a plan."""
SHORT_ANSWER = 4
"""Words; "met mijn mentor" answers the question, a longer wish for a person is one."""


def after_question(turn: Turn) -> Turn | None:
    """What was asked for right before, typed instead of tapped: a code, with whom, a day, what to do with the plan."""
    response = turn.memory.response
    if turn.intent in NEED:
        return None
    if response in CODES and CODE.search(turn.said):
        return replace(turn, intent="family_link", entities=(Mentioned("answer", "join"),))
    if response == "utter_plan_who" and not _wants_someone_now(turn) and (who := cue("plan_who", turn.said)):
        return _planning(turn, answer="when", topic=who)
    if response == "utter_plan_when" and (day := day_said(turn.said, turn.today)):
        return _planning(turn, answer="day", topic=day)
    if response in PLANS and (ask := cue("plan_asks", turn.said)):
        return _planning(turn, answer=ask)
    return None


def _wants_someone_now(turn: Turn) -> bool:
    return turn.intent == "request_human" and len(turn.said.split()) > SHORT_ANSWER


def _planning(turn: Turn, **entities: str) -> Turn:
    said = tuple(Mentioned(kind, value) for kind, value in entities.items())
    return replace(turn, intent="plan_talk", entities=said)
