"""Fits the ranker: weights under which the right unit of each question stands above its others, and a calibration."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from guidance.search.features import NAMES
from guidance.search.ranker import signs, with_products

Array = NDArray[np.float64]
FOLDS = 5
STRENGTH = 1e-3
"""How far weights are drawn to nothing, beside the mean log loss of a question. A usual value, not compared."""
ITERATIONS = 200
CALIBRATED = 3
"""Chances are learnt from so many of the nearest units: those that are said or offered."""


@dataclass(frozen=True)
class Example:
    """One labelled message: the features of its candidates, and which of them answers (None: nothing does)."""

    unit: str
    rows: Array
    right: int | None


@dataclass(frozen=True)
class HeldOut:
    """How often the right unit is first and among three, in folds over units, and the calibration learnt there."""

    first: float
    among_three: float
    calibration: tuple[float, ...]


def fit(examples: Sequence[Example]) -> dict[str, Any]:
    """The weights as `weights.json` holds them, without a calibration."""
    examples = [example for example in examples if example.right is not None]
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
    ranks, seen, true = [], [], []
    for number in range(FOLDS):
        taught = fit([example for example in examples if fold[example.unit] != number])
        mean, scale, weights = (np.array(taught[key]) for key in ("mean", "scale", "weights"))
        for example in (one for one in examples if fold[one.unit] == number):
            scores = with_products((example.rows - mean) / scale) @ weights
            nearest = np.argsort(-scores)[:CALIBRATED]
            seen.append(signs(scores, example.rows)[nearest])
            true.append(nearest == example.right if example.right is not None else np.zeros(len(nearest), bool))
            if example.right is not None:
                ranks.append(int((scores > scores[example.right]).sum()))
    placed = np.array(ranks)
    calibration = _calibrate(np.vstack(seen), np.concatenate(true))
    return HeldOut(float((placed == 0).mean()), float((placed < 3).mean()), calibration)


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


def _calibrate(seen: Array, true: NDArray[np.bool_]) -> tuple[float, ...]:
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(max_iter=1000).fit(seen, true)
    return (*(round(float(one), 4) for one in model.coef_[0]), round(float(model.intercept_[0]), 4))
