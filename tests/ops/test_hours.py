"""A school's hours come from its content: weekly hours less its country's holidays, region and own days off."""

from datetime import UTC, date, datetime

import pytest

from content.library import Library
from mentoring.hours import ZONE
from ops.hours import mentor_hours

TODAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("school", "moment", "opens"),
    [
        ("voorbeeld-nl", "2026-12-18 17:00", "2027-01-04 08:30"),  # the Christmas holidays
        ("voorbeeld-nl", "2026-12-02 17:00", "2026-12-03 08:30"),
        ("voorbeeld-vl", "2026-12-02 12:30", "2026-12-03 08:30"),  # Wednesday ends at noon
        ("voorbeeld-vl", "2027-05-05 17:00", "2027-05-10 08:30"),  # Ascension and the day after
    ],
)
def test_the_sample_schools_open_again(library: Library, school: str, moment: str, opens: str) -> None:
    at = mentor_hours(library, school, TODAY).next_open(datetime.fromisoformat(moment).replace(tzinfo=ZONE))
    assert at is not None
    assert at.astimezone(ZONE).strftime("%Y-%m-%d %H:%M") == opens


def test_a_holiday_of_another_region_or_country_does_not_count(library: Library) -> None:
    closed = mentor_hours(library, "voorbeeld-nl", TODAY).closed
    region = library.schools["voorbeeld-nl"].school.holiday_region
    assert region
    for entry in library.key_dates.values():
        for period in entry.dates:
            if entry.country.value == "nl" and entry.kind == "holiday" and period.region in (None, region):
                assert (period.first, period.last) in closed
    assert not any(first == date(2027, 5, 17) == last for first, last in closed), "Whit Monday in Flanders"
    assert mentor_hours(library, "voorbeeld-nl", TODAY).open_at(datetime(2026, 12, 1, 9, tzinfo=UTC))
