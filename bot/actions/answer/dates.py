"""Says when something is, counted from today, the own school's dates first."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from bot.actions.answer.encoder import encoder
from bot.actions.core.base import answers, ask_country
from bot.actions.core.outcome import Attached, Choice, Effect, Outcome, Reply, say
from bot.actions.core.turn import Turn, payload
from bot.actions.core.words import cue, day_in_words, without, words
from bot.actions.present.buttons import person
from content.schema import KeyDate, Period, SchoolDate
from guidance.answers.answers import Moment, find_date
from guidance.education import dates, school_years


@answers("ask_dates")
def when(turn: Turn) -> Outcome:
    """The date asked for; without a match, what comes first, and who knows the rest."""
    if turn.country is None:
        return ask_country(turn)
    entries = tuple(dates.entries(turn.library, turn.country, "" if _other_region(turn) else turn.school))
    if chosen := next((entry for entry in entries if entry.id == turn.extra("article")), None):
        return _one(turn, _best_known(turn, chosen, entries))
    matches = find_date(_about(turn), entries, encoder().port())
    pointing = bool(turn.memory.last_said) and cue("pointing", turn.said) is not None
    if matches.sure is None and pointing:
        about = find_date(f"{turn.memory.last_said} {_about(turn)}", entries, encoder().port())
        return _one(turn, _best_known(turn, about.sure, entries)) if about.sure else _not_known(turn, matches.options)
    if matches.sure is None:
        return _coming(turn, matches.options)
    meant = _next_of_kind(turn, matches.sure, matches.options)
    others = [entry for entry in matches.options if _title(entry) != _title(meant)]
    return _one(turn, _best_known(turn, meant, entries), others)


def _next_of_kind(turn: Turn, meant: Moment, options: Sequence[Moment]) -> Moment:
    """The one to come when the nearest match is over: in December "het oudercontact" is no longer that of autumn."""

    def known(entry: Moment) -> bool:
        return dates.moment(entry, turn.today, region(turn), _span(turn)).known

    if known(meant) or _span(turn) or _title(meant).casefold() in turn.said.casefold():
        return meant
    kind = _title(meant).split()[0]
    return next((one for one in options if _title(one).split()[0] == kind and known(one)), meant)


def _best_known(turn: Turn, meant: Moment, entries: Sequence[Moment]) -> Moment:
    """The date meant, or the country's of the same name when the school's own has no days then."""
    same = (entry for entry in entries if _title(entry).casefold() == _title(meant).casefold())
    span, of = _span(turn), region(turn)
    return next((one for one in (meant, *same) if dates.moment(one, turn.today, of, span).known), meant)


def _one(turn: Turn, entry: Moment, others: Sequence[Moment] = ()) -> Outcome:
    moment = dates.moment(entry, turn.today, region(turn), _span(turn))
    own = turn.library.schools.get(turn.school)
    reply = say(
        "utter_date" if moment.known else "utter_date_unknown",
        choices=(*_choices(others), person()),
        sources=turn.library.citations(entry),
        title=_title(entry),
        periods=[_period(turn, period) for period in moment.periods],
        missing=dates.regions_missing(moment, turn.library) if region(turn) is None else (),
        year=_year(moment.span),
        region=_region_said(turn),
        in_words=entry.moment if isinstance(entry, KeyDate) and (_by_rule(entry) or not moment.known) else None,
        note=entry.note if isinstance(entry, SchoolDate) else None,
        for_whom=entry.for_whom if isinstance(entry, KeyDate) else None,
        verify=entry.verify if isinstance(entry, KeyDate) else None,
        last_known=_day(moment.last_known.first) if moment.last_known else None,
        next_known=_period(turn, moment.next_known) if moment.next_known else None,
        contact=own.school.contact if own else None,
        school=own.school.name if own and isinstance(entry, SchoolDate) else None,
    )
    files = (_file("calendar", entry.id, region(turn)),) if _still_to_come(turn, moment) else ()
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


def _still_to_come(turn: Turn, moment: dates.Moment) -> bool:
    return any(period.last >= turn.today for period in moment.periods)


def _about(turn: Turn) -> str:
    """The words without the year and the region: "volgend jaar" must not look like "volgende toetsweek"."""
    return without("holiday_region", without("year", school_years.without_years(turn.said)))


def _span(turn: Turn) -> school_years.Span | None:
    """The year the words name or point at; None when they only ask for the next time."""
    assert turn.country is not None
    if found := school_years.numbered(turn.said, turn.country):
        return found
    meant = cue("year", turn.said)
    return school_years.relative(meant, turn.today, turn.country) if meant else None


def _year(span: school_years.Span | None) -> dict[str, Any] | None:
    """The year as a template names it: its numbers (`name`) and whether it is a `school` year; None when not named."""
    if span is None or not (span.school_year or span.year):
        return None
    name = "{}-{}".format(*span.school_year) if span.school_year else str(span.year)
    return {"name": name, "school": span.school_year is not None}


def region(turn: Turn) -> str | None:
    """The holiday region an answer is for: the one said, else that of the own school."""
    own = turn.library.schools.get(turn.school)
    return _region_said(turn) or (own.school.holiday_region if own else None)


def _by_rule(entry: KeyDate) -> bool:
    return entry.yearly is not None or entry.easter is not None


def _region_said(turn: Turn) -> str | None:
    """The holiday region the words name, or that of the place they name."""
    regions = [turn.library.places[place].region for place in turn.values("place") if place in turn.library.places]
    return cue("holiday_region", turn.said) or next((region for region in regions if region), None)


def _other_region(turn: Turn) -> bool:
    """True when another region is meant than that of the own school, whose dates then are no answer."""
    own, said = turn.library.schools.get(turn.school), _region_said(turn)
    return said is not None and own is not None and own.school.holiday_region not in (None, said)


def _title(entry: Moment) -> str:
    return entry.title if isinstance(entry, SchoolDate) else entry.name


def _period(turn: Turn, period: Period) -> dict[str, Any]:
    return {
        "first": _day(period.first),
        "last": _day(period.last) if period.last != period.first else None,
        "days": dates.days_until(period, turn.today),
        "over": period.last < turn.today,
        "region": period.region,
    }


def _day(day: date) -> str:
    return day_in_words(day, weekday=True)
