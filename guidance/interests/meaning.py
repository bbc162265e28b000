"""Guesses which interest a phrase means when no word of it is known: near in meaning to the words of a tag.

Tags are learnt from their own words in groups of four. Vectors are whitened with the (shrunken) scatter inside tags,
as in linear discriminant analysis, because what differs inside a tag tells nothing apart; letters shared with a tag's
words count a little too. `bench interests` measures the limits on labelled phrases.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from content.library import Library
from guidance.answers.retrieval import Embed, Grams, gram_vector, gram_weights, overlap

GROUP, GROUPS = 4, 5
"""A tag is learnt from its first twenty words, four at a time: more cost a slower first start and gain little."""
SHRINKAGE = 0.6
LETTERS = 0.2
"""Share of the letters a phrase has in common with a tag's words."""
SURE, PERHAPS = 0.24, 0.17
"""From SURE on a guess counts (and is said back), from PERHAPS on it is asked."""
MOST = 3
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Guess:
    """A tag a phrase may mean, with how near it is (about 0 unrelated, 1 the same)."""

    tag: str
    nearness: float

    @property
    def sure(self) -> bool:
        """True when it counts without asking."""
        return self.nearness >= SURE


@dataclass(frozen=True)
class Meaning:
    """What was learnt of the tags; `rows` are their whitened centres, in the order of `tags`."""

    embed: Embed
    tags: tuple[str, ...]
    centre: Numbers
    whitening: Numbers
    rows: Numbers
    weights: Grams
    words: Mapping[str, tuple[Grams, ...]]

    def guesses(self, phrase: str) -> tuple[Guess, ...]:
        """The tags a phrase may mean, nearest first, at most three; none when nothing is near."""
        vector = _unit((np.asarray(self.embed([phrase]), dtype=np.float64) - self.centre) @ self.whitening)
        said = gram_vector(phrase, self.weights)
        letters = [max(overlap(said, word) for word in self.words[tag]) for tag in self.tags]
        nearness = self.rows @ vector[0] + LETTERS * np.array(letters)
        best = np.argsort(-nearness)[:MOST]
        return tuple(Guess(self.tags[at], float(nearness[at])) for at in best if nearness[at] >= PERHAPS)


def texts(library: Library) -> tuple[str, ...]:
    """Every text `learn` embeds."""
    return tuple(text for groups in _groups(library).values() for text in groups)


def learn(library: Library, embed: Embed) -> Meaning:
    """Learn the tags of a library with an encoder."""
    groups = _groups(library)
    found = {tag: np.asarray(embed(own), dtype=np.float64) for tag, own in groups.items()}
    everything = np.concatenate(list(found.values()))
    whitening = _whitening(np.concatenate([own - own.mean(axis=0) for own in found.values()]))
    centre = everything.mean(axis=0)
    rows = _unit((np.stack([own.mean(axis=0) for own in found.values()]) - centre) @ whitening)
    weights = gram_weights([word for tag in library.tags.values() for word in tag.words])
    words = {tag.id: tuple(gram_vector(word, weights) for word in tag.words) for tag in library.tags.values()}
    return Meaning(embed, tuple(groups), centre, whitening, rows, weights, words)


def _groups(library: Library) -> dict[str, Sequence[str]]:
    return {
        tag.id: [", ".join(own[first : first + GROUP]) for first in range(0, len(own), GROUP)]
        for tag in library.tags.values()
        for own in [tag.words[: GROUP * GROUPS]]
    }


def _whitening(scatter: Numbers) -> Numbers:
    """A matrix that makes the scatter inside tags (shrunken towards a ball) the same in every direction."""
    covariance = scatter.T @ scatter / len(scatter)
    ball = np.eye(len(covariance)) * np.trace(covariance) / len(covariance)
    shrunken = (1 - SHRINKAGE) * covariance + SHRINKAGE * ball
    made: Numbers = np.linalg.cholesky(np.linalg.inv(shrunken))
    return made


def _unit(rows: Numbers) -> Numbers:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Numbers = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    return unit
