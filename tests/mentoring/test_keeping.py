"""When a reminder is said: after school on its day, never in quiet hours, never in the past."""

from datetime import UTC, date, datetime

import pytest

from mentoring.keeping import ZONE, next_waking, reminder_moment

NOON = datetime(2026, 11, 26, 11, 0, tzinfo=UTC)


def test_a_reminder_comes_after_school_in_winter_and_summer() -> None:
    assert reminder_moment(date(2026, 12, 1), NOON).astimezone(UTC).hour == 15
    summer = datetime(2026, 6, 1, 8, 0, tzinfo=UTC)
    assert reminder_moment(date(2026, 6, 2), summer).astimezone(UTC).hour == 14


def test_a_reminder_for_today_is_never_in_the_past_or_in_the_night() -> None:
    afternoon, evening = NOON.replace(hour=16), NOON.replace(hour=20)
    assert reminder_moment(NOON.date(), afternoon) == NOON.replace(hour=17)
    assert reminder_moment(NOON.date(), evening).astimezone(ZONE) == datetime(2026, 11, 27, 8, 0, tzinfo=ZONE)


@pytest.mark.parametrize("day", [date(2026, 11, 25), date(2027, 6, 1)])
def test_days_that_cannot_be_are_refused(day: date) -> None:
    with pytest.raises(ValueError, match="cannot be planned"):
        reminder_moment(day, NOON)


@pytest.mark.parametrize(("local", "waking"), [(7, 8), (8, 8), (19, 19), (20, 8), (23, 8)])
def test_quiet_hours(local: int, waking: int) -> None:
    moment = datetime(2026, 11, 26, local, 0, tzinfo=ZONE)
    assert next_waking(moment).astimezone(ZONE).hour == waking
    assert next_waking(moment) >= moment
