"""Turns all a person told into a set of fields with directions, each with a reason and a caveat, and how sure it is.

A set, never a ranking of the person: fields stand by name, no level is suggested, hard noes are respected, and the set
spreads over fields and levels so that it opens a talk instead of closing one.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from content.library import Library
from content.schema import Domain, StudyPath
from guidance.interests.directions import DirectionTable
from guidance.interests.evidence import Caveat, Reason, ReasonKind, activity, caveat
from guidance.interests.ground import Ground, Numbers, ground, usable
from guidance.interests.profile import Pattern
from guidance.interests.told import Told, Wanted

FEWEST, MOST = 6, 9
FIELDS, FEWEST_FIELDS = 6, 3
"""With a profile six fields: fewer would be chance (`bench interests` measures it). Without, fields with a reason."""
PER_FIELD = 3
STEADY, LIKELY = 0.8, 0.5
SLACK = 0.25
"""Directions of a field this much less near than its nearest are as good as it: the one of another level goes first."""


class Sureness(StrEnum):
    """How often a field would be in the set again if the person did the form again."""

    STEADY = "steady"
    """In at least four of five simulated re-measurements."""
    LIKELY = "likely"
    """In at least half of them."""
    OPEN = "open"
    """In less than half of them."""


@dataclass(frozen=True)
class Direction:
    """One direction of the set: why it is there (empty: for breadth) and the one thing that may not fit."""

    path: StudyPath
    reasons: tuple[Reason, ...]
    caveat: Caveat


@dataclass(frozen=True)
class Field:
    """Directions of one domain, by name. `share` (0 to 1) and `sureness` are None when no profile was used."""

    domain: Domain
    directions: tuple[Direction, ...]
    share: float | None
    sureness: Sureness | None

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The reasons behind this field, each once."""
        return tuple(dict.fromkeys(reason for direction in self.directions for reason in direction.reasons))


@dataclass(frozen=True)
class Matches:
    """The fields, by name; `pattern` says what can be read from the profile (None without one).

    No fields when there was nothing to go by, or when filters, noes and "past niet" left nothing (`ruled_out`).
    """

    fields: tuple[Field, ...]
    pattern: Pattern | None
    ruled_out: bool = False

    @property
    def size(self) -> int:
        """How many directions are shown."""
        return sum(len(field.directions) for field in self.fields)


def match(table: DirectionTable, told: Told, wanted: Wanted, without: Collection[str] = ()) -> Matches:
    """Six to nine directions over at least three fields and two levels or finalities, as far as content allows.

    `without` are ids of domains and paths the person waved away ("past niet"). Only a filter of the person, a hard no
    or what is waved away makes the set narrower. The same input gives the same set. Raises KeyError for a subject,
    talent or value that does not exist.
    """
    pattern = told.profile.pattern if told.profile else None
    if not (usable(told) or told.likes or told.subjects or told.talents or told.values or told.more_like):
        return Matches((), pattern)
    found = ground(table, told, wanted, without)
    if found is None:
        return Matches((), pattern, ruled_out=True)
    chosen, shares = _choose(found)
    picked = _pick(found, chosen)
    fields = [_field(table.library, found, at, picked[at], shares, told) for at in picked]
    return Matches(tuple(sorted(fields, key=lambda field: field.domain.name)), pattern)


def field_ids(table: DirectionTable, told: Told, wanted: Wanted) -> frozenset[str]:
    """Only the ids of the fields `match` would show: what measuring needs, many times over."""
    found = ground(table, told, wanted, ())
    return frozenset(found.domains[at] for at in _choose(found, sure=False)[0]) if found else frozenset()


def _choose(found: Ground, *, sure: bool = True) -> tuple[list[int], Numbers | None]:
    """Places of the chosen fields, nearest first, and for every field the share of re-measurements it is chosen in."""
    nearness = found.nearness(found.fits[np.newaxis])[0]
    named = _named_fields(found, nearness)
    wide = FIELDS if found.profile else min(FIELDS, max(FEWEST_FIELDS, found.with_reasons))
    chosen = _fields(nearness[np.newaxis], named, wide)[0]
    again = found.remeasured() if sure else None
    shares = None if again is None else _fields(found.nearness(again), named, wide).mean(axis=0)
    return [int(at) for at in np.argsort(-nearness) if chosen[at]], shares


def _named_fields(found: Ground, nearness: Numbers) -> list[int]:
    """The nearest field for each thing the person likes: what is said outright is always in the set."""
    named: list[int] = []
    likes = [{reason.id for reason in own if reason.kind is ReasonKind.LIKE} for own in found.reasons]
    for like in dict.fromkeys(one for own in likes for one in sorted(own)):
        having = [at for at, domain in enumerate(found.domains) if any(like in likes[p] for p in found.places(domain))]
        if not set(having) & set(named) and len(named) < FIELDS:
            named.append(max(having, key=lambda at: nearness[at]))
    return named


def _fields(nearness: Numbers, named: Sequence[int], wide: int) -> Numbers:
    """For each row the fields of the set: 1 where a field is in it, else 0."""
    ranked = nearness.copy()
    ranked[:, list(named)] = np.inf
    order = np.argsort(-ranked, axis=1, kind="stable")[:, :wide]
    chosen = np.zeros_like(nearness)
    np.put_along_axis(chosen, order, 1.0, axis=1)
    return chosen


def _pick(found: Ground, fields: Sequence[int]) -> dict[int, list[int]]:
    """Places of the directions to show for each field: one each, then more for the nearest, over many levels."""
    picked: dict[int, list[int]] = {at: [] for at in fields}
    kinds: Counter[tuple[str, str | None]] = Counter()
    per_field = max(PER_FIELD, -(-FEWEST // len(fields)))
    for _ in range(per_field):
        for at in fields:
            left = [place for place in found.places(found.domains[at]) if place not in picked[at]]
            if left and sum(map(len, picked.values())) < MOST:
                place = _next(found, left, kinds)
                picked[at].append(place)
                kinds[_kind(found, place)] += 1
    return picked


def _next(found: Ground, left: Sequence[int], kinds: Counter[tuple[str, str | None]]) -> int:
    """Of the directions about as near as the nearest one that is left, the one whose level was shown least."""
    near = found.fits + found.extra
    best = max(near[place] for place in left)
    close = [place for place in left if near[place] >= best - SLACK]
    return min(close, key=lambda place: (kinds[_kind(found, place)], -near[place], found.directions[place].path.id))


def _kind(found: Ground, place: int) -> tuple[str, str | None]:
    path = found.directions[place].path
    return path.level, path.finality


def _field(
    library: Library, found: Ground, at: int, picked: Sequence[int], shares: Numbers | None, told: Told
) -> Field:
    directions = (_direction(library, found, place, told) for place in picked)
    share = None if shares is None else float(shares[at])
    domain = library.domains[found.domains[at]]
    return Field(domain, tuple(sorted(directions, key=lambda one: one.path.name)), share, _sureness(share))


def _direction(library: Library, found: Ground, place: int, told: Told) -> Direction:
    profile = found.directions[place]
    done = activity(library, profile, told) if usable(told) else None
    return Direction(profile.path, (*found.reasons[place], *((done,) if done else ())), caveat(library, profile, told))


def _sureness(share: float | None) -> Sureness | None:
    if share is None:
        return None
    return Sureness.STEADY if share >= STEADY else Sureness.LIKELY if share >= LIKELY else Sureness.OPEN
