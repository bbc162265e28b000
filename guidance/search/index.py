"""The searchable form of all units: vectors and word weights of every question and text, made once for a content."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_matrix, csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

from guidance.answers.lexicon import plain
from guidance.search.passages import passages
from guidance.search.terms import Terms
from guidance.search.units import Unit, asked, wording
from guidance.search.vectors import Space, Vectors

Embed = Callable[[Sequence[str]], Vectors]
"""Texts to raw sentence vectors, one row each."""
Scores = NDArray[np.float32]
MEANT_BY_VECTORS = frozenset({"faq", "article", "programme", "school_date", "key_date"})
"""Kinds whose questions people wrote; the names of the other kinds are found by their letters, without a vector."""
GRAMS = (3, 5)
"""Letters side by side in a piece of a word: they survive a typo and an ending."""


@dataclass(frozen=True)
class Query:
    """A question as the index reads it: its words, its vector, that of the same with the names left out, its grams."""

    text: str
    vector: Vectors
    masked: Vectors | None
    grams: csr_matrix


class Index:
    """All units with what is needed to score them against a question."""

    def __init__(self, units: Sequence[Unit], extra: Mapping[str, Sequence[str]], embed: Embed) -> None:
        """`extra` holds more questions of a unit, by its id (the pairs people labelled)."""
        self.units = tuple(units)
        self.place = {unit.id: at for at, unit in enumerate(self.units)}
        rows = [(at, text) for at, unit in enumerate(self.units) for text in _questions(unit, extra)]
        self.about: dict[str, list[int]] = {}
        for at, unit in enumerate(self.units):
            for first in unit.about[:1]:
                self.about.setdefault(first, []).append(at)
        self._owners = np.array([at for at, _ in rows])
        texts = [plain(unit.text) for unit in self.units]
        self._vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=GRAMS, sublinear_tf=True, dtype=np.float32)
        grams = self._vectorizer.fit_transform([*(text for _, text in rows), *texts])
        self._grams, self._text_grams = csc_matrix(grams[: len(rows)]), csc_matrix(grams[len(rows) :])
        asked_for = [" ".join(_questions(unit, extra)) for unit in self.units]
        self._terms = Terms(asked_for, texts)
        meant = [(at, text) for at, text in rows if self.units[at].kind in MEANT_BY_VECTORS]
        self._meant_owners = np.array([at for at, _ in meant])
        raw = embed([text for _, text in meant])
        self.space = Space.learn(raw, self._meant_owners)
        self._vectors = np.ascontiguousarray(self.space.place(raw))
        said = [(at, one) for at, unit in enumerate(self.units) for one in passages(plain(unit.text))]
        self._said_owners = np.array([at for at, _ in said], dtype=np.int64)
        self._says = self.space.place(embed([one for _, one in said]))
        self._opens = np.flatnonzero(np.r_[bool(said), self._said_owners[1:] != self._said_owners[:-1]])
        self._templates = {key: self.space.place(embed(said)) for key, said in _asked_aspects().items()}
        self._embed = embed

    def query(self, text: str, masked: str = "") -> Query:
        """A question ready to be scored. `masked` is the text with the names in it replaced by their kind."""
        texts = [plain(text), plain(masked)] if masked and masked != text else [plain(text)]
        placed = self.space.place(self._embed(texts))
        return Query(text, placed[0], placed[1] if len(texts) > 1 else None, self._vectorizer.transform(texts[:1]))

    def meaning(self, query: Query) -> tuple[Scores, Scores]:
        """For every unit the cosine of its nearest question, and the mean of its two nearest (0 without vectors)."""
        cosines = self._vectors @ query.vector
        return _best_two(cosines, self._meant_owners, len(self.units))

    def says(self, query: Query) -> tuple[Scores, Scores]:
        """For every unit the cosine of the question with the nearest passage of its text, and with the first one (0 for
        units without a text)."""
        nearest, first = np.zeros((2, len(self.units)), dtype=np.float32)
        cosines = self._says @ query.vector
        here = self._said_owners[self._opens]
        nearest[here], first[here] = np.maximum.reduceat(cosines, self._opens), cosines[self._opens]
        return nearest, first

    def letters(self, query: Query) -> Scores:
        """For every unit the share of letters its nearest question has in common with this one."""
        return _best_two(_overlap(self._grams, query.grams), self._owners, len(self.units))[0]

    def words(self, query: Query) -> Scores:
        """For every unit the share of letters its text has in common with the question."""
        return _overlap(self._text_grams, query.grams)

    def covered(self, text: str) -> tuple[Scores, Scores, Scores]:
        """How much of what is rare in a text each unit says too (see `Terms.covered`)."""
        return self._terms.covered(plain(text))

    def related(self, ids: Sequence[str]) -> Scores:
        """For every unit the cosine of its nearest question with the first question of one of these units."""
        firsts = [
            int(at)
            for one in ids
            if one in self.place
            for at in np.flatnonzero(self._meant_owners == self.place[one])[:1]
        ]
        if not firsts:
            return np.zeros(len(self.units), dtype=np.float32)
        cosines = (self._vectors @ self._vectors[firsts].T).max(axis=1)
        return _best_two(cosines, self._meant_owners, len(self.units))[0]

    def aspect(self, query: Query, kind: str, aspect: str) -> float:
        """How near a question comes to the ways an aspect is asked, with the entry itself in mind."""
        known = self._templates.get((kind, aspect))
        vector = query.masked if query.masked is not None else query.vector
        return float((known @ vector).max()) if known is not None else 0.0


def texts_of(units: Sequence[Unit], extra: Mapping[str, Sequence[str]]) -> list[str]:
    """Every text an index needs a vector of, each once."""
    rows = [text for unit in units if unit.kind in MEANT_BY_VECTORS for text in _questions(unit, extra)]
    rows += [one for unit in units for one in passages(plain(unit.text))]
    return list(dict.fromkeys([*rows, *(text for said in _asked_aspects().values() for text in said)]))


def _questions(unit: Unit, extra: Mapping[str, Sequence[str]]) -> list[str]:
    return [plain(text) for text in (*unit.questions, *extra.get(unit.id, ()))]


def _asked_aspects() -> dict[tuple[str, str], list[str]]:
    found = {("pair", one): [plain(said) for said in asked("pair", one)] for one in ("difference", "route")}
    for kind in ("level", "path", "profession"):
        for aspect in wording()[kind]:
            if said := asked(kind, aspect):
                found[kind, aspect] = [plain(one) for one in said]
    return found


def _overlap(columns: csc_matrix, query: csr_matrix) -> Scores:
    """The product of a matrix and a sparse row: only the columns the row has are read."""
    spans = [slice(columns.indptr[at], columns.indptr[at + 1]) for at in query.indices]
    if not spans:
        return np.zeros(columns.shape[0], dtype=np.float32)
    rows = np.concatenate([columns.indices[span] for span in spans])
    values = np.concatenate([columns.data[span] * value for span, value in zip(spans, query.data, strict=True)])
    return np.bincount(rows, weights=values, minlength=columns.shape[0]).astype(np.float32)


def _best_two(values: NDArray[np.float32], owners: NDArray[np.int64], size: int) -> tuple[Scores, Scores]:
    """For each owner its highest value, and the mean of its two highest; rows of one owner lie side by side."""
    best = np.zeros(size, dtype=np.float32)
    second = np.zeros(size, dtype=np.float32)
    starts = np.flatnonzero(np.r_[True, owners[1:] != owners[:-1]])
    here = owners[starts]
    best[here] = np.maximum.reduceat(values, starts)
    lowered = np.where(values >= best[owners], -1.0, values).astype(np.float32)
    runner = np.maximum.reduceat(lowered, starts)
    second[here] = (best[here] + np.where(runner > -1, runner, best[here])) / 2
    return best, second
