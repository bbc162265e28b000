"""Fits the safety screen's model: what it leans on, its weights, and the limits that keep false alarms rare."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.svm import SVC

from ops.care.corpus import Sentence
from safety.language import LANGUAGES, letters
from safety.model import CATEGORIES, WHOSE, Array, Model, kernel
from safety.normalise import readable
from safety.tiers import Tier

COST = 3.0
QUESTIONS, LINES = 0.05, 0.01
"""Share of hard harmless sentences of a writer left out that may get a question, and help lines."""
LET_THROUGH = 0.995
"""Share of sentences about danger, of a writer left out, that must be found worth a vector."""
HIDDEN = {"vl": "nl", "slang": "nl", "a2": "nl"}


@dataclass(frozen=True)
class Taught:
    """Stretches with the sentence each belongs to."""

    sentences: Sequence[Sentence]
    owner: NDArray[np.int64]
    meaning: Array
    letters: csr_matrix

    @property
    def tiers(self) -> NDArray[np.int64]:
        """The tier of each sentence, 0 for none up to 3."""
        return np.array([Tier(one.tier).weight for one in self.sentences])

    def rows(self) -> NDArray[np.int64]:
        """Rows to learn from: every stretch of what is harmless, and the longest of what is danger (all of it)."""
        size = np.diff(self.letters.indptr)
        longest: dict[int, int] = {}
        for row, owner in enumerate(self.owner):
            if owner not in longest or size[row] > size[longest[owner]]:
                longest[owner] = row
        tiers = self.tiers
        return np.array([row for row, owner in enumerate(self.owner) if not tiers[owner] or longest[owner] == row])

    def of(self, wanted: NDArray[np.bool_]) -> "Taught":
        """The part with these sentences."""
        number = np.cumsum(wanted) - 1
        mine = wanted[self.owner]
        kept = [one for one, keep in zip(self.sentences, wanted, strict=True) if keep]
        return Taught(kept, number[self.owner[mine]], self.meaning[mine], self.letters[np.flatnonzero(mine)])


@dataclass(frozen=True)
class Machine:
    """Weights of one or more columns over all rows that were learnt from."""

    duals: Array
    begins: np.float32


def fit(taught: Taught) -> Model:
    """The whole model. Leaves each writer out once to choose the limits."""
    rows = taught.rows()
    tiers = taught.tiers[taught.owner[rows]]
    meaning, pieces = taught.meaning[rows], taught.letters[rows]
    alike = kernel(meaning, pieces, meaning, pieces)
    columns = [_machine(alike, tiers >= level) for level in (1, 2)]
    dangers = np.flatnonzero(tiers > 0)
    columns.append(_within(alike, dangers, tiers[dangers] == Tier.T1.weight))
    columns += _kinds(alike, dangers, [taught.sentences[taught.owner[rows[row]]] for row in dangers])
    duals = np.stack([column.duals for column in columns], axis=1)
    used = np.flatnonzero(np.abs(duals).max(axis=1) > 0)
    limits, look, gate = _limits(taught)
    lang, lang_begin = _languages(taught.sentences)
    begins = np.array([column.begins for column in columns], dtype=np.float32)
    return Model(
        meaning[used],
        csr_matrix(pieces[used]),
        duals[used].astype(np.float32),
        begins,
        limits,
        look,
        gate,
        lang,
        lang_begin,
    )


def _machine(alike: Array, yes: NDArray[np.bool_]) -> Machine:
    machine = SVC(kernel="precomputed", C=COST, class_weight="balanced", cache_size=1000).fit(alike, yes)
    duals = np.zeros(len(yes), dtype=np.float32)
    duals[machine.support_] = machine.dual_coef_[0]
    return Machine(duals, np.float32(machine.intercept_[0]))


def _within(alike: Array, mine: NDArray[np.int64], yes: NDArray[np.bool_]) -> Machine:
    """A machine learnt on some of the rows only."""
    if yes.all() or not yes.any():
        return Machine(np.zeros(len(alike), dtype=np.float32), np.float32(1 if yes.all() else -1))
    small = _machine(alike[np.ix_(mine, mine)], yes)
    duals = np.zeros(len(alike), dtype=np.float32)
    duals[mine] = small.duals
    return Machine(duals, small.begins)


def _kinds(alike: Array, dangers: NDArray[np.int64], sentences: Sequence[Sentence]) -> list[Machine]:
    found = [_within(alike, dangers, np.array([one.category == kind for one in sentences])) for kind in CATEGORIES]
    return found + [_within(alike, dangers, np.array([one.who == who for one in sentences])) for who in WHOSE]


def _limits(taught: Taught) -> tuple[Array, Array, float]:
    """Limits of the tiers and what is worth a vector, from scores of writers that were left out."""
    writers = sorted({one.writer for one in taught.sentences if one.tier != "none"})
    own = np.array([one.writer for one in taught.sentences])
    found = [_left_out(taught.of(own != writer), taught.of(own == writer)) for writer in writers]
    every = np.array([limit for limit, _ in found], dtype=np.float32)
    # A question may err as often with one writer as with another; help lines must not with any.
    limits = np.array([every[:, 0].mean(), every[:, 1].max()], dtype=np.float32)
    look = _look(taught)
    return np.append(limits, np.float32(0)), look, float(np.mean([gate for _, gate in found]))


def _left_out(rest: Taught, mine: Taught) -> tuple[list[float], float]:
    rows = rest.rows()
    tiers = rest.tiers[rest.owner[rows]]
    meaning, pieces = rest.meaning[rows], rest.letters[rows]
    alike, told = kernel(meaning, pieces, meaning, pieces), kernel(mine.meaning, mine.letters, meaning, pieces)
    limits = []
    for level, allowed in ((1, QUESTIONS), (2, LINES)):
        machine = _machine(alike, tiers >= level)
        scores = _most(told @ machine.duals + machine.begins, mine)
        limits.append(float(np.quantile(scores[mine.tiers == 0], 1 - allowed)))
    looks = _most(mine.letters @ _look(rest), mine)
    return limits, float(np.quantile(looks[mine.tiers > 0], 1 - LET_THROUGH))


def _most(scores: Array, mine: Taught) -> Array:
    """The highest score of each sentence."""
    most = np.full(len(mine.sentences), -np.inf, dtype=np.float32)
    np.maximum.at(most, mine.owner, scores)
    return most


def _look(taught: Taught) -> Array:
    rows = taught.rows()
    danger = taught.tiers[taught.owner[rows]] > 0
    line = LogisticRegression(C=10, max_iter=300, class_weight="balanced").fit(taught.letters[rows], danger)
    weights: Array = line.coef_[0].astype(np.float32)
    return weights


def _languages(sentences: Sequence[Sentence]) -> tuple[Array, Array]:
    mine = [(one, HIDDEN.get(one.lang, one.lang)) for one in sentences]
    told = [(one, lang) for one, lang in mine if lang in LANGUAGES]
    line = LogisticRegression(C=30, max_iter=300, class_weight="balanced")
    line.fit(letters([readable(one.text) for one, _ in told]), [LANGUAGES.index(lang) for _, lang in told])
    return line.coef_.T.astype(np.float32), line.intercept_.astype(np.float32)
