"""Whether there are lessons on a day: holidays by region, public holidays by rule, the school's own days."""

from datetime import date

import pytest

from content.library import Library
from content.schema import Country
from guidance.education.free_days import Lessons, free_day, free_days

NL, VL = Country.NL, Country.VL


@pytest.mark.parametrize(
    ("country", "day", "region", "lessons", "entry"),
    [
        (NL, "2027-05-05", "midden", Lessons.SOME, "nl-datum-bevrijdingsdag"),
        (NL, "2027-05-06", None, Lessons.FREE, "nl-datum-hemelvaart"),
        (NL, "2027-05-07", None, Lessons.USUAL, None),
        (NL, "2027-05-17", "zuid", Lessons.FREE, "nl-datum-pinksteren"),
        (NL, "2027-03-26", None, Lessons.SOME, "nl-datum-goede-vrijdag"),
        (NL, "2027-03-29", None, Lessons.FREE, "nl-datum-pasen"),
        (NL, "2027-02-15", "zuid", Lessons.FREE, "nl-datum-voorjaarsvakantie"),
        (NL, "2027-02-15", "noord", Lessons.USUAL, None),
        (NL, "2027-02-15", None, Lessons.SOME, "nl-datum-voorjaarsvakantie"),
        (NL, "2027-12-27", None, Lessons.FREE, "nl-datum-kerstvakantie"),
        (NL, "2026-12-05", None, Lessons.WEEKEND, None),
        (NL, "2026-12-07", None, Lessons.USUAL, None),
        (NL, "2029-11-12", None, Lessons.UNKNOWN, None),
        (NL, "2029-05-10", None, Lessons.FREE, "nl-datum-hemelvaart"),
        (VL, "2026-11-11", None, Lessons.FREE, "vl-datum-wapenstilstand"),
        (VL, "2027-05-07", None, Lessons.FREE, "vl-datum-hemelvaart"),
        (VL, "2027-05-05", None, Lessons.USUAL, None),
        (VL, "2028-06-05", None, Lessons.FREE, "vl-datum-pinkstermaandag"),
        (VL, "2027-02-10", None, Lessons.FREE, "vl-datum-krokusvakantie"),
        (VL, "2028-03-01", None, Lessons.FREE, "vl-datum-krokusvakantie"),
        (VL, "2027-07-21", None, Lessons.FREE, "vl-datum-zomervakantie"),
    ],
)
def test_day(
    library: Library, country: Country, day: str, region: str | None, lessons: Lessons, entry: str | None
) -> None:
    found = free_day(library, country, "", date.fromisoformat(day), region)
    assert (found.lessons, found.entry.id if found.entry else None) == (lessons, entry)


def test_region_is_named_where_it_matters(library: Library) -> None:
    assert free_day(library, NL, "", date(2027, 2, 15)).regions == ("zuid",)


def test_own_day_of_a_school_goes_first(library: Library) -> None:
    found = free_day(library, VL, "voorbeeld-vl", date(2027, 1, 20))
    assert found.lessons == Lessons.FREE
    assert found.entry is not None
    assert found.entry.id == "pedagogische-studiedag"
    assert free_day(library, VL, "", date(2027, 1, 20)).lessons == Lessons.USUAL


def test_a_test_week_is_not_free(library: Library) -> None:
    assert free_day(library, NL, "voorbeeld-nl", date(2027, 1, 18), "midden").lessons == Lessons.USUAL


def test_week_gives_each_day(library: Library) -> None:
    week = free_days(library, VL, "", date(2026, 12, 14), date(2026, 12, 21))
    assert [one.lessons for one in week] == [Lessons.USUAL] * 5 + [Lessons.WEEKEND] * 2 + [Lessons.FREE]
