"""The scorer against published anchor values and against examples worked out by hand."""

from itertools import permutations

import numpy as np

from content.schema import Letter
from guidance.interests.directions import LETTERS, Scores, correlation, letter_scores
from ops.bench.interests.finding import Finding

BY_HAND: tuple[tuple[str, tuple[float, ...], tuple[float, ...], float], ...] = (
    ("the same order, other sizes", (1, 2, 3, 4, 5, 6), (10, 20, 30, 40, 50, 60), 1.0),
    ("the opposite order", (1, 2, 3, 4, 5, 6), (6, 5, 4, 3, 2, 1), -1.0),
    ("two neighbours swapped: 1 - 6 * 2 / (6 * 35)", (1, 2, 3, 4, 5, 6), (2, 1, 3, 4, 5, 6), 1 - 2 / 35),
    ("one peak each, elsewhere: -1 / 5", (5, 1, 1, 1, 1, 1), (1, 5, 1, 1, 1, 1), -0.2),
    ("two peaks, one shared: 1 / 4", (5, 5, 1, 1, 1, 1), (1, 5, 5, 1, 1, 1), 0.25),
    ("a flat profile has no shape", (3, 3, 3, 3, 3, 3), (1, 2, 3, 4, 5, 6), 0.0),
)
CRITICAL = ((0.729, 0.05), (0.608, 0.10))
"""Published critical values of Pearson's correlation, one-tailed, four degrees of freedom (six scores): the limits the
O*NET tools call a best and a great fit. Unrelated profiles must pass them as often as the table says."""
CODES = tuple("".join(code) for code in permutations(LETTERS, 3))
IACHAN = ((22, 10, 4), (10, 5, 2), (4, 2, 1))
"""Weights of Iachan's agreement index by place in one and in the other code (Iachan, 1984, 1990)."""
PUBLISHED_C = (("RIA", "RIA", 18), ("RIA", "SEC", 0))
PUBLISHED_M = (("RIA", "RIA", 28), ("RIA", "SEC", 0), ("SEA", "ESI", 20), ("SEA", "ESA", 21))
"""Extremes in the R package holland (Heine and others) for both indices, and the example in Iachan (1990)."""


def findings() -> list[Finding]:
    """All anchors, and how well the scorer agrees in order with two published indices over all pairs of codes."""
    found = [Finding(f"by hand: {what}", correlation(_row(a), _row(b)), r, tolerance=1e-9) for what, a, b, r in BY_HAND]
    found += [
        Finding(f"unrelated profiles above the critical value {r}", _chance(r), p, tolerance=0.005) for r, p in CRITICAL
    ]
    found += [Finding(f"index C of {a} and {b}", brown_gore(a, b), c, tolerance=0) for a, b, c in PUBLISHED_C]
    found += [Finding(f"index M of {a} and {b}", iachan(a, b), m, tolerance=0) for a, b, m in PUBLISHED_M]
    return found + _convergence()


def brown_gore(person: str, environment: str) -> int:
    """Congruence index C of two three-letter codes, 0 to 18 (Brown & Gore, 1994, J. Vocational Behavior 45, 310-327).

    Three times the first, twice the second and once the third pair of letters; a pair counts 3, 2, 1 or 0 by its
    distance on the hexagon.
    """
    pairs = zip((3, 2, 1), person, environment, strict=True)
    return sum(weight * (3 - _distance(one, other)) for weight, one, other in pairs)


def iachan(person: str, environment: str) -> int:
    """Agreement index M of two three-letter codes, 0 to 28 (Iachan, 1984, J. Vocational Behavior 24, 133-141)."""
    shared = ((person.index(letter), environment.index(letter)) for letter in person if letter in environment)
    return sum(IACHAN[one][other] for one, other in shared)


def _row(scores: tuple[float, ...]) -> Scores:
    return np.array(scores, dtype=np.float64)


def _chance(limit: float, pairs: int = 200_000) -> float:
    one, other = np.random.default_rng(11).standard_normal((2, pairs, 6))
    one -= one.mean(axis=1, keepdims=True)
    other -= other.mean(axis=1, keepdims=True)
    products = (one * other).sum(axis=1) / np.sqrt((one**2).sum(axis=1) * (other**2).sum(axis=1))
    return float((products >= limit).mean())


def _convergence() -> list[Finding]:
    rows = np.stack([letter_scores([Letter(letter) for letter in code]) for code in CODES])
    ours = np.corrcoef(rows).ravel()
    c = np.array([[brown_gore(one, other) for other in CODES] for one in CODES]).ravel()
    m = np.array([[iachan(one, other) for other in CODES] for one in CODES]).ravel()
    return [
        Finding("index C over all pairs of codes: mean, 6 * 1.5", float(c.mean()), 9, tolerance=0.01),
        Finding("letters as scores: agreement in order with C", _rank_correlation(ours, c)),
        Finding("letters as scores: agreement in order with M", _rank_correlation(ours, m), 0.8),
    ]


def _rank_correlation(one: Scores, other: Scores) -> float:
    """Spearman's correlation, ties at their mean rank."""
    return float(np.corrcoef(_ranks(one), _ranks(other))[0, 1])


def _ranks(values: Scores) -> Scores:
    _, place, count = np.unique(np.round(values, 9), return_inverse=True, return_counts=True)
    last = np.cumsum(count)
    mean: Scores = (last - (count - 1) / 2)[place.ravel()]
    return mean


def _distance(one: str, other: str) -> int:
    apart = abs(LETTERS.index(one) - LETTERS.index(other))
    return min(apart, len(LETTERS) - apart)
