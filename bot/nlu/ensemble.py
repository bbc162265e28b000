"""Averages the heads and makes their confidence honest, so that "80 % sure" is right four times out of five."""

from typing import List, Sequence, Tuple

import numpy as np

from bot.nlu.heads import Arrays, Linear, Spelling, fit_lda, fit_logistic, folds, softmax, temperature

MEANING_WEIGHT = 0.6
SPELLING_STRENGTH = 20.0
CALIBRATION_PARTS = 4


class Ensemble:
    """Geometric mean of an LDA on sentence vectors and a logistic regression on n-grams, calibrated by one number."""

    def __init__(self, labels: Sequence[str]) -> None:
        self.labels: Tuple[str, ...] = tuple(labels)
        self.spelling = Spelling()
        self.meaning_head: Linear
        self.spelling_head: Linear
        self.temperature = 1.0

    @classmethod
    def train(cls, vectors: np.ndarray, texts: Sequence[str], intents: Sequence[str]) -> "Ensemble":
        """Fits on all sentences; the calibration comes from one part left out.

        Args:
            vectors: shape (sentences, dimension).
            texts: normalised sentences.
            intents: one label a sentence.
        """
        labels = sorted(set(intents))
        y = np.array([labels.index(i) for i in intents])
        held_out = folds(len(y), CALIBRATION_PARTS)[0]
        rest = np.setdiff1d(np.arange(len(y)), held_out)
        trial = cls(labels)
        if set(y[rest]) == set(y):
            trial._fit(vectors[rest], [texts[i] for i in rest], y[rest])
            scores = trial._scores(vectors[held_out], [texts[i] for i in held_out])
            trial.temperature = temperature(scores, y[held_out])
        final = cls(labels)
        final._fit(vectors, texts, y)
        final.temperature = trial.temperature
        return final

    def _fit(self, vectors: np.ndarray, texts: Sequence[str], y: np.ndarray) -> None:
        self.meaning_head = fit_lda(vectors, y)
        self.spelling_head = fit_logistic(self.spelling.fit(texts), y, SPELLING_STRENGTH)

    def _scores(self, vectors: np.ndarray, texts: Sequence[str]) -> np.ndarray:
        meaning = np.log(self.meaning_head.probabilities(vectors) + 1e-9)
        spelt = np.log(self.spelling_head.probabilities(self.spelling.transform(texts)) + 1e-9)
        return MEANING_WEIGHT * meaning + (1 - MEANING_WEIGHT) * spelt

    def probabilities(self, vectors: np.ndarray, texts: Sequence[str]) -> np.ndarray:
        """Calibrated probabilities, shape (sentences, labels)."""
        if not len(texts):
            return np.zeros((0, len(self.labels)))
        return softmax(self._scores(np.asarray(vectors), texts) * self.temperature)

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
