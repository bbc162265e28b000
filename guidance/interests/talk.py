"""Chooses three questions to bring to a talk, filled with what the person told: a test without a talk barely helps."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from content.library import Library
from content.schema import Letter
from guidance.interests.evidence import CaveatKind
from guidance.interests.matching import Direction, Matches
from guidance.interests.profile import liked_items
from guidance.interests.told import Told

MOST = 3


class QuestionKind(StrEnum):
    """What a question is about; its sentence stands in the responses."""

    SEEN = "seen"
    """Where does the other see this in me (words: what is liked)."""
    CAVEAT = "caveat"
    """How is that really (words: direction, what may not fit)."""
    VALUE = "value"
    """The question of something that matters (words: the question)."""
    BETWEEN = "between"
    """What is different between two directions (words: both)."""
    DIRECTION = "direction"
    """What does one do there all day (words: direction)."""
    NOTHING = "nothing"
    """Nothing is liked yet: what did I like when I was younger."""
    OTHER = "other"
    """What else could I look at."""
    STEP = "step"
    """Which small step comes first."""


@dataclass(frozen=True)
class Question:
    """One question and the words it is filled with."""

    kind: QuestionKind
    words: tuple[str, ...] = ()


def questions(library: Library, told: Told, found: Matches) -> tuple[Question, ...]:
    """Three questions, of different kinds: about the person, about a direction, about what matters to the person."""
    return tuple({one.kind: one for one in _candidates(library, told, found)}.values())[:MOST]


def _candidates(library: Library, told: Told, found: Matches) -> Iterator[Question]:
    directions = [one for field in found.fields for one in field.directions]
    liked = _liked(library, told)
    yield Question(QuestionKind.SEEN, (liked,)) if liked else Question(QuestionKind.NOTHING)
    if doubtful := next((one for one in directions if _telling(one)), None):
        yield Question(QuestionKind.CAVEAT, (doubtful.path.name, doubtful.caveat.words))
    for value in told.values[:1]:
        yield Question(QuestionKind.VALUE, (library.values[value].question,))
    different = {one.path.domain: one.path.name for one in directions}
    if len(different) > 1:
        yield Question(QuestionKind.BETWEEN, tuple(different.values())[:2])
    if directions:
        yield Question(QuestionKind.DIRECTION, (directions[0].path.name,))
    yield Question(QuestionKind.NOTHING)
    yield Question(QuestionKind.OTHER)
    yield Question(QuestionKind.STEP)


def _telling(direction: Direction) -> bool:
    return direction.caveat.kind in (CaveatKind.DISLIKE, CaveatKind.ACTIVITY, CaveatKind.SUBJECT)


def _liked(library: Library, told: Told) -> str | None:
    """What is liked most, in the person's own words before an activity that was rated."""
    if told.likes:
        return told.likes[0].words
    if told.profile is None or told.answers is None:
        return library.subjects[told.subjects[0]].name if told.subjects else None
    ordered = sorted((score for score in told.profile.scores if score.mean), key=lambda score: -(score.mean or 0))
    letters = [Letter(score.letter) for score in ordered]
    items = (item for letter in letters for item in liked_items(library, told.answers, letter))
    return next((item.text for item in items), None)
