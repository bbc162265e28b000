"""Brings sentence vectors into the space of our own questions: what differs between ways to ask one thing is noise."""

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
SHRINKAGE = 0.5
"""How far the scatter inside units is drawn to a ball; chosen on the pairs of `bot/data/answers`."""


class Space:
    """A centre and a whitening learnt from groups of questions that ask the same (linear discriminant analysis)."""

    def __init__(self, centre: Vectors, whitening: Vectors) -> None:
        self._centre = centre
        self._whitening = whitening

    @classmethod
    def learn(cls, vectors: Vectors, groups: NDArray[np.int64], shrinkage: float = SHRINKAGE) -> "Space":
        """Learn from raw vectors, one row a question; rows of one group ask the same."""
        counts = np.bincount(groups)
        sums = np.zeros((len(counts), vectors.shape[1]))
        np.add.at(sums, groups, vectors)
        inside = vectors - (sums / np.maximum(counts, 1)[:, None])[groups]
        covariance = inside.T @ inside / max(1, len(inside))
        ball = np.eye(len(covariance)) * np.trace(covariance) / len(covariance)
        whitening = np.linalg.cholesky(np.linalg.inv((1 - shrinkage) * covariance + shrinkage * ball))
        return cls(vectors.mean(axis=0).astype(np.float32), whitening.astype(np.float32))

    def place(self, vectors: Vectors) -> Vectors:
        """Unit vectors in the learnt space, so that a product of two is their cosine."""
        moved = (np.asarray(vectors, dtype=np.float32) - self._centre) @ self._whitening
        lengths = np.linalg.norm(moved, axis=-1, keepdims=True)
        placed: Vectors = np.divide(moved, lengths, out=np.zeros_like(moved), where=lengths > 0)
        return placed
