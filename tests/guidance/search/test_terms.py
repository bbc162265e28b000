"""What is rare in a question decides more than what every question says."""

import pytest

from guidance.search.terms import Terms, stems

TERMS = Terms(
    ["wat is tto", "wat is een school", "wat kost de school"],
    ["Tweetalig onderwijs.", "Een school is een gebouw.", "Een school is gratis."],
)


def test_the_rare_word_weighs_most() -> None:
    asked, _, _ = TERMS.covered("wat is tto of school")
    assert asked.argmax() == 0


def test_what_an_answer_says_counts_apart() -> None:
    asked, said, _ = TERMS.covered("tweetalig")
    assert asked[0] == 0
    assert said[0] == 1


def test_the_rarest_word_is_there_or_not() -> None:
    assert TERMS.covered("wat is tto")[2].tolist() == [1, 0, 0]


@pytest.mark.parametrize("text", ["", "zzz", "!?"])
def test_words_nobody_knows_count_for_nothing(text: str) -> None:
    assert not any(part.any() for part in TERMS.covered(text))


def test_endings_do_not_count() -> None:
    assert stems("scholen opleidingen")[1] == stems("opleiding")[0]
