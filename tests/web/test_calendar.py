"""Dates as files: from the school and the country, without a session, and a clear no for what is not there."""

from datetime import UTC, datetime

import httpx
import pytest
from icalendar import Calendar

from channels.calendar import Calendars
from content.library import Library
from gateway.texts.strings import load_strings
from tests.web.fake_engine import CALENDAR

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.fixture
def calendars(library: Library) -> Calendars:
    return Calendars(library, "voorbeeld-nl", load_strings(), lambda: NOW)


def summaries(calendars: Calendars, path: str) -> list[str]:
    document = calendars.document(path)
    assert document is not None
    return [str(event["summary"]) for event in Calendar.from_ical(document.body).walk("VEVENT")]


def test_one_date_of_the_school(calendars: Calendars) -> None:
    document = calendars.document("calendar/kerstvakantie.ics?region=midden")
    assert document is not None
    assert document.name == "kerstvakantie.ics"
    (event,) = Calendar.from_ical(document.body).walk("VEVENT")
    assert event.decoded("dtend").isoformat() == "2027-01-04"
    assert "schoolgids (voorbeeld) (nagekeken op 22-11-2026)" in str(event["description"])


def test_a_note_rides_along(calendars: Calendars) -> None:
    document = calendars.document("calendar/open-dag.ics")
    assert document is not None
    (event,) = Calendar.from_ical(document.body).walk("VEVENT")
    assert str(event["description"]).startswith("Van 10.00 tot 14.00 uur.")


def test_all_dates_of_the_school_in_one_file(calendars: Calendars, library: Library) -> None:
    assert summaries(calendars, "calendar.ics") == [one.title for one in library.schools["voorbeeld-nl"].dates]


def test_a_date_of_the_country_with_its_source(calendars: Calendars) -> None:
    document = calendars.document("calendar/nl-datum-voorjaarsvakantie.ics?region=midden")
    assert document is not None
    events = Calendar.from_ical(document.body).walk("VEVENT")
    assert [event.decoded("dtstart").isoformat() for event in events] == ["2027-02-20", "2028-02-26"]
    assert all(str(event["url"]).startswith("https://") for event in events)


@pytest.mark.parametrize(
    "path",
    [
        "calendar/bestaat-niet.ics",
        "calendar/../school.ics",
        "calendar/KERST.ics",
        "calendar/nl-datum-plaatsing-middelbaar.ics",  # only known in words
        "calendar/nl-datum-voorjaarsvakantie.ics?region=bestaat-niet",
        "calendar/",
        "",
    ],
)
def test_what_has_no_days_is_no_file(calendars: Calendars, path: str) -> None:
    assert calendars.document(path) is None


async def test_it_is_downloaded_without_a_session(client: httpx.AsyncClient) -> None:
    answer = await client.get("/calendar/proef.ics")
    assert (answer.status_code, answer.content) == (200, CALENDAR.body)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="proef.ics"'
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("path", ["/calendar/niets.ics", "/calendar.ics", "/calendar/a/b.ics"])
async def test_no_such_file_is_404(client: httpx.AsyncClient, path: str) -> None:
    assert (await client.get(path)).status_code == 404


async def test_the_api_names_the_file(client: httpx.AsyncClient) -> None:
    (reply,) = (await client.post("/api/chat", json={"text": "agenda"})).json()["replies"]
    assert reply["files"] == [{"title": "Zet het in mijn agenda", "url": "calendar/proef.ics"}]
    assert (await client.get(f"/{reply['files'][0]['url']}")).status_code == 200
