"""The learnt half of the screen: how likely each stretch of a message tells of danger, and of which kind.

A stretch is read twice: by its letters (hashed pieces of words, strong on slang and typing errors) and by its meaning
(the vector of a sentence encoder). Both are compared with sentences the model was taught (a support vector machine
whose kernel multiplies likeness in letters and in meaning). Whether a stretch is worth a vector is decided by its
letters alone, stretch by stretch, so that everyday messages cost little and more text never changes how a stretch
beside it is judged.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import HashingVectorizer

from safety.clauses import stretches
from safety.normalise import variants
from safety.tiers import Category, Tier, Who

WEIGHTS = Path(__file__).parent / "weights.npz"
TIERS = (Tier.T3, Tier.T2, Tier.T1)
"""In the order of the scores: at least a sign, at least told, acute."""
CATEGORIES, WHOSE = tuple(Category), tuple(Who)
PLACES = 2**16
SHORTEST, LONGEST = 3, 5
MEANING, LETTERS = 4.0, 1.0
"""How fast likeness falls with the distance of meanings and of letters; chosen on sentences of writers left out."""
NEARLY_TOLD = 0.15
"""What seems acute and comes no nearer than this to danger told is asked about first: half the needless help lines on
the kept sentences of a writer the model never saw come from there, and no danger less is noticed."""
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
    """What was learnt (written by `ops.care.fit`).

    `meaning` and `letters` are the taught sentences it leans on, `duals` their weights: a column for each of `TIERS`,
    `CATEGORIES` and `WHOSE`. From `limits` on a tier is said. `look` and `gate` decide what is worth a vector.
    """

    meaning: Array
    letters: csr_matrix
    duals: Array
    begins: Array
    limits: Array
    look: Array
    gate: float
    lang: Array
    lang_begin: Array

    def judge(self, text: str, encode: Encode) -> Judged:
        """Judge a message by its most serious stretch. Raises whatever `encode` raises."""
        parts = stretches(text)
        if not parts:
            return Judged()
        letters = grams(parts)
        worth = np.flatnonzero(letters @ self.look >= self.gate)
        if not len(worth):
            return Judged()
        meaning = np.asarray(encode([parts[place] for place in worth]), dtype=np.float32)
        return self._most_serious(self.scores(meaning, letters[worth]))

    def scores(self, meaning: Array, letters: csr_matrix) -> Array:
        """A score for each column of `duals` and stretch."""
        found: Array = kernel(meaning, letters, self.meaning, self.letters) @ self.duals + self.begins
        return found

    def _most_serious(self, scores: Array) -> Judged:
        over = scores[:, : len(TIERS)] - self.limits
        reached = np.where(over >= 0, np.arange(1, len(TIERS) + 1), 0)
        reached[over[:, 1] < -NEARLY_TOLD, 2] = np.minimum(reached[over[:, 1] < -NEARLY_TOLD, 2], 1)
        tier = int(reached.max())
        if not tier:
            return Judged()
        # Among stretches of that tier the surest one says what it is about.
        place = int(np.where(reached.max(axis=1) == tier, over[:, tier - 1], -np.inf).argmax())
        kinds = scores[place, len(TIERS) : len(TIERS) + len(CATEGORIES)]
        whose = scores[place, len(TIERS) + len(CATEGORIES) :]
        return Judged(TIERS[tier - 1], CATEGORIES[int(kinds.argmax())], WHOSE[int(whose.argmax())])


def kernel(meaning: Array, letters: csr_matrix, other_meaning: Array, other_letters: csr_matrix) -> Array:
    """How alike each text is to each other one: 1 for the same, near 0 for nothing in common."""
    apart = MEANING * (2 - 2 * meaning @ other_meaning.T) + LETTERS * (1 - (letters @ other_letters.T).toarray())
    alike: Array = np.exp(-apart)
    return alike


def grams(texts: Sequence[str]) -> csr_matrix:
    """Hashed pieces of words of each text, words and pairs of words, spelled without disguise; rows of length one."""
    found: csr_matrix = _pieces().transform([next(variants(text)) for text in texts])
    return found


@cache
def load_model(path: Path = WEIGHTS) -> Model:
    """Read the weights. Raises OSError, KeyError or ValueError when there are none that can be read."""
    with np.load(path, allow_pickle=False) as stored:
        return unpacked({name: stored[name] for name in stored.files})


def packed(model: Model) -> dict[str, Any]:
    """A model as small arrays: meanings in whole numbers, the rest in half precision."""
    step = np.abs(model.meaning).max(axis=1, keepdims=True) / 127
    halves = {name: getattr(model, name).astype(np.float16) for name in ("look", "lang", "lang_begin")}
    return halves | {
        "meaning": np.round(model.meaning / step).astype(np.int8),
        "step": step.astype(np.float32),
        "letters": model.letters.data.astype(np.float16),
        "places": model.letters.indices.astype(np.uint16),
        "rows": model.letters.indptr.astype(np.int32),
        "duals": model.duals.astype(np.float16),
        "begins": model.begins,
        "limits": model.limits,
        "gate": np.float32(model.gate),
    }


def unpacked(stored: Mapping[str, NDArray[Any]]) -> Model:
    """The model again. Raises KeyError when an array is missing."""
    rows = stored["rows"]
    letters = (stored["letters"].astype(np.float32), stored["places"].astype(np.int32), rows)
    plain = {
        name: stored[name].astype(np.float32) for name in ("duals", "begins", "limits", "look", "lang", "lang_begin")
    }
    return Model(
        meaning=stored["meaning"].astype(np.float32) * stored["step"],
        letters=csr_matrix(letters, shape=(len(rows) - 1, PLACES)),
        gate=float(stored["gate"]),
        **plain,
    )


@cache
def _pieces() -> HashingVectorizer:
    return HashingVectorizer(analyzer=_analyse, n_features=PLACES, alternate_sign=False, norm="l2", dtype=np.float32)


def _analyse(text: str) -> list[str]:
    words = text.split()
    held = [f" {word} " for word in words]
    sizes = range(SHORTEST, LONGEST + 1)
    pieces = [word[at : at + size] for word in held for size in sizes for at in range(len(word) - size + 1)]
    return [*pieces, *(f"={word}" for word in words), *(f"={first}={second}" for first, second in pairwise(words))]
