"""Says how much of what is rare in a question a unit says too: "tto" decides, "school" does not."""

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import yaml
from nltk.stem.snowball import DutchStemmer
from numpy.typing import NDArray
from scipy.sparse import csc_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

Scores = NDArray[np.float32]
LEANING = Path(__file__).with_name("leaning.yml")
REMEMBERED = 50_000
"""Stems kept: the words of content and those people type."""


class Terms:
    """The stemmed words of every unit, once with its questions alone and once with its text as well."""

    def __init__(self, questions: Sequence[str], texts: Sequence[str]) -> None:
        """One string a unit: all its questions together, and what it says."""
        whole = [f"{asked} {said}" for asked, said in zip(questions, texts, strict=True)]
        self._vectorizer = TfidfVectorizer(analyzer=stems, binary=True, norm=None, dtype=np.float32)
        weighed = self._vectorizer.fit_transform(whole)
        self._said = csc_matrix((weighed > 0).astype(np.float32))
        self._asked = csc_matrix((self._vectorizer.transform(questions) > 0).astype(np.float32))

    def covered(self, text: str) -> tuple[Scores, Scores, Scores]:
        """For every unit, 0 to 1: the share of the question's weight its questions hold, the share all of it holds,
        and whether it holds the rarest word of the question. Words no unit has count for nothing."""
        row = self._vectorizer.transform([text])
        if not row.nnz:
            nothing = np.zeros(self._said.shape[0], dtype=np.float32)
            return nothing, nothing, nothing
        weights = row.data / row.data.sum()
        asked, said = self._asked[:, row.indices], self._said[:, row.indices]
        rarest = row.indices[int(row.data.argmax())]
        return asked @ weights, said @ weights, np.asarray(self._said[:, [rarest]].todense()).ravel()


def stems(text: str) -> list[str]:
    """The words of a text without their endings; words that only point or join are left out."""
    return [_stem(word) for word in re.findall(r"\w+", text) if word not in said_of_nothing()]


@lru_cache(maxsize=1)
def said_of_nothing() -> frozenset[str]:
    """Words that tell nothing of a subject: "daarna", "en", "dat"."""
    groups = yaml.safe_load(LEANING.read_text(encoding="utf-8"))
    return frozenset(str(word) for name in ("pointing", "openers") for word in groups[name])


@lru_cache(maxsize=REMEMBERED)
def _stem(word: str) -> str:
    return str(_stemmer().stem(word))


@lru_cache(maxsize=1)
def _stemmer() -> DutchStemmer:
    return DutchStemmer()
