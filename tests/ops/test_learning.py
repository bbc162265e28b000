"""What the encoder and the ranker learn from: nothing may teach the ranker that the encoder has already seen."""

import pytest

from guidance.search.pairs import TAUGHT, Pair, talks
from ops.learning import encoder
from ops.learning.run import Labelled, parted

KNOWN, APART = Pair("en hoe lang", "havo#duration", "a:1"), Pair("en daarna", "havo#next", "a:1")


def test_a_turn_is_taught_with_the_turn_before_it() -> None:
    first, second = talks(TAUGHT)[0][:2]
    found = encoder.completed()[second.unit]
    assert any(text.endswith(encoder.plain(second.text)) for text in found)
    assert any(text.startswith(encoder.plain(first.text)) for text in found)


def test_a_unit_is_taught_in_so_many_words_at_most() -> None:
    groups = list(encoder.questions())
    assert max(len(one["texts"]) for one in groups) <= encoder.MOST
    assert all(len(one["texts"]) == len(set(one["texts"])) for one in groups)


@pytest.mark.parametrize(("turn", "talk", "counts"), [(KNOWN, 0, True), (KNOWN, 1, False), (APART, 1, True)])
def test_only_turns_that_were_not_taught_count(turn: Pair, talk: int, counts: bool) -> None:
    data = Labelled((), ((KNOWN,),), (), (), ((KNOWN, APART),), frozenset({KNOWN.unit}))
    assert data.counts(turn, talk) is counts


def test_no_question_is_learnt_from_that_the_index_holds() -> None:
    pairs = [Pair(f"vraag {number}", unit, "a:1") for number in range(40) for unit in ("havo#duration", "havo#next")]
    learnt, held = parted(pairs, frozenset({KNOWN.unit}))
    assert {pair.unit for pair in learnt} == {APART.unit}
    assert sorted((*learnt, *held), key=str) == sorted(pairs, key=str)
    assert 10 < len(learnt) < 30
