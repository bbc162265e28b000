"""Questions find their entry by words, and by meaning when the encoder is there."""

from collections.abc import Sequence

import numpy as np

from guidance.answers.retrieval import Candidate, Vectors, rank

FIRST = Candidate("laptop", ("heb ik een laptop nodig", "welke laptop moet ik kopen"))
SECOND = Candidate("kluisje", ("kan ik een kluisje huren", "wat kost een kluisje"))


def fake_embed(texts: Sequence[str]) -> Vectors:
    """FakeEmbed: one axis for anything about computers, one for all else."""
    rows = [(1.0, 0.0) if {"laptop", "computer"} & set(text.split()) else (0.0, 1.0) for text in texts]
    return np.array(rows, dtype=np.float32)


def test_words_alone_find_the_entry() -> None:
    assert rank("wat kost zo'n kluisje", [FIRST, SECOND])[0].item == "kluisje"


def test_a_typo_and_an_ending_do_not_matter() -> None:
    assert rank("laptops nodigg?", [FIRST, SECOND])[0].item == "laptop"


def test_meaning_finds_what_words_do_not() -> None:
    assert rank("computer", [SECOND, FIRST], fake_embed)[0].item == "laptop"


def test_the_same_words_score_about_one_and_others_about_nothing() -> None:
    same, other = rank("kan ik een kluisje huren", [SECOND, FIRST])
    assert same.score > 0.95
    assert other.score < 0.3


def test_nothing_said_or_nothing_to_find_is_nothing_found() -> None:
    assert rank("  ", [FIRST]) == []
    assert rank("laptop", []) == []
    assert rank("laptop", [Candidate("leeg", ())]) == []
