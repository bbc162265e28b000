"""The limits hold on the real content, measured by leaving each question out in turn, with the real encoder."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from bot.actions.encoder import encoder
from content.library import Library
from content.schema import Country, Topic
from guidance import answers
from guidance.retrieval import Candidate, Embed

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
