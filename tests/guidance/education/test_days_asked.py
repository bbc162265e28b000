"""Which day a question is about, as people write it; and days that do not exist."""

from datetime import date

import pytest

from guidance.education.days_asked import AskedDays, NoSuchDay, days_asked

TODAY = date(2026, 12, 1)  # a Tuesday


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("is het vrij op 5 mei", "2027-05-05"),
        ("hebben we les op 5 mei 2028?", "2028-05-05"),
        ("Is er school de 17de mei", "2027-05-17"),
        ("zijn we op 24 dec vrij", "2026-12-24"),
        ("1 december les?", "2026-12-01"),
        ("30 november vrij", "2027-11-30"),
        ("is 27/4 een vrije dag", "2027-04-27"),
        ("vrij op 05-05-2027", "2027-05-05"),
        ("29 februari naar school?", "2028-02-29"),
        ("is er vandaag school", "2026-12-01"),
        ("morgen les", "2026-12-02"),
        ("moet ik overmorgen naar school", "2026-12-03"),
        ("maandag vrij?", "2026-12-07"),
        ("hebben we dinsdag les", "2026-12-08"),
    ],
)
def test_one_day(text: str, first: str) -> None:
    day = date.fromisoformat(first)
    assert days_asked(text, TODAY) == AskedDays(day, day)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("is het volgende week vakantie", "2026-12-07", "2026-12-13"),
        ("deze week vrij?", "2026-11-30", "2026-12-06"),
        ("zijn er volgende maand vrije dagen", "2027-01-01", "2027-01-31"),
        ("is er deze maand vakantie", "2026-12-01", "2026-12-31"),
    ],
)
def test_week_and_month(text: str, first: str, last: str) -> None:
    assert days_asked(text, TODAY) == AskedDays(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("said", ["30 februari", "31 april", "35 mei", "0 juni", "31/6", "29 februari 2027"])
def test_day_that_does_not_exist(said: str) -> None:
    assert days_asked(f"is het vrij op {said}?", TODAY) == NoSuchDay(said)


@pytest.mark.parametrize(
    "text",
    [
        "wanneer is de kerstvakantie",
        "ik zit in 4 havo",
        "een 5,5 voor mijn examen",
        "mag ik een 7-8 uur vrij",
        "1 op 3",
        "kind van 12-13 jaar vrij",
    ],
)
def test_no_day(text: str) -> None:
    assert days_asked(text, TODAY) is None


def test_month_after_december_is_in_the_next_year() -> None:
    assert days_asked("volgende maand", date(2027, 12, 31)) == AskedDays(date(2028, 1, 1), date(2028, 1, 31))


@pytest.mark.parametrize("said", ["de vrijdag na hemelvaart", "maandag voor pasen", "de woensdag in de toetsweek"])
def test_a_day_told_by_another_is_not_the_next_of_its_name(said: str) -> None:
    assert days_asked(f"is er school op {said}", TODAY) is None


def test_a_day_of_a_named_week_is_that_day() -> None:
    day = days_asked("volgende week donderdag", date(2026, 12, 1))
    assert day == AskedDays(date(2026, 12, 10), date(2026, 12, 10))
