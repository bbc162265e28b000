"""Finds the entry whose questions come closest to what was asked, by meaning and by words together.

Meaning is the cosine of two sentence embeddings; words are rapidfuzz's token set ratio. Cosines of the encoder used
(multilingual-e5-small) crowd between 0.75 and 1, so they are stretched over `COSINE_FLOOR`..1 before both are averaged.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, utils

Vectors = NDArray[np.float32]
Embed = Callable[[Sequence[str]], Vectors]
"""Sentence texts to unit vectors, one row each."""

Item = TypeVar("Item")
COSINE_FLOOR = 0.75


@dataclass(frozen=True)
class Candidate(Generic[Item]):
    """Something that can answer, and the ways people ask for it."""

    item: Item
    questions: tuple[str, ...]


@dataclass(frozen=True)
class Match(Generic[Item]):
    """A candidate's best question and its score, 0 to 1."""

    item: Item
    score: float
    question: str


def rank(text: str, candidates: Iterable[Candidate[Item]], embed: Embed | None = None) -> list[Match[Item]]:
    """All candidates, best first. Without `embed` (still loading) only words count."""
    options = [candidate for candidate in candidates if candidate.questions]
    if not options or not text.strip():
        return []
    questions = [question for option in options for question in option.questions]
    scores = _scores(text, questions, embed)
    matches, start = [], 0
    for option in options:
        own = scores[start : start + len(option.questions)]
        best = int(np.argmax(own))
        matches.append(Match(option.item, float(own[best]), option.questions[best]))
        start += len(option.questions)
    return sorted(matches, key=lambda match: -match.score)


def best(text: str, candidates: Iterable[Candidate[Item]], embed: Embed | None, threshold: float) -> Match[Item] | None:
    """The best candidate when it reaches the threshold, else None."""
    matches = rank(text, candidates, embed)
    return matches[0] if matches and matches[0].score >= threshold else None


def _scores(text: str, questions: Sequence[str], embed: Embed | None) -> NDArray[np.float64]:
    words = np.array([_word_score(text, question) for question in questions])
    if embed is None:
        return words
    vectors = embed([text, *questions])
    cosines = vectors[1:] @ vectors[0]
    mean: NDArray[np.float64] = (_stretch(cosines) + words) / 2
    return mean


def _word_score(text: str, question: str) -> float:
    return fuzz.token_set_ratio(text, question, processor=utils.default_process) / 100


def _stretch(cosines: Vectors) -> NDArray[np.float64]:
    stretched: NDArray[np.float64] = (cosines.astype(np.float64) - COSINE_FLOOR) / (1 - COSINE_FLOOR)
    return stretched.clip(0.0, 1.0)
