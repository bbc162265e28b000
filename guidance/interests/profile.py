"""Scores the rated activities into six interest scores, each with its error: alone, a score says too much."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from content.library import Library
from content.schema import Item, Letter

Answers = Mapping[str, int]
"""Item id to a rating from 1 (helemaal niet leuk) to 5 (heel leuk). Ids or ratings that do not exist are left out."""
LOWEST, HIGHEST = 1, 5
ASSUMED_RELIABILITY = 0.80
"""Assumed, not measured: reliability of a scale of eight items. Published short RIASEC forms report .78 to .87."""
FULL_SCALE = 8
ASSUMED_DEVIATION = 0.85
"""Assumed, not measured: standard deviation of an eight-item scale mean over pupils, in points of the rating."""
FLAT_BELOW = 7.29
"""Chi-square of five degrees of freedom at .20: of profiles without any real difference one in five lies above it. A
strict .05 would call half of the real shapes flat; how sure each field is tells the rest."""
LIKED, DISLIKED = 4, 2


class Pattern(StrEnum):
    """What can be read from the answers, so that a talk can be honest about it."""

    CLEAR = "clear"
    FLAT = "flat"
    """The six scores differ no more than measurement error explains: "je profiel is vrij vlak"."""
    EQUAL = "equal"
    """(Nearly) all answers are the same: nothing to compare yet."""
    DISLIKED = "disliked"
    """Nothing was rated as fun, or even in the middle."""
    THIN = "thin"
    """Some letters have no answer at all: too early to say anything."""


@dataclass(frozen=True)
class Score:
    """One letter: the mean rating (1 to 5), its standard error, and how many of how many items were answered.

    `mean` is None, and `error` means nothing, as long as no item of the letter was answered.
    """

    letter: Letter
    mean: float | None
    error: float
    answered: int
    asked: int


@dataclass(frozen=True)
class Profile:
    """A person's six scores in the order R, I, A, S, E, C, and what the answers look like as a whole."""

    scores: tuple[Score, ...]
    pattern: Pattern

    @property
    def answered(self) -> int:
        """How many items were answered."""
        return sum(score.answered for score in self.scores)

    @property
    def complete(self) -> bool:
        """True when every letter has a score: only then can the profile be compared with a direction's."""
        return all(score.mean is not None for score in self.scores)

    @property
    def flat(self) -> bool:
        """True when the profile says nothing sure about differences between the six types."""
        return self.pattern is not Pattern.CLEAR

    def mean(self, letter: Letter) -> float | None:
        """The mean rating of one letter, None without answers."""
        return next(score.mean for score in self.scores if score.letter == letter)


def items(library: Library, *, short: bool) -> tuple[Item, ...]:
    """The items of a form in the order they are asked: each round one of every letter, so stopping is never skewed.

    The short form comes first in the full one: who did the short form can go on.
    """
    chosen = [item for item in library.items.values() if item.short or not short]
    rank = {letter: place for place, letter in enumerate(Letter)}
    seen = {
        letter: sorted((i for i in chosen if i.letter == letter), key=lambda item: not item.short) for letter in Letter
    }
    rounds = {item.id: place for own in seen.values() for place, item in enumerate(own)}
    return tuple(sorted(chosen, key=lambda item: (rounds[item.id], rank[item.letter])))


def score(library: Library, answers: Answers) -> Profile:
    """The profile of someone's answers: scale means over what was answered; nothing is filled in for the rest."""
    valid = _valid(library, answers)
    scores = tuple(_score(library, valid, letter) for letter in Letter)
    return Profile(scores, _pattern(tuple(valid.values()), scores))


def standard_error(answered: int) -> float:
    """Standard error of a scale mean over `answered` items, in points of the rating.

    From classical test theory, SEM = SD * sqrt(1 - reliability) (Lord & Novick, 1968), with the reliability of a
    shorter scale from the Spearman-Brown formula. Both reduce to the error variance of one item divided by the number
    of items. Reliability and spread are assumptions (see the constants) until real pupils used the form.
    """
    one = reliability(1)
    true_variance = ASSUMED_DEVIATION**2 * ASSUMED_RELIABILITY
    return sqrt(true_variance * (1 - one) / one / max(1, answered))


def reliability(answered: int) -> float:
    """Assumed reliability of a scale of `answered` items (Spearman-Brown, from the assumed one of eight items)."""
    single = ASSUMED_RELIABILITY / (FULL_SCALE - (FULL_SCALE - 1) * ASSUMED_RELIABILITY)
    return answered * single / (1 + (answered - 1) * single)


def liked_items(library: Library, answers: Answers, letter: Letter) -> tuple[Item, ...]:
    """The activities of a letter that were rated as fun, the most fun first: the person's own reasons."""
    liked = [item for item in _answered(library, answers, letter) if answers[item.id] >= LIKED]
    return tuple(sorted(liked, key=lambda item: -answers[item.id]))


def disliked_items(library: Library, answers: Answers, letter: Letter) -> tuple[Item, ...]:
    """The activities of a letter that were rated as no fun, the least fun first."""
    disliked = [item for item in _answered(library, answers, letter) if answers[item.id] <= DISLIKED]
    return tuple(sorted(disliked, key=lambda item: answers[item.id]))


def _valid(library: Library, answers: Answers) -> dict[str, int]:
    return {item: answers[item] for item in library.items if _is_rating(answers.get(item))}


def _answered(library: Library, answers: Answers, letter: Letter) -> list[Item]:
    own = (item for item in library.items.values() if item.letter == letter)
    return [item for item in own if _is_rating(answers.get(item.id))]


def _is_rating(given: object) -> bool:
    return isinstance(given, int) and LOWEST <= given <= HIGHEST


def _score(library: Library, answers: Answers, letter: Letter) -> Score:
    own = [item.id for item in library.items.values() if item.letter == letter]
    given = [answers[item] for item in own if item in answers]
    mean = sum(given) / len(given) if given else None
    return Score(letter, mean, standard_error(len(given)), len(given), len(own))


def _pattern(given: Sequence[int], scores: Sequence[Score]) -> Pattern:
    if any(score.mean is None for score in scores):
        return Pattern.THIN
    if max(given) <= 2:
        return Pattern.DISLIKED
    if max(given) == min(given):
        return Pattern.EQUAL
    return Pattern.FLAT if spread(scores) < FLAT_BELOW else Pattern.CLEAR


def spread(scores: Sequence[Score]) -> float:
    """How much scores differ beside their errors: Cochran's Q (1954), chi-square distributed if they do not differ."""
    known = [(score.mean, 1 / score.error**2) for score in scores if score.mean is not None]
    total = sum(weight for _, weight in known)
    centre = sum(mean * weight for mean, weight in known) / total
    return sum(weight * (mean - centre) ** 2 for mean, weight in known)


def remeasured(profile: Profile, times: int, seed: int = 1) -> NDArray[np.float64]:
    """Simulated scores if the person did the form again: `times` rows of six, the same every time for the same profile.

    Given an observed score x, a parallel measurement is expected at mean + reliability * (x - mean) with standard
    deviation SD * sqrt(1 - reliability^2) (standard error of prediction; Lord & Novick, 1968; Dudek, 1979). The mean
    is the person's own, because only the shape of the profile is used. Needs a complete profile.
    """
    means = np.array([score.mean for score in profile.scores], dtype=np.float64)
    trust = np.array([reliability(score.answered) for score in profile.scores])
    deviation = np.array([score.error for score in profile.scores]) / np.sqrt(1 - trust)
    expected = means.mean() + trust * (means - means.mean())
    noise = np.random.default_rng(seed).standard_normal((times, len(means)))
    drawn: NDArray[np.float64] = expected + noise * deviation * np.sqrt(1 - trust**2)
    return drawn
