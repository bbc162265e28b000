"""How steady and how wide the sets are, on simulated pupils."""

from collections import Counter
from collections.abc import Iterable

import numpy as np

from content.library import Library
from content.schema import Country, Letter
from guidance.interests.directions import DirectionTable
from guidance.interests.matching import FEWEST, FEWEST_FIELDS, MOST, Matches, field_ids, match
from guidance.interests.profile import Pattern, score
from guidance.interests.told import Told, Wanted
from ops.bench.interests.finding import Finding
from ops.bench.interests.people import answers, measured, profile_of, true_scores

PEOPLE, SIMULATED = 600, 2000
COUNTRIES = (Country.NL, Country.VL)
SHORT_SCALE, FULL_SCALE = 3, 8


def stability(table: DirectionTable, people: int = PEOPLE) -> list[Finding]:
    """Overlap of fields between true interests and one measurement, and between two measurements."""
    rng = np.random.default_rng(21)
    found = []
    for items, form in ((FULL_SCALE, "full form (reliability 0.80)"), (SHORT_SCALE, "short form (reliability 0.60)")):
        true, again = [], []
        for place, person in enumerate(true_scores(people, rng)):
            wanted = Wanted(COUNTRIES[place % 2])
            sets = [
                field_ids(table, Told(profile_of(scores)), wanted)
                for scores in (person, measured(person, items, rng), measured(person, items, rng))
            ]
            true.append(_overlap(sets[0], sets[1]))
            again.append(_overlap(sets[1], sets[2]))
        bar = 0.70 if items == FULL_SCALE else None
        found.append(Finding(f"{form}: fields shared with the true set", float(np.mean(true)), bar))
        found.append(Finding(f"{form}: fields shared by two measurements", float(np.mean(again))))
    chance = len(sets[0]) / (len(table.library.domains) - 1)
    return [*found, Finding("what chance would share", chance)]


def breadth(table: DirectionTable, people: int = SIMULATED) -> list[Finding]:
    """Whether the promise of a wide set holds for every simulated pupil, half of them on the short form."""
    rng = np.random.default_rng(22)
    sets: list[Matches] = []
    for short in (False, True):
        for place, given in enumerate(answers(table.library, people // 2, rng, short=short)):
            found = match(table, Told(score(table.library, given), given), Wanted(COUNTRIES[place % 2]))
            if found.pattern not in (Pattern.EQUAL, Pattern.DISLIKED):
                sets.append(found)
    shown: Counter[str] = Counter(field.domain.id for found in sets for field in found.fields)
    return [
        Finding("simulated pupils with a set", len(sets)),
        Finding(f"at least {FEWEST_FIELDS} fields", _share(len(found.fields) >= FEWEST_FIELDS for found in sets), 1),
        Finding("at least two levels or finalities", _share(_kinds(found) >= 2 for found in sets), 1),
        Finding(f"{FEWEST} to {MOST} directions", _share(FEWEST <= found.size <= MOST for found in sets), 1),
        Finding("flat profiles among them", _share(found.pattern is Pattern.FLAT for found in sets)),
        Finding("fields (but the general one) that are never shown", _never(table.library, shown), 0, least=False),
        Finding("share of sets the commonest field is in", max(shown.values()) / len(sets), 0.6, least=False),
    ]


def items(library: Library, people: int = 600, rated: Library | None = None) -> list[Finding]:
    """Correlation of every item with the rest of its own scale.

    Ratings are simulated from the letters of `rated` (default: the same library): with other letters there an item on
    a wrong scale shows.
    """
    given = list(answers(rated or library, people, np.random.default_rng(23)))
    own: list[float] = []
    others: list[float] = []
    for item in library.items.values():
        ratings = np.array([one[item.id] for one in given], dtype=np.float64)
        for letter in Letter:
            rest = [other.id for other in library.items.values() if other.letter == letter and other.id != item.id]
            scale = np.array([sum(one[other] for other in rest) for one in given], dtype=np.float64)
            r = float(np.corrcoef(ratings, scale)[0, 1])
            (own if letter == item.letter else others).append(r)
    return [
        Finding("lowest correlation of an item with its own scale", min(own), 0),
        Finding("mean correlation of items with their own scale", float(np.mean(own))),
        Finding("mean correlation of items with other scales", float(np.mean(others))),
    ]


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(len(one), len(other))


def _kinds(found: Matches) -> int:
    return len({(one.path.level, one.path.finality) for field in found.fields for one in field.directions})


def _share(answers: Iterable[bool]) -> float:
    given = list(answers)
    return sum(given) / len(given)


def _never(library: Library, shown: Counter[str]) -> int:
    return sum(domain not in shown for domain in library.domains if domain != "algemeen")
