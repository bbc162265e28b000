"""Fits the ranker: weights under which the right unit of each question stands above its others, and a calibration."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from guidance.search.features import NAMES
from guidance.search.ranker import with_products

Array = NDArray[np.float64]
FOLDS = 5
STRENGTH = 1e-3
"""How far weights are drawn to nothing, beside the mean log loss of a question. A usual value, not compared."""
ITERATIONS = 200
CALIBRATED = 3
"""Chances are learnt from so many of the nearest units: those that are said or offered."""
LEAD_ALONE = 5.0
"""The lead of a unit that has no other beside it."""


@dataclass(frozen=True)
class Example:
    """One labelled question: the features of its candidates, and which of them answers."""

    unit: str
    rows: Array
    right: int


@dataclass(frozen=True)
class HeldOut:
    """How often the right unit is first and among three, in folds over units, and the calibration learnt there."""

    first: float
    among_three: float
    calibration: tuple[float, float, float]


def fit(examples: Sequence[Example]) -> dict[str, Any]:
    """The weights as `weights.json` holds them, without a calibration."""
    rows = np.vstack([example.rows for example in examples])
    mean, scale = rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-3)
    starts = np.cumsum([0, *(len(example.rows) for example in examples[:-1])])
    right = starts + np.array([example.right for example in examples])
    weights = _listwise(with_products((rows - mean) / scale), starts, right)
    fields = {"mean": mean, "scale": scale, "weights": weights}
    return {"names": list(NAMES)} | {key: [round(float(one), 5) for one in value] for key, value in fields.items()}


def held_out(examples: Sequence[Example]) -> HeldOut:
    """Fit on four fifths of the units and rank the questions of the rest, five times."""
    names = sorted({example.unit for example in examples})
    random.Random(2).shuffle(names)
    fold = {name: at % FOLDS for at, name in enumerate(names)}
    ranks, signs = [], []
    for number in range(FOLDS):
        taught = fit([example for example in examples if fold[example.unit] != number])
        mean, scale, weights = (np.array(taught[key]) for key in ("mean", "scale", "weights"))
        for example in (one for one in examples if fold[one.unit] == number):
            scores = with_products((example.rows - mean) / scale) @ weights
            ranks.append(int((scores > scores[example.right]).sum()))
            signs += _signs(scores, example.right)
    placed = np.array(ranks)
    return HeldOut(float((placed == 0).mean()), float((placed < 3).mean()), _calibrate(np.array(signs)))


def _listwise(rows: Array, starts: NDArray[np.int64], right: NDArray[np.int64]) -> Array:
    """Conditional logit (McFadden 1974): the log chance of the right row among those of its question, made largest."""
    group = np.repeat(np.arange(len(starts)), np.diff([*starts, len(rows)]))
    wanted = rows[right].sum(axis=0)

    def loss(weights: Array) -> tuple[float, Array]:
        scores = rows @ weights
        scores -= np.maximum.reduceat(scores, starts)[group]
        odds = np.exp(scores)
        sums = np.add.reduceat(odds, starts)
        gradient = (rows.T @ (odds / sums[group]) - wanted) / len(starts) + 2 * STRENGTH * weights
        return float((np.log(sums) - scores[right]).mean() + STRENGTH * weights @ weights), gradient

    start = np.zeros(rows.shape[1])
    found: Array = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ITERATIONS}).x
    return found


def _signs(scores: Array, right: int) -> list[tuple[float, float, float]]:
    """Of the nearest few: the score, how far it stands above the best other, and whether it is the right one."""
    order = np.argsort(-scores)[:CALIBRATED]
    best, second = scores[order[0]], scores[order[1]] if len(order) > 1 else scores[order[0]] - LEAD_ALONE
    return [(scores[at], scores[at] - (second if place == 0 else best), at == right) for place, at in enumerate(order)]


def _calibrate(signs: Array) -> tuple[float, float, float]:
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression().fit(signs[:, :2], signs[:, 2])
    slope, lead = (round(float(one), 4) for one in model.coef_[0])
    return slope, lead, round(float(model.intercept_[0]), 4)
