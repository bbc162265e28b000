"""The classifier's mathematics, free of Rasa: a linear head on what a sentence means and one on how it is spelt."""

from dataclasses import dataclass
from typing import Dict, List, Sequence, Tuple

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from bot.nlu.reading import Reading

Arrays = Dict[str, np.ndarray]
MEANING_STRENGTH = 0.05
SPELLING_STRENGTH = 0.5
MARGIN_SCALE = 5.0
"""Support vector margins times this lie in the range of log-odds."""
SEED = 7


def softmax(scores: np.ndarray) -> np.ndarray:
    """Probabilities along the last axis."""
    shifted = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return shifted / shifted.sum(axis=-1, keepdims=True)


@dataclass
class Linear:
    """Scores = x @ weights + bias; weights of shape (features, classes)."""

    weights: np.ndarray
    bias: np.ndarray

    def probabilities(self, x: np.ndarray) -> np.ndarray:
        """Shape (rows, classes)."""
        return softmax(np.asarray(x @ self.weights) + self.bias)


def meaning_model() -> LogisticRegression:
    """Multinomial logistic regression; a second fit on nearly the same sentences goes on where the first one ended."""
    return LogisticRegression(C=MEANING_STRENGTH, class_weight="balanced", max_iter=300, tol=1e-2, warm_start=True)


def fit_meaning(vectors: np.ndarray, y: np.ndarray, model: LogisticRegression) -> Linear:
    """Fits `model` on standardised sentence vectors, standardising folded into the weights."""
    mean, spread = vectors.mean(axis=0), vectors.std(axis=0) + 1e-6
    model.fit((vectors - mean) / spread, y)
    weights = (model.coef_ / spread).T
    return Linear(weights.astype(np.float32), (model.intercept_ - mean @ weights).astype(np.float32))


def fit_spelling(x: csr_matrix, y: np.ndarray) -> Linear:
    """A linear support vector machine: as accurate as logistic regression on n-grams here, and forty times as quick."""
    model = LinearSVC(C=SPELLING_STRENGTH, class_weight="balanced", tol=1e-2, random_state=SEED)
    model.fit(x, y)
    return Linear(
        (model.coef_.T * MARGIN_SCALE).astype(np.float32), (model.intercept_ * MARGIN_SCALE).astype(np.float32)
    )


class Spelling:
    """Character n-grams of the message and word n-grams of the message with names masked, weighted by TF-IDF."""

    ANALYZERS: Tuple[Tuple[str, Tuple[int, int]], ...] = (("char_wb", (2, 5)), ("word", (1, 2)))

    def __init__(self) -> None:
        self.vectorizers = [
            TfidfVectorizer(analyzer=a, ngram_range=r, min_df=2, sublinear_tf=True, token_pattern=r"(?u)\w+|[^\w\s]")
            for a, r in self.ANALYZERS
        ]

    def fit(self, readings: Sequence[Reading]) -> csr_matrix:
        """Learns the n-grams; returns the training matrix."""
        return hstack([v.fit_transform(t) for v, t in zip(self.vectorizers, _sides(readings), strict=True)]).tocsr()

    def transform(self, readings: Sequence[Reading]) -> csr_matrix:
        """Shape (readings, n-grams), in the precision of the weights: scipy would copy all weights into a wider one."""
        sides = [v.transform(t) for v, t in zip(self.vectorizers, _sides(readings), strict=True)]
        return hstack(sides, format="csr", dtype=np.float32)

    def arrays(self) -> Arrays:
        """What must be kept: the n-grams in the order of their columns, and their weights."""
        kept: Arrays = {}
        for i, v in enumerate(self.vectorizers):
            kept[f"ngrams_{i}"] = np.array(sorted(v.vocabulary_, key=v.vocabulary_.get))
            kept[f"idf_{i}"] = v.idf_
        return kept

    def restore(self, kept: Arrays) -> None:
        """The reverse of `arrays`."""
        for i, v in enumerate(self.vectorizers):
            v.vocabulary_ = {str(gram): column for column, gram in enumerate(kept[f"ngrams_{i}"])}
            v.idf_ = kept[f"idf_{i}"]


def _sides(readings: Sequence[Reading]) -> Tuple[List[str], List[str]]:
    return [r.plain for r in readings], [r.masked for r in readings]


def temperature(log_probabilities: np.ndarray, y: np.ndarray) -> float:
    """The power that makes averaged probabilities honest: minimises log loss on sentences not trained on."""
    candidates = np.geomspace(0.3, 6.0, 60)
    losses = [-np.log(softmax(log_probabilities * t)[np.arange(len(y)), y] + 1e-12).mean() for t in candidates]
    return float(candidates[int(np.argmin(losses))])


def folds(count: int, parts: int, seed: int = SEED) -> List[np.ndarray]:
    """Row numbers in `parts` random, equal parts."""
    return [np.sort(p) for p in np.array_split(np.random.default_rng(seed).permutation(count), parts)]
