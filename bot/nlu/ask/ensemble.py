"""Averages the heads and makes their confidence honest, so that "80 % sure" is right four times out of five."""

from typing import List, Sequence, Tuple

import numpy as np
from sklearn.linear_model import LogisticRegression

from bot.nlu.ask.heads import (
    Arrays,
    Linear,
    Spelling,
    fit_meaning,
    fit_spelling,
    folds,
    meaning_model,
    softmax,
    temperature,
)
from bot.nlu.names.reading import Reading

CALIBRATION_PARTS = 4
"""One in so many sentences is left out of a trial fit, and tells how sure the fit may be of what it never saw."""


class Ensemble:
    """Geometric mean of a head on sentence vectors and a head on n-grams, calibrated by one number."""

    def __init__(self, labels: Sequence[str]) -> None:
        self.labels: Tuple[str, ...] = tuple(labels)
        self.spelling = Spelling()
        self.meaning_head: Linear
        self.spelling_head: Linear
        self.temperature = 1.0

    @classmethod
    def train(cls, vectors: np.ndarray, readings: Sequence[Reading], intents: Sequence[str]) -> "Ensemble":
        """Fits on all sentences; the calibration comes from a trial fit that a part of them was left out of.

        Args:
            vectors: shape (sentences, dimension).
            readings: the same sentences in plain spelling.
            intents: one label a sentence.
        """
        labels = sorted(set(intents))
        y = np.array([labels.index(i) for i in intents])
        final, model = cls(labels), meaning_model()
        final.temperature = cls._calibrate(labels, vectors, readings, y, model)
        final._fit(vectors, readings, y, model)
        return final

    @classmethod
    def _calibrate(
        cls,
        labels: Sequence[str],
        vectors: np.ndarray,
        readings: Sequence[Reading],
        y: np.ndarray,
        model: LogisticRegression,
    ) -> float:
        left_out = folds(len(y), CALIBRATION_PARTS)[0]
        rest = np.setdiff1d(np.arange(len(y)), left_out)
        if len(set(y[rest])) < len(labels):
            return 1.0
        trial = cls(labels)
        trial._fit(vectors[rest], [readings[i] for i in rest], y[rest], model)
        scores = trial._scores(vectors[left_out], [readings[i] for i in left_out])
        return temperature(scores, y[left_out])

    def _fit(self, vectors: np.ndarray, readings: Sequence[Reading], y: np.ndarray, model: LogisticRegression) -> None:
        self.meaning_head = fit_meaning(vectors, y, model)
        self.spelling_head = fit_spelling(self.spelling.fit(readings), y)

    def _scores(self, vectors: np.ndarray, readings: Sequence[Reading]) -> np.ndarray:
        meaning = np.log(self.meaning_head.probabilities(vectors) + 1e-9)
        spelt = np.log(self.spelling_head.probabilities(self.spelling.transform(readings)) + 1e-9)
        return (meaning + spelt) / 2

    def probabilities(self, vectors: np.ndarray, readings: Sequence[Reading]) -> np.ndarray:
        """Calibrated probabilities, shape (sentences, labels)."""
        if not len(readings):
            return np.zeros((0, len(self.labels)))
        return softmax(self._scores(np.asarray(vectors), readings) * self.temperature)

    def ranking(self, row: np.ndarray) -> List[Tuple[str, float]]:
        """(label, probability), likeliest first."""
        return [(self.labels[i], float(row[i])) for i in np.argsort(-row)]

    def arrays(self) -> Arrays:
        """Everything needed to make this ensemble again, as plain arrays (no pickle: a model file runs no code)."""
        return {
            "labels": np.array(self.labels),
            "temperature": np.array(self.temperature),
            "meaning_weights": self.meaning_head.weights,
            "meaning_bias": self.meaning_head.bias,
            "spelling_weights": self.spelling_head.weights,
            "spelling_bias": self.spelling_head.bias,
            **self.spelling.arrays(),
        }

    @classmethod
    def restore(cls, kept: Arrays) -> "Ensemble":
        """The reverse of `arrays`."""
        made = cls([str(label) for label in kept["labels"]])
        made.meaning_head = Linear(kept["meaning_weights"], kept["meaning_bias"])
        made.spelling_head = Linear(kept["spelling_weights"], kept["spelling_bias"])
        made.spelling.restore(kept)
        made.temperature = float(kept["temperature"])
        return made
