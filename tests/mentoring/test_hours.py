"""Hours as data: the promised moment is the true one, also over a holiday and a clock change."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring.hours import ALWAYS, ZONE, Hours, Week, parse_week, show_week

SCHOOL = Hours(parse_week("ma-vr 8.30-16.30"), closed=((date(2026, 12, 19), date(2027, 1, 3)),))
HOUR = timedelta(hours=1)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        ("2026-12-01 10:00", "2026-12-01 10:00"),
        ("2026-12-01 07:00", "2026-12-01 08:30"),
        ("2026-12-01 16:30", "2026-12-02 08:30"),
        ("2026-12-04 17:00", "2026-12-07 08:30"),  # over a weekend
        ("2026-12-18 17:00", "2027-01-04 08:30"),  # over the holiday
    ],
)
def test_the_next_moment_somebody_reads(moment: str, opens: str) -> None:
    assert SCHOOL.next_open(local(moment)) == local(opens)
    assert SCHOOL.open_at(local(moment)) == (moment == opens)


@pytest.mark.parametrize(("friday", "monday"), [("2026-10-23", "2026-10-26"), ("2027-03-26", "2027-03-29")])
def test_half_past_eight_is_half_past_eight_after_the_clock_changed(friday: str, monday: str) -> None:
    at = SCHOOL.next_open(local(f"{friday} 17:00"))
    assert at is not None
    assert at.astimezone(ZONE).strftime("%Y-%m-%d %H:%M") == f"{monday} 08:30"
    before = SCHOOL.next_open(local(f"{friday} 08:00"))
    assert before is not None
    assert at.hour != before.hour, "in UTC it is another hour"


def test_open_time_is_counted_true_over_a_clock_change() -> None:
    night = Hours(parse_week("za-zo 0.00-6.00"))
    assert night.later(local("2026-10-25 00:00"), timedelta(hours=6.5)) == local("2026-10-25 05:30"), "an hour more"
    assert night.later(local("2027-03-28 00:00"), timedelta(hours=4.5)) == local("2027-03-28 05:30"), "an hour less"


def test_open_time_stands_still_at_night_and_in_holidays() -> None:
    assert SCHOOL.later(local("2026-12-01 16:20"), timedelta(minutes=30)) == local("2026-12-02 08:50")
    assert SCHOOL.later(local("2026-12-18 16:20"), timedelta(minutes=30)) == local("2027-01-04 08:50")
    assert SCHOOL.after_days(local("2026-12-17 12:00"), 2) == local("2027-01-04 16:30")
    assert SCHOOL.closes_at(local("2026-12-01 12:00")) == local("2026-12-01 16:30")
    assert SCHOOL.closes_at(local("2026-12-01 17:00")) is None


def test_a_school_that_never_opens_promises_nothing() -> None:
    never = Hours(((),) * 7)
    assert never.next_open(local("2026-12-01 12:00")) is None
    assert never.later(local("2026-12-01 12:00"), HOUR) is None
    assert never.after_days(local("2026-12-01 12:00"), 1) is None


@given(st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)), st.integers(0, 3000))
def test_what_is_counted_is_open_and_long_enough(moment: datetime, minutes: int) -> None:
    at = SCHOOL.later(moment, timedelta(minutes=minutes))
    assert at is not None
    assert at - moment >= timedelta(minutes=minutes)
    assert SCHOOL.open_at(at) or SCHOOL.open_at(at - timedelta(microseconds=1))
    assert ALWAYS.open_at(moment)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ma-di 8.30-16.30; vr 9:00 - 12.00", "ma 08.30-16.30; di 08.30-16.30; vr 09.00-12.00"),
        ("Wo, do 13.00-14.00; wo 8.00-9.00", "wo 08.00-09.00; wo 13.00-14.00; do 13.00-14.00"),
    ],
)
def test_hours_are_read_as_people_write_them(text: str, shown: str) -> None:
    week: Week = parse_week(text)
    assert show_week(week) == shown
    assert parse_week(shown) == week


@pytest.mark.parametrize(
    "text", ["", "ma", "8.30-16.30", "ma 16.30-8.30", "xx 8.00-9.00", "ma 25.00-26.00", "ma-vr", "vr-ma 8.00-9.00"]
)
def test_other_hours_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_week(text)
