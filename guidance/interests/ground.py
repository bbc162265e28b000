"""What is left of all directions after filters and hard noes, and how near each is: the ground a set is chosen from."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from content.library import Library
from content.schema import PathType, StudyPath
from guidance.interests.directions import LETTERS, DirectionProfile, DirectionTable, Scores, letter_scores, standardised
from guidance.interests.evidence import Reason, profile_scores, reasons, weight
from guidance.interests.profile import Pattern, Profile, remeasured
from guidance.interests.told import Told, Wanted

REMEASURED = 200
IMPLIED = 0.3
"""Weight of the letters behind what someone named when there is no profile: enough to order what nothing else does."""
UNUSABLE = frozenset({Pattern.THIN, Pattern.EQUAL, Pattern.DISLIKED})
ONLY_WHEN_ASKED = frozenset({PathType.SPECIAL, PathType.SEVENTH_YEAR, PathType.DUAL, PathType.START_UP})
"""One enters these after something else (a report, a certificate), so they only show to who filters on their level."""
BEST = 3
"""A field is as near as the mean of its three nearest directions: less shaky than its one nearest."""
GENERAL = "algemeen"
"""The field of general education: taken last, because it says least."""
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Ground:
    """The directions that are left, with what speaks for each.

    `fits` holds the correlation of each with the person (-1 to 1), `extra` what reasons add, `profile` the person's
    when it is usable.
    """

    directions: tuple[DirectionProfile, ...]
    reasons: tuple[tuple[Reason, ...], ...]
    fits: Numbers
    extra: Numbers
    profile: Profile | None

    @cached_property
    def domains(self) -> tuple[str, ...]:
        """The fields that are left, by id."""
        return tuple(sorted({direction.path.domain for direction in self.directions}))

    def remeasured(self) -> Numbers | None:
        """The fits of each simulated re-measurement, one row each; None without a usable profile."""
        if self.profile is None:
            return None
        return _correlations(remeasured(self.profile, REMEASURED), self.directions)

    @property
    def with_reasons(self) -> int:
        """How many fields have at least half the support of the one with most."""
        return int((self.support >= max(self.support.max() / 2, 1e-9)).sum())

    def places(self, domain: str) -> tuple[int, ...]:
        """The places of a field's directions."""
        return self._places[domain]

    @cached_property
    def _places(self) -> dict[str, tuple[int, ...]]:
        found: dict[str, tuple[int, ...]] = {}
        for place, one in enumerate(self.directions):
            found[one.path.domain] = (*found.get(one.path.domain, ()), place)
        return found

    def nearness(self, fits: Numbers) -> Numbers:
        """How near each field is, one row for each row of `fits`: its nearest directions and its strongest reasons."""
        columns = []
        for place, domain in enumerate(self.domains):
            own = list(self.places(domain))
            best = np.partition(fits[:, own], -min(BEST, len(own)), axis=1)[:, -min(BEST, len(own)) :]
            columns.append(best.mean(axis=1) + self.support[place] - 10 * (domain == GENERAL))
        return np.stack(columns, axis=1)

    @cached_property
    def support(self) -> Numbers:
        """What speaks for each field: the mean of its three strongest, so that one odd direction does not carry it."""
        strongest = (sorted(self.extra[list(self.places(domain))])[-BEST:] for domain in self.domains)
        return np.array([float(np.mean(own)) for own in strongest])


def usable(told: Told) -> bool:
    """True when there is a profile that says something about differences between the six types."""
    return told.profile is not None and told.profile.pattern not in UNUSABLE


def ground(table: DirectionTable, told: Told, wanted: Wanted, without: Collection[str]) -> Ground | None:
    """The ground to choose from; None when nothing is left."""
    allowed = ((row, table.profiles[row].path) for row in table.allowed(wanted))
    left = [row for row, path in allowed if _open(table.library, path, told, wanted, without)]
    if not left:
        return None
    directions = tuple(table.profiles[row] for row in left)
    named = bool(told.likes or told.subjects or told.talents or told.values)
    found = tuple(reasons(table.library, direction.path, told) if named else () for direction in directions)
    extra = np.array([weight(own) for own in found]) + _alike(table, directions, told)
    if not usable(told) or told.profile is None:
        implied = IMPLIED * _correlations(_implied(table.library, told), directions)
        return Ground(directions, found, implied, extra, None)
    return Ground(directions, found, _correlations(profile_scores(told.profile), directions), extra, told.profile)


def touches(library: Library, path: StudyPath) -> set[str]:
    """The tags and subjects a path has to do with, including the tags of its subjects."""
    of_subjects = {tag for subject in path.subjects for tag in library.subjects[subject].tags}
    return {*path.tags, *path.subjects, *of_subjects}


def _open(library: Library, path: StudyPath, told: Told, wanted: Wanted, without: Collection[str]) -> bool:
    if path.id in without or path.domain in without:
        return False
    if path.type in ONLY_WHEN_ASKED and wanted.level is None and path.id not in told.more_like:
        return False
    return not told.dislikes or not {dislike.id for dislike in told.dislikes} & touches(library, path)


def _implied(library: Library, told: Told) -> Scores:
    """Letters behind what was named, as six scores: only to order what nothing said outright puts in order."""
    tags = {tag for subject in told.subjects for tag in library.subjects[subject].tags}
    tags |= {like.id for like in told.likes} & library.tags.keys()
    cards = [library.talents[one] for one in told.talents] + [library.values[one] for one in told.values]
    named = [*(library.tags[tag].riasec for tag in sorted(tags)), *(card.riasec for card in cards if card.riasec)]
    return standardised(sum((letter_scores(letters) for letters in named), np.zeros(len(LETTERS))))


def _correlations(scores: Numbers, directions: Sequence[DirectionProfile]) -> Numbers:
    """Pearson's correlation of each row of `scores` with each direction (see guidance.directions.correlation)."""
    rows = np.stack([direction.scores for direction in directions])
    found: Numbers = standardised(scores) @ rows.T / rows.shape[1]
    return found


def _alike(table: DirectionTable, directions: Sequence[DirectionProfile], told: Told) -> Numbers:
    """What "meer zoals dit" adds: shared tags and nearness in interest scores, most for the thing itself."""
    extra = np.zeros(len(directions))
    for wanted in told.more_like:
        if wanted in table.places:
            model = table.profiles[table.places[wanted]]
            shared = [_jaccard({*one.path.tags}, {*model.path.tags}) for one in directions]
            extra += np.array(shared) + 0.5 * _correlations(model.scores, directions)
        extra += np.array([float(wanted in (one.path.id, one.path.domain)) for one in directions])
    return extra


def _jaccard(one: set[str], other: set[str]) -> float:
    return len(one & other) / max(1, len(one | other))
