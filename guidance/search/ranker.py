"""Weighs the features of each candidate and says how likely it is the answer.

The weights are learnt from labelled pairs; what another country or one school counts is set by hand (below).
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from guidance.search.features import NAMES, Asked, Rows, candidates
from guidance.search.index import Index
from guidance.search.talk import LEANS, SIGNS
from guidance.search.units import Unit

OTHER_COUNTRY, OTHER_COUNTRY_SAID = 0.25, 0.1
"""What an answer of the other country counts: when the country is only the school's, and when somebody said it."""
OWN_SCHOOL = 0.7
"""What a school's own entry counts beside what holds everywhere; the pairs to learn from know no school."""
TOGETHER = tuple(combinations(("meaning", "letters", "words", "lead", "names_first", "names_it"), 2)) + tuple(
    (sign, kind)
    for sign in ("meaning", "letters", "aspect_near", "names_first", "names_it", "aspect_same", "both")
    for kind in ("generated", "article")
)
TOGETHER += tuple((sign, leans) for sign in SIGNS for leans in LEANS)
TOGETHER += tuple((sign, "in_talk") for sign in ("meaning", "letters", "covers", "names_it", "names_none"))
TOGETHER += tuple((sign, "nameless") for sign in ("aspect_near", "aspect_same", "generated", "covers"))
"""Pairs of signs that weigh otherwise together than apart."""
CALIBRATED_BY = ("meaning", "letters", "covers", "whole_meaning", "talk_meaning", "in_talk")
"""Columns that say, beside score and lead, whether there is an answer at all."""
LEAD_ALONE = 5.0
"""The lead of a unit that has no other beside it."""
WEIGHTS = Path(__file__).with_name("weights.json")


class WeightsError(ValueError):
    """The weights do not belong to these features: the message says how to make them anew."""


@dataclass(frozen=True)
class Ranked:
    """A unit and the chance, 0 to 1, that it answers the ask."""

    unit: Unit
    chance: float


@dataclass(frozen=True)
class Weights:
    """A conditional logit over the features and their products, standardised; then a line from score, lead and
    `CALIBRATED_BY` (the last number stands alone) to a chance."""

    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    weights: NDArray[np.float64]
    calibration: tuple[float, ...]

    def scores(self, rows: Rows) -> NDArray[np.float64]:
        """One score a row, higher is likelier."""
        made: NDArray[np.float64] = with_products((rows - self.mean) / self.scale) @ self.weights
        return made

    def chances(self, scores: NDArray[np.float64], rows: Rows) -> NDArray[np.float64]:
        """The chance of each candidate that it answers, given how far it stands above the others."""
        *slopes, bias = self.calibration
        made: NDArray[np.float64] = 1 / (1 + np.exp(-(signs(scores, rows) @ np.array(slopes) + bias)))
        return made


def signs(scores: NDArray[np.float64], rows: Rows | NDArray[np.float64]) -> NDArray[np.float64]:
    """What a chance is made of, one row a candidate: its score, its lead over the best other, and `CALIBRATED_BY`."""
    ordered = np.sort(scores)[::-1]
    others = np.where(scores == ordered[0], ordered[1] if len(ordered) > 1 else ordered[0] - LEAD_ALONE, ordered[0])
    columns = [NAMES.index(name) for name in CALIBRATED_BY]
    return np.column_stack([scores, scores - others, rows[:, columns]])


def with_products(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """The columns, and the products that say that two signs go together."""
    at = {name: number for number, name in enumerate(NAMES)}
    pairs = [rows[:, [at[one]]] * rows[:, [at[other]]] for one, other in TOGETHER]
    return np.hstack([rows, *pairs])


def rank(index: Index, asked: Asked, at_most: int = 8) -> tuple[Ranked, ...]:
    """The units that may answer an ask, the likeliest first."""
    found, rows = candidates(index, asked)
    if not found:
        return ()
    weights = learnt()
    scores = weights.scores(rows.astype(np.float64))
    chances = weights.chances(scores, rows) * np.array([_holds_here(asked, unit) for unit in found])
    scores = scores + np.log(np.array([_holds_here(asked, unit) for unit in found]))
    order: Sequence[int] = np.argsort(-scores)[:at_most].tolist()
    return tuple(Ranked(found[at], float(chances[at])) for at in order)


def _holds_here(asked: Asked, unit: Unit) -> float:
    """How much an answer counts that holds in another country, or at one school only, where neither was named."""
    other = bool(asked.country and unit.country and asked.country != unit.country)
    weight = (OTHER_COUNTRY_SAID if asked.sure_country else OTHER_COUNTRY) if other else 1.0
    return weight * (OWN_SCHOOL if unit.kind == "programme" else 1.0)


@lru_cache(maxsize=1)
def learnt(path: Path = WEIGHTS) -> Weights:
    """The weights that stand beside this module. Raises WeightsError when they belong to other features."""
    read = json.loads(path.read_text(encoding="utf-8"))
    if tuple(read["names"]) != NAMES:
        raise WeightsError(f"{path.name} was learnt for other features (run ./wegwijs train --answers)")
    calibration = tuple(read["calibration"])
    if len(calibration) != len(CALIBRATED_BY) + 3:
        raise WeightsError(f"{path.name} is calibrated by other signs (run ./wegwijs train --answers)")
    return Weights(np.array(read["mean"]), np.array(read["scale"]), np.array(read["weights"]), calibration)
