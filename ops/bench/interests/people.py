"""Simulated pupils: no real ones have used the form yet, so what is measured here is the machinery, not people."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from content.library import Library
from content.schema import Letter
from guidance.interests.profile import (
    ASSUMED_DEVIATION,
    ASSUMED_RELIABILITY,
    FULL_SCALE,
    HIGHEST,
    LOWEST,
    Answers,
    Pattern,
    Profile,
    Score,
    reliability,
    standard_error,
)

MIDDLE = 3.0
HEXAGON = (1.0, 0.45, 0.30, 0.15)
"""Assumed correlation of two interests by their distance on the hexagon: neighbours alike, opposites least (the order
Holland's model predicts and Tracey & Rounds, 1993, found; the sizes are round numbers, not a published table)."""
Numbers = NDArray[np.float64]


def true_scores(count: int, rng: np.random.Generator) -> Numbers:
    """`count` true profiles of six scores around the middle of the rating, correlated as on the hexagon."""
    steps = np.abs(np.subtract.outer(np.arange(6), np.arange(6)))
    correlations = np.array(HEXAGON)[np.minimum(steps, 6 - steps)]
    spread = ASSUMED_DEVIATION * np.sqrt(ASSUMED_RELIABILITY)
    drawn: Numbers = MIDDLE + spread * rng.standard_normal((count, 6)) @ np.linalg.cholesky(correlations).T
    return drawn


def measured(true: Numbers, items: int, rng: np.random.Generator) -> Numbers:
    """Scores as a form of `items` items a letter would give them."""
    return true + standard_error(items) * rng.standard_normal(true.shape)


def profile_of(scores: Numbers, items: int = FULL_SCALE) -> Profile:
    """A profile with these six means, as if each letter had `items` items."""
    error = standard_error(items)
    made = tuple(Score(letter, float(mean), error, items, items) for letter, mean in zip(Letter, scores, strict=True))
    return Profile(made, Pattern.CLEAR)


def answers(library: Library, count: int, rng: np.random.Generator, *, short: bool = False) -> Iterator[Answers]:
    """Ratings of `count` simulated pupils: the true interest plus the error of one item, rounded to 1 to 5."""
    form = [item for item in library.items.values() if item.short or not short]
    places = [list(Letter).index(item.letter) for item in form]
    noise = ASSUMED_DEVIATION * np.sqrt(ASSUMED_RELIABILITY) * np.sqrt(1 / reliability(1) - 1)
    for true in true_scores(count, rng):
        rated = np.rint(true[places] + noise * rng.standard_normal(len(form))).clip(LOWEST, HIGHEST)
        yield {item.id: int(one) for item, one in zip(form, rated, strict=True)}
