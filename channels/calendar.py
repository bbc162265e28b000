"""Makes the calendar files people download: one date, or all dates of the school. They hold no personal data."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

from content.library import Library, SchoolContent
from content.schema import Country, KeyDate, SchoolDate
from conversation.messages import Document
from gateway.texts.strings import Strings
from guidance.education.calendar import Day, periods, to_ics, uid

MEDIA_TYPE = "text/calendar; charset=utf-8"
PATH = re.compile(r"calendar(?:/(?P<id>[a-z0-9-]{1,80}))?\.ics")
"""`calendar.ics` holds all dates of the school, `calendar/<entry id>.ics` one; `?region=` picks a holiday region."""

Entry = KeyDate | SchoolDate


@dataclass(frozen=True)
class Calendars:
    """The calendar files of one school. `clock` gives the moment a file is made."""

    library: Library
    school: str
    say: Strings
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    def document(self, path: str) -> Document | None:
        """The file at a path such as `calendar/kerstvakantie.ics?region=noord`; None when there are no such days."""
        parts = urlsplit(path)
        found = PATH.fullmatch(parts.path.removeprefix("/"))
        if found is None:
            return None
        entry_id, region = found["id"], next(iter(parse_qs(parts.query).get("region", [])), None)
        own = self.library.schools.get(self.school)
        entries = self._one(entry_id, own) if entry_id else tuple(own.dates) if own else ()
        days = [day for entry in entries for day in self._days(entry, region)]
        if not days:
            return None
        name = _title(entries[0]) if entry_id else self.say("calendar.name", school=own.school.name if own else "")
        return Document(f"{entry_id or self.school}.ics", MEDIA_TYPE, to_ics(days, name, self.clock()))

    def _one(self, entry_id: str, own: SchoolContent | None) -> tuple[Entry, ...]:
        of_school = (entry for entry in (own.dates if own else ()) if entry.id == entry_id)
        entry = next(of_school, None) or self.library.key_dates.get(entry_id)
        return (entry,) if entry else ()

    def _days(self, entry: Entry, region: str | None) -> Iterable[Day]:
        chosen = periods(entry, self.clock().date(), region)
        several = len({period.region for period in chosen}) > 1
        for period in chosen:
            name = uid(entry, period, self._country(entry), self.school)
            place = self.say("calendar.region", title=_title(entry), region=period.region or "")
            title = place if several and period.region else _title(entry)
            yield Day(name, title, period.first, period.last, self._description(entry), self._url(entry))

    def _description(self, entry: Entry) -> str:
        note = entry.note if isinstance(entry, SchoolDate) else entry.verify
        sources = self.library.citations(entry)[:1]
        lines = [self.say("calendar.source", title=one.title, date=f"{one.checked_on:%-d-%-m-%Y}") for one in sources]
        return "\n".join(filter(None, (note, *lines)))

    def _url(self, entry: Entry) -> str | None:
        return next((source.url for source in self.library.citations(entry)), None)

    def _country(self, entry: Entry) -> Country:
        own = self.library.schools.get(self.school)
        return entry.country if isinstance(entry, KeyDate) else own.school.country if own else Country.NL


def _title(entry: Entry) -> str:
    return entry.title if isinstance(entry, SchoolDate) else entry.name
