"""Gives every study direction six interest scores, computed from content: people are compared by scores."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from content.library import Library
from content.schema import Letter, Profession, StudyPath
from guidance.interests.told import Wanted

Scores = NDArray[np.float64]
"""Six scores in the order R, I, A, S, E, C."""
LETTERS = tuple(letter.value for letter in Letter)
ENOUGH = 2
"""From this many professions with O*NET scores on, their mean says more than our letters."""
LETTER_WEIGHTS = (1.54, 0.46, 0.20)
OTHER_WEIGHT = -0.72
"""Standardised score of a direction's first, second and third letter, and of the others. These are the means found in
the 302 directions of this content that lead to at least two professions with O*NET scores; `bench interests` counts
them anew."""


class Basis(StrEnum):
    """Where a direction's six scores come from."""

    PROFESSIONS = "professions"
    LETTERS = "letters"


@dataclass(frozen=True)
class DirectionProfile:
    """Six scores of one direction, standardised over the six (mean 0, deviation 1), and where they come from."""

    path: StudyPath
    scores: Scores
    basis: Basis


@dataclass(frozen=True)
class DirectionTable:
    """The six-score profiles of all directions of a library; made once, used for every match."""

    library: Library
    profiles: tuple[DirectionProfile, ...]

    @cached_property
    def matrix(self) -> Scores:
        """All profiles as rows, in the order of `profiles`."""
        return np.stack([profile.scores for profile in self.profiles])

    def allowed(self, wanted: Wanted) -> tuple[int, ...]:
        """The rows a person's filters allow; found once for each combination of filters."""
        if wanted not in self._allowed:
            self._allowed[wanted] = tuple(row for row, one in enumerate(self.profiles) if wanted.allows(one.path))
        return self._allowed[wanted]

    @cached_property
    def _allowed(self) -> dict[Wanted, tuple[int, ...]]:
        return {}

    @cached_property
    def places(self) -> dict[str, int]:
        """The row of each path id."""
        return {profile.path.id: row for row, profile in enumerate(self.profiles)}


def table(library: Library) -> DirectionTable:
    """The profile of each direction: the mean O*NET scores of the professions it leads to, else letter weights."""
    jobs = scored_jobs(library)
    return DirectionTable(library, tuple(_profile(path, jobs.get(path.id, ())) for path in library.paths.values()))


def scored_jobs(library: Library) -> dict[str, tuple[Profession, ...]]:
    """For each path id the professions with O*NET scores it leads to, as the path or the profession says."""
    found: dict[str, dict[str, Profession]] = {}
    named = [(path.id, job) for path in library.paths.values() for job in path.professions]
    named += [(path, job.id) for job in library.professions.values() for path in job.paths]
    for path_id, job_id in named:
        if library.professions[job_id].scores:
            found.setdefault(path_id, {})[job_id] = library.professions[job_id]
    return {path: tuple(jobs.values()) for path, jobs in found.items()}


def standardised(scores: Scores) -> Scores:
    """Scores over the last axis with mean 0 and deviation 1; all zeros when they do not differ.

    The mean product of two such rows is their Pearson correlation.
    """
    centred = scores - scores.mean(axis=-1, keepdims=True)
    deviation = centred.std(axis=-1, keepdims=True)
    divided: Scores = np.divide(centred, deviation, out=np.zeros_like(centred), where=deviation > 1e-9)
    return divided


def mean_scores(jobs: Iterable[Profession]) -> Scores:
    """The mean O*NET scores (1 to 7) of professions that have them."""
    rows = [[getattr(job.scores, letter) for letter in LETTERS] for job in jobs if job.scores]
    mean: Scores = np.array(rows, dtype=np.float64).mean(axis=0)
    return mean


def letter_scores(letters: Iterable[Letter]) -> Scores:
    """Six scores that stand for one to three letters (see LETTER_WEIGHTS)."""
    scores = np.full(len(LETTERS), OTHER_WEIGHT)
    for letter, weight in zip(letters, LETTER_WEIGHTS, strict=False):
        scores[LETTERS.index(letter.value)] = weight
    return scores


def correlation(one: Scores, other: Scores) -> float:
    """Pearson's correlation of two six-score profiles: 1 the same shape, 0 unrelated or flat, -1 opposite.

    The measure the O*NET Interest Profiler links people and occupations with (Rounds and others, O*NET Interest
    Profiler manuals, National Center for O*NET Development); it compares shapes, so a person who rates everything
    higher gets the same answer. Full-profile measures predict better than letter codes (Nye and others, 2017).
    """
    return float((standardised(one) * standardised(other)).mean())


def _profile(path: StudyPath, jobs: tuple[Profession, ...]) -> DirectionProfile:
    if len(jobs) >= ENOUGH:
        return DirectionProfile(path, standardised(mean_scores(jobs)), Basis.PROFESSIONS)
    return DirectionProfile(path, standardised(letter_scores(path.riasec)), Basis.LETTERS)
