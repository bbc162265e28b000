"""Writes dates as an iCalendar file (RFC 5545), because a date in one's own calendar is not forgotten."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from content.schema import Country, KeyDate, Period, SchoolDate
from guidance.education.dates import periods_of
from guidance.education.school_years import school_year

PRODID = "-//Wegwijs//Belangrijke data//NL"


@dataclass(frozen=True)
class Day:
    """Whole days in a calendar, `first` and `last` both included. `uid` stays the same when the days are corrected."""

    uid: str
    title: str
    first: date
    last: date
    description: str = ""
    url: str | None = None


def uid(entry: KeyDate | SchoolDate, period: Period, country: Country, school: str) -> str:
    """The name of one occurrence: the entry, its school year and its region, so that an update replaces it."""
    years = "{}-{}".format(*school_year(period.first, country))
    owner = school if isinstance(entry, SchoolDate) else "landelijk"
    return "-".join(filter(None, (entry.id, years, period.region))) + f"@{owner}.wegwijs"


def periods(entry: KeyDate | SchoolDate, today: date, region: str | None = None) -> tuple[Period, ...]:
    """The exact days of an entry that count in a holiday region (all when none is given), without past years' days of
    the country."""
    found = (one for one in periods_of(entry, today) if region is None or one.region in (None, region))
    return tuple(one for one in found if isinstance(entry, SchoolDate) or one.last >= today)


def to_ics(days: Iterable[Day], name: str, stamp: datetime) -> bytes:
    """An iCalendar file of all-day events; DTEND is the day after the last (RFC 5545, 3.6.1), no times are made up.

    `stamp` is the moment the file is made, with a time zone.
    """
    calendar = Calendar()
    for key, value in (("prodid", PRODID), ("version", "2.0"), ("method", "PUBLISH"), ("x-wr-calname", name)):
        calendar.add(key, value)
    for day in days:
        calendar.add_component(_event(day, stamp))
    return bytes(calendar.to_ical())


def _event(day: Day, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", day.uid)
    event.add("dtstamp", stamp)
    event.add("dtstart", day.first)
    event.add("dtend", day.last + timedelta(days=1))
    event.add("summary", day.title)
    event.add("transp", "TRANSPARENT")
    if day.description:
        event.add("description", day.description)
    if day.url:
        event.add("url", day.url)
    return event
