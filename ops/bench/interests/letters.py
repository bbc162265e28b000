"""Every direction's letters against the mean O*NET profile of the professions it leads to."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import yaml

from content.library import Library
from guidance.interests.directions import (
    ENOUGH,
    LETTER_WEIGHTS,
    LETTERS,
    OTHER_WEIGHT,
    correlation,
    letter_scores,
    mean_scores,
    scored_jobs,
    standardised,
)
from ops.bench.interests.finding import Finding

OUTLIERS = Path(__file__).with_name("outliers.yml")
OUTLIER = 0.50
MEDIAN = 0.70


@dataclass(frozen=True)
class Compared:
    """One direction: its own letters, the three highest of its professions' mean, and how well they agree."""

    path: str
    letters: str
    onet: str
    professions: int
    r: float


def compare(library: Library) -> list[Compared]:
    """All directions with enough scored professions, the worst agreement first."""
    found = []
    for path_id, jobs in scored_jobs(library).items():
        if len(jobs) >= ENOUGH:
            letters, mean = library.paths[path_id].riasec, mean_scores(jobs)
            top = "".join(LETTERS[place] for place in np.argsort(-mean)[:3])
            r = correlation(letter_scores(letters), mean)
            found.append(Compared(path_id, "".join(letter.value for letter in letters), top, len(jobs), r))
    return sorted(found, key=lambda one: (one.r, one.path))


@lru_cache
def explanations() -> Mapping[str, str]:
    """Path id to why its letters differ, for every direction below OUTLIER."""
    explained: dict[str, str] = yaml.safe_load(OUTLIERS.read_text(encoding="utf-8"))
    return explained


def findings(library: Library) -> list[Finding]:
    """The median, the outliers without an explanation, and the weights a letter deserves."""
    compared = compare(library)
    low = {one.path for one in compared if one.r < OUTLIER}
    found = [
        Finding(f"directions with {ENOUGH}+ scored professions", len(compared)),
        Finding("letters against professions: median correlation", float(np.median([c.r for c in compared])), MEDIAN),
        Finding("share of directions at 0.70 or more", float(np.mean([c.r >= MEDIAN for c in compared]))),
        Finding(f"below {OUTLIER:.2f} and not explained", len(low - explanations().keys()), 0, least=False),
        Finding("explained but no longer below it", len(explanations().keys() - low), 0, least=False),
    ]
    return found + _weights(library)


def _weights(library: Library) -> list[Finding]:
    at: dict[int, list[float]] = {}
    for path_id, jobs in scored_jobs(library).items():
        if len(jobs) >= ENOUGH:
            letters = [letter.value for letter in library.paths[path_id].riasec]
            for letter, score in zip(LETTERS, standardised(mean_scores(jobs)), strict=True):
                at.setdefault(letters.index(letter) if letter in letters else len(LETTER_WEIGHTS), []).append(
                    float(score)
                )
    used = (*LETTER_WEIGHTS, OTHER_WEIGHT)
    names = ("first letter", "second letter", "third letter", "other letters")
    return [
        Finding(f"mean score of the {name}", float(np.mean(at[place])), used[place], tolerance=0.1)
        for place, name in enumerate(names)
    ]
