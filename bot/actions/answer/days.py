"""Says whether there are lessons on the day, the week or the month a message asks about."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from bot.actions.answer.dates import region
from bot.actions.core.base import ask_country
from bot.actions.core.outcome import Outcome, say
from bot.actions.core.turn import Turn
from bot.actions.core.words import cue, day_in_words
from bot.actions.present.buttons import person
from content.schema import KeyDate
from guidance.education.days_asked import AskedDays, NoSuchDay, days_asked
from guidance.education.free_days import FreeDay, Lessons, free_days

MOST_SOURCES = 3


def lessons(turn: Turn) -> Outcome | None:
    """What is known of the lessons in the days a message asks about; None when it asks nothing of the kind."""
    asked = days_asked(turn.said, turn.today) if cue("free_day", turn.said) else None
    if asked is None:
        return None
    if isinstance(asked, NoSuchDay):
        return Outcome((say("utter_no_such_day", choices=(person(),), day=asked.said),))
    return _told(turn, asked) if turn.country else ask_country(turn)


def _told(turn: Turn, asked: AskedDays) -> Outcome:
    assert turn.country is not None
    own = turn.library.schools.get(turn.school)
    days = free_days(turn.library, turn.country, turn.school, asked.first, asked.last, region(turn))
    named = [one for one in days if one.entry]
    sources = dict.fromkeys(source for one in named if one.entry for source in turn.library.citations(one.entry))
    reply = say(
        "utter_lessons",
        choices=(person(),),
        sources=tuple(sources)[:MOST_SOURCES],
        first=_day(asked.first),
        last=_day(asked.last) if asked.last != asked.first else None,
        days=list(_each_once(days)),
        unknown=any(one.lessons == Lessons.UNKNOWN for one in days),
        weekend=all(one.lessons == Lessons.WEEKEND for one in days),
        contact=own.school.contact if own else None,
    )
    return Outcome((reply,), ids=tuple(dict.fromkeys(one.entry.id for one in named if one.entry)), uses_country=True)


def _each_once(days: tuple[FreeDay, ...]) -> Iterator[dict[str, Any]]:
    """What makes days free, each holiday once, as a template names it."""
    seen: set[str] = set()
    for one in days:
        if one.entry and one.period and one.entry.id not in seen:
            seen.add(one.entry.id)
            several = one.period.last != one.period.first
            yield {
                "title": one.entry.name if isinstance(one.entry, KeyDate) else one.entry.title,
                "sure": one.lessons == Lessons.FREE,
                "regions": one.regions,
                "first": _day(one.period.first),
                "last": _day(one.period.last) if several else None,
            }


def _day(day: date) -> str:
    return day_in_words(day, weekday=True)
