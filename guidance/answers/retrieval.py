"""Finds the entries whose questions come closest to what was asked, by meaning and by words together.

Meaning is the cosine of sentence embeddings (of the question, and of the answer's own text); words are the cosine of
weighted character 4-grams, which survive a typo and an ending. Weights and limits were measured by leaving each
question of the content out in turn; tests/guidance/answers/test_retrieval.py does so again.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from guidance.answers.lexicon import plain

Vectors = NDArray[np.float32]
Embed = Callable[[Sequence[str]], Vectors]
"""Texts to unit vectors, one row each, centred on the content's questions so that unrelated texts score about 0."""

Item = TypeVar("Item")
Grams = Mapping[str, float]
MEANING, WORDS, ANSWER = 0.5, 0.3, 0.2
"""Shares of the question's meaning, its words, and the answer's meaning in a score."""
GRAM = 4


@dataclass(frozen=True)
class Candidate(Generic[Item]):
    """Something that can answer, the ways people ask for it, and what it says."""

    item: Item
    questions: tuple[str, ...]
    answer: str = ""


@dataclass(frozen=True)
class Match(Generic[Item]):
    """A candidate and the score of its best question, about 0 (unrelated) to 1 (the same words)."""

    item: Item
    score: float


def rank(text: str, candidates: Iterable[Candidate[Item]], embed: Embed | None = None) -> list[Match[Item]]:
    """All candidates, best first. Without `embed` (still loading) only words count."""
    options = [candidate for candidate in candidates if candidate.questions]
    if not options or not text.strip():
        return []
    weights = gram_weights([question for option in options for question in option.questions])
    said = gram_vector(text, weights)
    matches = [Match(option.item, _score(text, said, option, weights, embed)) for option in options]
    return sorted(matches, key=lambda match: -match.score)


def _score(text: str, said: Grams, option: Candidate[Item], weights: Grams, embed: Embed | None) -> float:
    words = np.array([overlap(said, gram_vector(question, weights)) for question in option.questions])
    if embed is None:
        return float(words.max())
    vectors = embed([text, *option.questions, *([option.answer] if option.answer else [])])
    cosines = (vectors[1:] @ vectors[0]).astype(np.float64)
    questions = MEANING * cosines[: len(words)] + WORDS * words
    if not option.answer:
        return float(questions.max()) / (MEANING + WORDS)
    return float(questions.max()) + ANSWER * float(cosines[-1])


@lru_cache(maxsize=8192)
def _grams(text: str) -> Mapping[str, int]:
    words = (f"#{word}#" for word in re.findall(r"[a-z0-9]+", plain(text)))
    return Counter(word[at : at + GRAM] for word in words for at in range(max(1, len(word) - GRAM + 1)))


def gram_weights(questions: Sequence[str]) -> Grams:
    """Inverse document frequency: what every question says tells nothing apart."""
    seen = Counter(gram for question in questions for gram in _grams(question))
    return {gram: math.log((len(questions) + 1) / count) for gram, count in seen.items()}


def gram_vector(text: str, weights: Grams) -> Grams:
    """Weighted 4-grams of a text as a vector of length 1; grams that were never counted weigh as much as the rarest."""
    rare = max(weights.values(), default=1.0)
    raw = {gram: (1 + math.log(count)) * weights.get(gram, rare) for gram, count in _grams(text).items()}
    length = math.sqrt(sum(value * value for value in raw.values())) or 1.0
    return {gram: value / length for gram, value in raw.items()}


def overlap(one: Grams, other: Grams) -> float:
    """The cosine of two gram vectors, 0 to 1."""
    return sum(value * other.get(gram, 0.0) for gram, value in one.items())
