"""The sample schools show a school what a full programme looks like, and never pass for a real one."""

import re
from datetime import date

import pytest

from content.library import SchoolContent
from content.loader import collect

SCHOOLS = {id: school for id, school in collect()[0].schools.items() if school.school.sample}
TOPICS = ("activiteiten", "begeleiding", "praktisch", "regels", "stage", "toetsen-en-overgang", "vakken")


@pytest.fixture(params=sorted(SCHOOLS))
def school(request: pytest.FixtureRequest) -> SchoolContent:
    return SCHOOLS[request.param]


def test_there_is_a_sample_in_each_country() -> None:
    assert {school.school.country for school in SCHOOLS.values()} == {"nl", "vl"}


def test_sample_has_enough_entries_and_dates(school: SchoolContent) -> None:
    assert len(school.programme) >= 85
    assert len(school.dates) >= 8


def test_entry_can_be_asked_in_four_ways(school: SchoolContent) -> None:
    assert [entry.id for entry in school.programme if len(entry.questions) < 4] == []


def test_no_question_leads_to_two_entries(school: SchoolContent) -> None:
    questions = [question for entry in school.programme for question in entry.questions]
    questions += [question for entry in school.dates for question in entry.questions]
    assert sorted(q for q in set(questions) if questions.count(q) > 1) == []


def test_answers_are_short_and_their_markers_are_whole(school: SchoolContent) -> None:
    for entry in school.programme:
        assert len(entry.answer) <= 300, entry.id
        without = re.sub(r"\[[^\[\]|]+\|[^\[\]|]*\]", "", entry.answer)
        assert not set(without) & set("[]|!"), entry.id


def test_dates_lie_in_the_school_year(school: SchoolContent) -> None:
    for entry in school.dates:
        assert date(2026, 8, 1) <= entry.first <= (entry.last or entry.first) <= date(2027, 8, 31), entry.id
