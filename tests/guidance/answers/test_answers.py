"""The limits hold on the real content, measured by leaving each question out in turn, with the real encoder."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from bot.actions.answer.encoder import encoder
from content.library import Library
from content.schema import Country, Topic
from guidance.answers import answers
from guidance.answers.retrieval import Candidate, Embed

pytestmark = pytest.mark.timeout(600)  # the first run on a machine embeds all content
Option = Candidate[answers.Answer]
OUTSIDE = ("wie wint het wk voetbal", "vertel een mop", "wat is de hoofdstad van frankrijk", "ik lust geen pizza")


@pytest.fixture(scope="session")
def embed(library: Library) -> Embed:
    encoder().prepare(library)
    found = encoder().port()
    assert found is not None
    return found


def left_out(candidates: Sequence[Option]) -> Iterator[tuple[str, str, list[Option]]]:
    """Every question but the title, with the id it belongs to and the candidates without that question."""
    for place, option in enumerate(candidates):
        for question in option.questions[1:]:
            rest = replace(option, questions=tuple(one for one in option.questions if one != question))
            yield question, option.item.id, [*candidates[:place], rest, *candidates[place + 1 :]]


@pytest.mark.parametrize("school", ["voorbeeld-nl", "voorbeeld-vl"])
def test_when_sure_it_is_right_and_when_it_offers_the_right_one_is_among_them(
    library: Library, embed: Embed, school: str
) -> None:
    sure, right, offered, among = 0, 0, 0, 0
    for question, entry_id, candidates in left_out(answers.school_entries(library, school)):
        found = answers.find(question, candidates, embed)
        if found.sure:
            sure += 1
            right += found.sure.id == entry_id
        if found.options:
            offered += 1
            among += entry_id in [option.id for option in found.options]
    assert right / sure >= 0.80
    assert among / offered >= 0.82
    assert sure >= 50


def labelled() -> list[tuple[str, str, str | None]]:
    """School, question, and the entry that answers it (None: the school does not say)."""
    data = yaml.safe_load((Path(__file__).parent / "programme_questions.yml").read_text(encoding="utf-8"))
    known = [(school, text, id) for school, one in data.items() for id, texts in one["known"].items() for text in texts]
    return [*known, *((school, text, None) for school, one in data.items() for text in one["unknown"])]


def test_the_labelled_questions_are_of_this_content(library: Library) -> None:
    rows = labelled()
    assert len(rows) >= 200
    own = {id: {entry.id: set(entry.questions) for entry in school.programme} for id, school in library.schools.items()}
    for school, text, id in rows:
        assert id is None or id in own[school]
        assert not any(text in questions for questions in own[school].values()), "not in the entry's own words"


def test_the_programmes_limits_hold_on_labelled_questions(
    library: Library, embed: Embed, capsys: pytest.CaptureFixture[str]
) -> None:
    found = [
        (answers.find(text, answers.school_entries(library, school), embed, limits=answers.PROGRAMME), id)
        for school, text, id in labelled()
    ]
    known, unknown = [one for one in found if one[1]], [match for match, id in found if id is None]
    answered = [(match.sure.id, id) for match, id in known if match.sure]
    right, claimed = sum(got == id for got, id in answered), sum(match.sure is not None for match in unknown)
    precision, recall = right / (len(answered) + claimed), right / len(known)
    among = sum(id in [option.id for option in match.options] for match, id in known) / len(known)
    asked_back = sum(bool(match.options) for match in unknown)
    with capsys.disabled():
        print(f"\nprogramme: precision {precision:.2f}, recall {recall:.2f} ({len(known)} known)")
        print(f"among three {among:.2f}; of {len(unknown)} unknown: {claimed} answered, {asked_back} asked back")
    assert precision >= 0.77
    assert claimed <= 3
    assert among >= 0.58
    assert asked_back <= 28


@pytest.mark.parametrize("text", OUTSIDE)
def test_nothing_is_claimed_to_answer_what_lies_outside(library: Library, embed: Embed, text: str) -> None:
    for school in library.schools:
        assert answers.find(text, answers.school_entries(library, school), embed).sure is None


def test_the_own_schools_date_goes_first(library: Library, embed: Embed) -> None:
    own = library.schools["voorbeeld-nl"].dates
    found = answers.find_date("wanneer is de kerstvakantie", (*own, *library.key_dates.values()), embed)
    assert found.sure in own


def test_articles_are_for_the_country_and_for_who_speaks(library: Library) -> None:
    for candidate in answers.articles(library, tuple(Topic), Country.NL, "student"):
        assert candidate.item.country in (Country.NL, Country.BOTH)  # type: ignore[union-attr]
        assert candidate.item.audience != "parent"  # type: ignore[union-attr]


ADVICE = (
    Topic.DOUBT,
    Topic.NO_IDEA,
    Topic.STUDY_PROBLEMS,
    Topic.PARENTS,
    Topic.PRIVACY,
    Topic.WELLBEING,
    Topic.COMPLAINT,
)


@pytest.mark.parametrize("country", [Country.NL, Country.VL])
@pytest.mark.parametrize("topic", ADVICE)
def test_every_advice_topic_has_a_default(library: Library, topic: Topic, country: Country) -> None:
    assert answers.default(library, topic, country) is not None
