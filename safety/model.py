"""The learnt half of the screen: how likely each stretch of a message tells of danger, and of which kind.

A stretch is read twice: its letters (hashed n-grams, strong on slang and typing errors) and its meaning (the vector of
a sentence encoder). Whether a stretch is worth a vector is decided by its letters alone, stretch by stretch, so that
everyday messages cost next to nothing and more text never changes how a stretch beside it is judged.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import HashingVectorizer

from safety.clauses import stretches
from safety.normalise import variants
from safety.tiers import Category, Tier, Who

WEIGHTS = Path(__file__).parent / "weights.npz"
CATEGORIES, WHOSE = tuple(Category), tuple(Who)
TIERS = (Tier.T3, Tier.T2, Tier.T1)
"""In the order of the scores: at least a sign, at least told, acute."""
PLACES = 2**16
Array = NDArray[np.float32]
Encode = Callable[[Sequence[str]], Array]
"""The port of the sentence encoder: a unit vector for each text, shape (texts, dimension)."""


@dataclass(frozen=True)
class Judged:
    """What the model makes of a message; category and person mean nothing while the tier is none."""

    tier: Tier = Tier.NONE
    category: Category = Category.WELLBEING
    who: Who = Who.SELF


@dataclass(frozen=True)
class Model:
    """The weights, by the names under which they are stored (see `ops.care.fit`)."""

    stored: dict[str, Array]

    def judge(self, text: str, encode: Encode) -> Judged:
        """Judge a message by its most serious stretch. Raises whatever `encode` raises."""
        parts = stretches(text)
        if not parts:
            return Judged()
        letters = grams(parts)
        worth = np.flatnonzero(self.by_letters(letters) >= self.stored["gate"])
        if not len(worth):
            return Judged()
        meaning, letters = np.asarray(encode([parts[place] for place in worth])), letters[worth]
        return self._most_serious(self.scores(meaning, letters), meaning, letters)

    def by_letters(self, letters: csr_matrix) -> Array:
        """How much each stretch looks like danger by its letters alone."""
        looks: Array = letters @ self.stored["look"] + self.stored["look_begin"]
        return looks

    def scores(self, meaning: Array, letters: csr_matrix) -> Array:
        """A score for each of `TIERS` and stretch, shape (stretches, 3); from zero on the tier is said."""
        return self._head("tier", meaning, letters) - self.stored["limits"]

    def _most_serious(self, scores: Array, meaning: Array, letters: csr_matrix) -> Judged:
        reached = (scores >= 0).astype(int) * np.arange(1, len(TIERS) + 1)
        tier = int(reached.max())
        if not tier:
            return Judged()
        # Among stretches of that tier the surest one says what it is about.
        place = int(np.where(reached.max(axis=1) == tier, scores[:, tier - 1], -np.inf).argmax())
        one = meaning[place : place + 1], letters[place]
        category = CATEGORIES[int(self._head("category", *one).argmax())]
        return Judged(TIERS[tier - 1], category, WHOSE[int(self._head("who", *one).argmax())])

    def _head(self, name: str, meaning: Array, letters: csr_matrix) -> Array:
        own = self.stored
        hidden = np.maximum((meaning - own["centre"]) @ own[f"{name}_in"] + own[f"{name}_in_begin"], 0)
        out: Array = hidden @ own[f"{name}_out"] + letters @ own[f"{name}_letters"] + own[f"{name}_begin"]
        return out


def grams(texts: Sequence[str]) -> csr_matrix:
    """Hashed pieces of words of each text, and words with their neighbours, as they are typed without disguise."""
    plain = [next(variants(text)) for text in texts]
    found: csr_matrix = _pieces().transform(plain)
    return found


@cache
def _pieces() -> HashingVectorizer:
    return HashingVectorizer(analyzer=_analyse, n_features=PLACES, alternate_sign=False, norm="l2", dtype=np.float32)


def _analyse(text: str) -> list[str]:
    words = text.split()
    held = [f" {word} " for word in words]
    pieces = [word[at : at + size] for word in held for size in (3, 4, 5) for at in range(len(word) - size + 1)]
    pairs = [f"={first}={second}" for first, second in zip(words, words[1:], strict=False)]
    return [*pieces, *(f"={word}" for word in words), *pairs]


@cache
def load_model(path: Path = WEIGHTS) -> Model:
    """Read the weights. Raises OSError or ValueError when there are none that can be read."""
    with np.load(path, allow_pickle=False) as stored:
        return Model({name: stored[name].astype(np.float32) for name in stored.files})
