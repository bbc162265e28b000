"""Says when something is, counted from today, the own school's dates first."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from bot.actions.base import answers, ask_country
from bot.actions.buttons import person
from bot.actions.encoder import encoder
from bot.actions.outcome import Attached, Choice, Effect, Outcome, Reply, say
from bot.actions.turn import Turn, payload
from bot.actions.words import cue, day_in_words, words
from content.schema import KeyDate, Period, SchoolDate
from guidance import dates
from guidance.answers import Moment, find_date


@answers("ask_dates")
def when(turn: Turn) -> Outcome:
    """The date asked for; without a match, what comes first, and who knows the rest."""
    if turn.country is None:
        return ask_country(turn)
    entries = tuple(dates.entries(turn.library, turn.country, turn.school))
    if chosen := next((entry for entry in entries if entry.id == turn.extra("article")), None):
        return _one(turn, chosen)
    matches = find_date(turn.said, entries, encoder().port())
    pointing = bool(turn.memory.last_said) and cue("pointing", turn.said) is not None
    if matches.sure is None and pointing:
        return _not_known(turn, matches.options)
    if matches.sure is None:
        return _coming(turn, matches.options)
    others = [entry for entry in matches.options if _title(entry) != _title(matches.sure)]
    return _one(turn, matches.sure, others)


def _one(turn: Turn, entry: Moment, others: Sequence[Moment] = ()) -> Outcome:
    moment = dates.moment(entry, turn.today, _region(turn))
    own = turn.library.schools.get(turn.school)
    reply = say(
        "utter_date" if moment.known else "utter_date_unknown",
        choices=(*_choices(others), person()),
        sources=turn.library.citations(entry),
        title=_title(entry),
        periods=[_period(turn, period) for period in moment.periods],
        in_words=entry.moment if isinstance(entry, KeyDate) else None,
        note=entry.note if isinstance(entry, SchoolDate) else entry.for_whom,
        verify=entry.verify if isinstance(entry, KeyDate) else None,
        last_known=_day(moment.last_known.first) if moment.last_known else None,
        contact=own.school.contact if own else None,
        school=own.school.name if own and isinstance(entry, SchoolDate) else None,
    )
    files = (_file("calendar", entry.id, _region(turn)),) if moment.known else ()
    return Outcome((replace(reply, files=files),), ids=(entry.id,), uses_country=isinstance(entry, KeyDate))


def _coming(turn: Turn, perhaps: Sequence[Moment] = ()) -> Outcome:
    moments = dates.coming(turn.library, turn.country, turn.school, turn.today)
    own = turn.library.schools.get(turn.school)
    params = {
        "moments": [{"title": _title(one.entry), **_period(turn, one.periods[0])} for one in moments],
        "contact": own.school.contact if own else None,
    }
    sources = tuple(source for one in moments for source in turn.library.citations(one.entry))[:3]
    note = (Effect("note", {"topic": "dates"}),) if turn.said else ()
    choices = (*_choices(perhaps), person())
    files = (_file("school_calendar"),) if own and own.dates else ()
    return Outcome((Reply("utter_dates_coming", params, choices, sources, note, files),), uses_country=True)


def _not_known(turn: Turn, perhaps: Sequence[Moment]) -> Outcome:
    """A date of what was spoken about: when it is not known, other dates are no answer."""
    own = turn.library.schools.get(turn.school)
    params: dict[str, Any] = {"moments": [], "contact": own.school.contact if own else None}
    note = (Effect("note", {"topic": "dates"}),)
    return Outcome((Reply("utter_dates_coming", params, (*_choices(perhaps), person()), (), note),), uses_country=True)


def _choices(entries: Sequence[Moment]) -> tuple[Choice, ...]:
    return tuple(Choice(_title(entry), payload("ask_dates", article=entry.id)) for entry in entries)


def _file(title: str, entry_id: str = "", region: str | None = None) -> Attached:
    """The calendar file of one date, or of all dates of the school (see channels/calendar.py)."""
    path = f"calendar/{entry_id}.ics" if entry_id else "calendar.ics"
    return Attached(words("titles")["files"][title], f"{path}?region={region}" if region else path)


def _region(turn: Turn) -> str | None:
    regions = [turn.library.places[place].region for place in turn.values("place") if place in turn.library.places]
    own = turn.library.schools.get(turn.school)
    return next((region for region in regions if region), own.school.holiday_region if own else None)


def _title(entry: Moment) -> str:
    return entry.title if isinstance(entry, SchoolDate) else entry.name


def _period(turn: Turn, period: Period) -> dict[str, Any]:
    return {
        "first": _day(period.first),
        "last": _day(period.last) if period.last != period.first else None,
        "days": dates.days_until(period, turn.today),
        "region": period.region,
    }


def _day(day: date) -> str:
    return day_in_words(day, weekday=True)
