"""The classifier's mathematics, free of Rasa: two linear heads on what a sentence means and one on how it is spelt."""

from dataclasses import dataclass
from typing import Dict, List, Sequence, Tuple

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

Arrays = Dict[str, np.ndarray]


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


def fit_lda(vectors: np.ndarray, y: np.ndarray) -> Linear:
    """Linear discriminant analysis with Ledoit-Wolf shrinkage; the class sizes of the data say nothing about use."""
    classes = int(y.max()) + 1
    lda = LinearDiscriminantAnalysis(solver="lsqr", shrinkage="auto", priors=np.full(classes, 1 / classes))
    lda.fit(vectors, y)
    return Linear(lda.coef_.T.astype(np.float32), lda.intercept_.astype(np.float32))


def fit_logistic(x: csr_matrix, y: np.ndarray, strength: float) -> Linear:
    """Multinomial logistic regression with balanced classes."""
    model = LogisticRegression(C=strength, class_weight="balanced", max_iter=300, tol=1e-3)
    model.fit(x, y)
    return Linear(model.coef_.T.astype(np.float32), model.intercept_.astype(np.float32))


class Spelling:
    """Character n-grams within words and word n-grams, weighted by TF-IDF."""

    ANALYZERS: Tuple[Tuple[str, Tuple[int, int]], ...] = (("char_wb", (2, 5)), ("word", (1, 2)))

    def __init__(self) -> None:
        self.vectorizers = [
            TfidfVectorizer(analyzer=a, ngram_range=r, min_df=2, sublinear_tf=True, token_pattern=r"(?u)\w+|[^\w\s]")
            for a, r in self.ANALYZERS
        ]

    def fit(self, texts: Sequence[str]) -> csr_matrix:
        """Learns the n-grams; returns the training matrix."""
        return hstack([v.fit_transform(texts) for v in self.vectorizers]).tocsr()

    def transform(self, texts: Sequence[str]) -> csr_matrix:
        """Shape (texts, n-grams)."""
        return hstack([v.transform(texts) for v in self.vectorizers]).tocsr()

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


def temperature(log_probabilities: np.ndarray, y: np.ndarray) -> float:
    """The power that makes averaged probabilities honest: minimises log loss on sentences not trained on."""
    candidates = np.geomspace(0.3, 6.0, 60)
    losses = [-np.log(softmax(log_probabilities * t)[np.arange(len(y)), y] + 1e-12).mean() for t in candidates]
    return float(candidates[int(np.argmin(losses))])


def folds(count: int, parts: int, seed: int = 7) -> List[np.ndarray]:
    """Row numbers in `parts` random, equal parts."""
    return [np.sort(p) for p in np.array_split(np.random.default_rng(seed).permutation(count), parts)]
