"""Six scores with their errors, and an honest word on what the answers look like."""

from math import sqrt

import pytest

from content.library import Library
from content.schema import Letter
from guidance.interests.profile import (
    Answers,
    Pattern,
    disliked_items,
    items,
    liked_items,
    reliability,
    remeasured,
    score,
    spread,
    standard_error,
)


def rated(library: Library, short: bool = False, **letters: int) -> dict[str, int]:
    return {item.id: letters.get(item.letter.value, 2) for item in items(library, short=short)}


def test_forms_are_balanced_and_the_short_one_comes_first(library: Library) -> None:
    full, short = items(library, short=False), items(library, short=True)
    assert (len(full), len(short)) == (48, 18)
    assert full[:18] == short
    for form in (full, short):
        for start in range(0, len(form), 6):
            assert [item.letter for item in form[start : start + 6]] == list(Letter)


def test_scores_are_means_of_what_was_answered(library: Library) -> None:
    given: Answers = {"r-fiets": 5, "r-kast": 4, "i-proef": 1, "nothing": 5, "a-tekenen": 9}
    profile = score(library, given)
    assert [one.mean for one in profile.scores] == [4.5, 1, None, None, None, None]
    assert (profile.answered, profile.complete, profile.pattern) == (3, False, Pattern.THIN)


@pytest.mark.parametrize(
    ("answers", "pattern"),
    [
        ({}, Pattern.THIN),
        (dict.fromkeys("RIASEC", 3), Pattern.EQUAL),
        (dict.fromkeys("RIASEC", 5), Pattern.EQUAL),
        (dict.fromkeys("RIASEC", 1), Pattern.DISLIKED),
        ({**dict.fromkeys("RIASEC", 1), "S": 2}, Pattern.DISLIKED),
        ({**dict.fromkeys("RIASEC", 3), "S": 4}, Pattern.FLAT),
        ({**dict.fromkeys("RIASEC", 2), "S": 5, "A": 5}, Pattern.CLEAR),
    ],
)
def test_pattern_tells_what_can_be_read(library: Library, answers: dict[str, int], pattern: Pattern) -> None:
    given = rated(library, short=True, **answers) if answers else {}
    assert score(library, given).pattern is pattern


def test_error_follows_spearman_brown() -> None:
    assert reliability(8) == pytest.approx(0.80)
    assert reliability(3) == pytest.approx(0.60)
    # SEM = SD * sqrt(1 - reliability), with the deviation a scale of that many items has
    assert standard_error(8) == pytest.approx(0.85 * sqrt(1 - 0.80))
    assert standard_error(3) == pytest.approx(sqrt(0.85**2 * 0.80 / 0.60) * sqrt(1 - 0.60))


def test_spread_is_cochrans_q(library: Library) -> None:
    profile = score(library, rated(library, R=5, I=5, A=1, S=1, E=3, C=3))
    assert spread(profile.scores) == pytest.approx(4 * 2**2 / standard_error(8) ** 2)


def test_remeasuring_is_the_same_every_time_and_pulls_to_the_middle(library: Library) -> None:
    profile = score(library, rated(library, R=5, I=1, A=3, S=3, E=3, C=3))
    first, second = remeasured(profile, 4000), remeasured(profile, 4000)
    assert (first == second).all()
    assert first.mean(axis=0) == pytest.approx([3 + 0.8 * 2, 3 - 0.8 * 2, 3, 3, 3, 3], abs=0.03)
    assert first.std(axis=0) == pytest.approx([0.85 * sqrt(1 - 0.8**2)] * 6, rel=0.05)


def test_own_reasons_are_what_was_rated_high_or_low(library: Library) -> None:
    given: Answers = {"s-uitleggen": 4, "s-luisteren": 5, "s-verzorgen": 3, "s-kinderen": 1}
    assert [item.id for item in liked_items(library, given, Letter.SOCIAL)] == ["s-luisteren", "s-uitleggen"]
    assert [item.id for item in disliked_items(library, given, Letter.SOCIAL)] == ["s-kinderen"]
