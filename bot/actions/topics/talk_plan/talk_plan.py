"""Ends an exploration in a talk: three questions to bring, with whom and when, a reminder, and a page to print."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.actions.core.base import answers
from bot.actions.core.outcome import Choice, Effect, Outcome, Reply, say
from bot.actions.core.told import Explored, explored, mentions, told
from bot.actions.core.turn import Turn, payload
from bot.actions.core.words import cue, day_in_words, words
from bot.actions.present.buttons import button, person
from bot.actions.present.screens import remember
from bot.actions.topics.exploration.result import find
from bot.actions.topics.talk_plan import talk_page
from guidance.education import dates
from guidance.interests.matching import Matches

WHO = {"student": ("mentor", "parent", "teacher", "other"), "parent": ("child", "mentor", "teacher", "other")}
SCHOOL_PEOPLE = frozenset({"mentor", "teacher"})
DAYS = 6
SATURDAY = 5
EVENTS = 3


@answers("plan_talk", topic=False)
def plan_talk(turn: Turn) -> Outcome:
    """First with whom, then when, then the plan; a reminder and a page only when asked for."""
    state, ask = explored(turn), turn.extra("answer") or "start"
    if ask == "remind":
        return _remind(turn, state)
    if ask == "cancel":
        reply = Reply(
            "utter_reminder_cancelled", {}, (button("plan", "plan_talk"),), effects=(Effect("cancel_reminder"),)
        )
        return Outcome((reply,))
    if ask == "who" or (ask == "start" and "who" not in state.plan):
        return _ask_who(turn, state)
    if ask == "when":
        return _ask_day(turn, _with(state, who=turn.extra("topic") or state.plan.get("who", "other")))
    if ask == "page":
        return _page(turn, state)
    if ask == "day":
        return _show(turn, _with(state, day=turn.extra("topic") or ""))
    return _show(turn, state)


def _ask_who(turn: Turn, state: Explored) -> Outcome:
    titles = words("titles")["people"]
    people = WHO["parent" if turn.role == "parent" else "student"]
    choices = [Choice(titles[one], payload("plan_talk", answer="when", topic=one)) for one in people]
    return remember(turn, Outcome((say("utter_plan_who", choices=choices),)), state)


def _ask_day(turn: Turn, state: Explored) -> Outcome:
    days = (turn.today + timedelta(days=ahead) for ahead in range(1, 12))
    at_school = state.plan.get("who") in SCHOOL_PEOPLE
    fitting = [day for day in days if not at_school or day.weekday() < SATURDAY][:DAYS]
    choices = [Choice(_short(day), payload("plan_talk", answer="day", topic=day.isoformat())) for day in fitting]
    choices.append(button("no_day", "plan_talk", answer="day"))
    return remember(turn, Outcome((say("utter_plan_when", choices=choices, who=state.plan["who"]),)), state)


def _show(turn: Turn, state: Explored) -> Outcome:
    known = told(turn, state, mentions(turn))
    found = find(turn, state, known) if turn.country else Matches((), None)
    day, who = _day(state), state.plan.get("who", "other")
    remind = day is not None and turn.recall.get("reminder") != day.isoformat()
    choices = [button("remind", "plan_talk", answer="remind")] if remind else []
    if turn.recall.get("reminder"):
        choices.append(button("forget_reminder", "plan_talk", answer="cancel"))
    together = button("together_child" if turn.role == "parent" else "together", "family_link")
    printed = button("page", "plan_talk", answer="page")
    choices += [printed, button("other_who", "plan_talk", answer="who"), together, button("keep", "keep_profile")]
    choices.append(person())
    plan = say(
        "utter_plan",
        who=who,
        day=day_in_words(day, weekday=True) if day else None,
        questions=list(talk_page.questions(turn, known, found)),
    )
    visits = say("utter_plan_visits", choices=choices, events=_visits(turn))
    return remember(turn, Outcome((plan, visits)), state)


def _page(turn: Turn, state: Explored) -> Outcome:
    """The same to print: made when it is opened, from what was told up to now."""
    known = told(turn, state, mentions(turn))
    found = find(turn, state, known) if turn.country else Matches((), None)
    events = [(event["title"], event["day"]) for event in _visits(turn)]
    printed = talk_page.page(turn, state, known, found, events, _day(state))
    choices = (button("questions", "plan_talk", answer="show"), person())
    return remember(turn, Outcome((replace(say("utter_plan_page", choices=choices), page=printed),)), state)


def _remind(turn: Turn, state: Explored) -> Outcome:
    day = _day(state)
    if day is None or day < turn.today:
        return _ask_day(turn, _with(state, who=state.plan.get("who", "other")))
    side = "parent" if turn.role == "parent" else "child"
    effect = Effect("remind", {"day": day.isoformat(), "who": state.plan.get("who", "other"), "side": side})
    choices = (button("forget_reminder", "plan_talk", answer="cancel"), button("questions", "plan_talk", answer="show"))
    reply = Reply("utter_reminder_set", {"day": day_in_words(day, weekday=True)}, choices, effects=(effect,))
    return remember(turn, Outcome((reply,)), state)


def _visits(turn: Turn) -> list[dict[str, Any]]:
    """Open days and days to join a class that content knows and that are still to come."""
    if turn.country is None:
        return []
    entries = dates.entries(turn.library, turn.country, turn.school)
    named = [one for one in entries if _is_visit([_title(one), *one.questions]) and _is_for(turn, one)]
    moments = [dates.moment(entry, turn.today) for entry in named]
    known = sorted((one for one in moments if one.known), key=lambda one: one.periods[0].first)
    return [{"title": _title(one.entry), "day": day_in_words(one.periods[0].first)} for one in known[:EVENTS]]


def _is_visit(texts: Sequence[str]) -> bool:
    return any(cue("visit", text) for text in texts)


def _is_for(turn: Turn, entry: Any) -> bool:
    """Whether a day may be meant for this person: it is for everybody, or for a level that may be theirs."""
    level = getattr(entry, "for_level", None)
    return level is None or turn.memory.level in (None, level)


def _title(entry: Any) -> str:
    return str(getattr(entry, "title", "") or entry.name)


def _day(state: Explored) -> date | None:
    day = state.plan.get("day", "")
    return date.fromisoformat(day) if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else None


def _short(day: date) -> str:
    names = words("calendar")
    return f"{names['weekdays'][day.weekday()]} {day.day} {names['months'][day.month - 1]}"


def _with(state: Explored, **plan: str) -> Explored:
    return replace(state, plan={**state.plan, **plan})
