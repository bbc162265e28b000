"""What speaks for a direction in the person's own words, and the one thing about it that may not fit."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from content.library import Library
from content.schema import Item, Letter, PathType, StudyPath, Talent, Value
from guidance.answers.lexicon import plain
from guidance.interests.directions import LETTERS, DirectionProfile, Scores, standardised
from guidance.interests.profile import Profile, disliked_items, liked_items
from guidance.interests.told import Told


class ReasonKind(StrEnum):
    """What a reason was read from."""

    LIKE = "like"
    SUBJECT = "subject"
    ACTIVITY = "activity"
    TALENT = "talent"
    VALUE = "value"
    MORE_LIKE = "more_like"


@dataclass(frozen=True)
class Reason:
    """Why a direction is in the set: the content id and the words, the person's own or those the person chose.

    `letter` is set where an activity has nothing of the direction but its kind: then the kind links them.
    """

    kind: ReasonKind
    id: str
    words: str
    letter: Letter | None = None


class CaveatKind(StrEnum):
    """What a caveat was read from."""

    DISLIKE = "dislike"
    """A topic of the direction holds a word the person does not like."""
    ACTIVITY = "activity"
    """The direction asks for a kind of activity the person rated low."""
    SUBJECT = "subject"
    """A school subject counts beside what the direction is about, and the person did not name it. One subject alone
    says too little (many programmes only name Dutch)."""
    LONG = "long"
    """Studying goes on after it."""
    TOPIC = "topic"
    """One of the topics one learns: look whether that fits."""


@dataclass(frozen=True)
class Caveat:
    """One thing about a direction that may not fit, from content and from the person; `letter` as a Reason's."""

    kind: CaveatKind
    id: str
    words: str
    letter: Letter | None = None


WEIGHTS = {ReasonKind.LIKE: 1.0, ReasonKind.SUBJECT: 0.6, ReasonKind.TALENT: 0.5, ReasonKind.VALUE: 0.3}
"""How much each kind of reason adds to a correlation (-1 to 1). A chosen judgement, not a measurement: what someone
says outright weighs as much as a fit that is perfect instead of absent."""
CLOSE = 0.3
"""From this many deviations above its own mean on, a letter marks a direction."""
MARKED = 2
LONG = frozenset({PathType.WO, PathType.BACHELOR_ACADEMIC})
"""Bachelors of a university: a master comes after most of them, and after few of the others."""


def goes_on(path: StudyPath | None) -> bool:
    """Whether a master mostly follows: the years of such a path are seldom all the years there are."""
    return path is not None and path.type in LONG


def reasons(library: Library, path: StudyPath, told: Told) -> tuple[Reason, ...]:
    """What the person named that this direction has to do with; each thing once, in the order told."""
    return tuple(dict.fromkeys((*_liked(path, told), *_subjects(library, path, told), *_chosen(library, path, told))))


def weight(found: Iterable[Reason]) -> float:
    """How much reasons add to a direction's fit."""
    return sum(WEIGHTS.get(reason.kind, 0.0) for reason in found)


def activity(library: Library, direction: DirectionProfile, told: Told) -> Reason | None:
    """A well rated activity of the two letters that link person and direction most; None when nothing does."""
    if told.profile is None or told.answers is None or not told.profile.complete:
        return None
    person = standardised(profile_scores(told.profile))
    shared = np.where((person > 0) & (direction.scores > 0), person * direction.scores, 0.0)
    marking = [Letter(LETTERS[place]) for place in np.argsort(-shared)[:MARKED] if shared[place] > 0]
    liked = [item for letter in marking for item in liked_items(library, told.answers, letter)]
    best = min(liked, key=lambda item: _far(item, direction.path), default=None)
    return Reason(ReasonKind.ACTIVITY, best.id, best.text, _kind(best, direction.path)) if best else None


def caveat(library: Library, direction: DirectionProfile, told: Told) -> Caveat:
    """The one thing that may not fit: what the person dislikes before what a direction asks of everybody."""
    return next(_caveats(library, direction, told))


def profile_scores(profile: Profile) -> Scores:
    """The six means as numbers; only for a complete profile."""
    return np.array([score.mean for score in profile.scores], dtype=np.float64)


def _far(item: Item, path: StudyPath) -> bool:
    """Sorts activities that have to do with the path before the others."""
    return not {*item.tags} & {*path.tags}


def _kind(item: Item, path: StudyPath) -> Letter | None:
    return item.letter if _far(item, path) else None


def _liked(path: StudyPath, told: Told) -> Iterator[Reason]:
    own = {*path.tags, *path.subjects}
    yield from (Reason(ReasonKind.LIKE, like.id, like.words) for like in told.likes if like.id in own)


def _subjects(library: Library, path: StudyPath, told: Told) -> Iterator[Reason]:
    for subject in told.subjects:
        if subject in path.subjects:
            yield Reason(ReasonKind.SUBJECT, subject, library.subjects[subject].name)


def _chosen(library: Library, path: StudyPath, told: Told) -> Iterator[Reason]:
    for talent in (library.talents[one] for one in told.talents):
        if _links(path, talent):
            yield Reason(ReasonKind.TALENT, talent.id, talent.label)
    for value in (library.values[one] for one in told.values):
        if _links(path, value) or (value.work_based and path.work_based):
            yield Reason(ReasonKind.VALUE, value.id, value.label)


def _links(path: StudyPath, card: Talent | Value) -> bool:
    return bool({*card.tags} & {*path.tags}) or path.domain in card.domains


def _caveats(library: Library, direction: DirectionProfile, told: Told) -> Iterator[Caveat]:
    path = direction.path
    for dislike in told.dislikes:
        for topic in path.learns:
            if re.search(rf"\b{re.escape(plain(dislike.words))}", plain(topic)):
                yield Caveat(CaveatKind.DISLIKE, dislike.id, topic)
    yield from _low_rated(library, direction, told)
    named = {*told.subjects, *(like.id for like in told.likes)}
    for subject in path.subjects if len(path.subjects) > 1 else ():
        about = {*library.subjects[subject].tags}
        if subject not in named and not about & {*named, *path.tags}:
            yield Caveat(CaveatKind.SUBJECT, subject, library.subjects[subject].name)
    if path.duration and goes_on(path):
        yield Caveat(CaveatKind.LONG, path.id, path.duration)
    yield Caveat(CaveatKind.TOPIC, path.id, path.learns[-1])


def _low_rated(library: Library, direction: DirectionProfile, told: Told) -> Iterator[Caveat]:
    if told.answers is None or told.profile is None:
        return
    for place in sorted(range(len(LETTERS)), key=lambda at: -direction.scores[at])[:MARKED]:
        if direction.scores[place] > CLOSE:
            letter = Letter(LETTERS[place])
            low = disliked_items(library, told.answers, letter)
            for item in sorted(low, key=lambda item: _far(item, direction.path)):
                # One activity that was no fun says nothing about a kind of activities that are.
                if not _far(item, direction.path) or _is_low(told.profile, letter):
                    yield Caveat(CaveatKind.ACTIVITY, item.id, item.text, _kind(item, direction.path))


def _is_low(profile: Profile, letter: Letter) -> bool:
    """Whether the person likes this kind of activities less than their own average."""
    means = [score.mean for score in profile.scores if score.mean is not None]
    own = profile.mean(letter)
    return own is not None and own < sum(means) / len(means)
