"""Tells whether a message lies near anything the assistant was taught, without asking the classifier."""

from typing import Sequence, Tuple

import numpy as np

from bot.nlu.ask.heads import Arrays
from bot.nlu.spelling.normalise import words
from bot.nlu.spelling.text_analysis import fold, is_known

MIN_WORD = 3


class Scope:
    """Distance to the nearest training sentences, and the share of words that exist at all."""

    def __init__(self, centre: np.ndarray, sentences: np.ndarray, vocabulary: frozenset) -> None:
        self.centre = centre
        self.sentences = sentences
        self.vocabulary = vocabulary

    @classmethod
    def train(cls, vectors: np.ndarray, texts: Sequence[str]) -> "Scope":
        """`vectors` (sentences, dimension) and their normalised texts."""
        centre = vectors.mean(axis=0)
        vocabulary = frozenset(fold(word) for text in texts for word in words(text))
        return cls(centre, _directions(vectors, centre), vocabulary)

    def nearness(self, vector: np.ndarray) -> float:
        """Cosine to the nearest training sentence after taking away what all sentences share; 1 is the same."""
        return float((self.sentences @ _directions(vector[np.newaxis, :], self.centre)[0]).max())

    def coverage(self, text: str) -> float:
        """Share of the longer words that were seen in training or stand in a Dutch word list; 1 with no such word."""
        long_words = [fold(w) for w in words(text) if len(w) >= MIN_WORD and w.isalpha()]
        known = [w in self.vocabulary or is_known(w) for w in long_words]
        return sum(known) / len(known) if known else 1.0

    def measure(self, vector: np.ndarray, text: str) -> Tuple[float, float]:
        """(nearness, coverage)."""
        return self.nearness(vector), self.coverage(text)

    def arrays(self) -> Arrays:
        """Everything needed to make this again."""
        words_seen = np.array(sorted(self.vocabulary))
        return {"centre": self.centre, "sentences": self.sentences.astype(np.float16), "vocabulary": words_seen}

    @classmethod
    def restore(cls, kept: Arrays) -> "Scope":
        """The reverse of `arrays`."""
        vocabulary = frozenset(str(word) for word in kept["vocabulary"])
        return cls(kept["centre"], kept["sentences"].astype(np.float32), vocabulary)


def _directions(vectors: np.ndarray, centre: np.ndarray) -> np.ndarray:
    moved = vectors - centre
    return moved / (np.linalg.norm(moved, axis=1, keepdims=True) + 1e-9)
