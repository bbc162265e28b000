"""Fields of study as a small map: people against things, ideas against data, so that neighbours have much in common."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians, sin
from typing import Any

from content.library import Library
from guidance.pictures.sketch import Sketch, Speech

KIND = "fields"
ANGLES = {letter: 60 * turn for turn, letter in enumerate("RIASEC")}
"""Degrees on Holland's hexagon, laid so that the axes are Prediger's two dimensions: things lie at 0°, ideas at 90°,
people at 180°, data at 270° (Prediger 1982, https://doi.org/10.1016/0001-8791(82)90036-7)."""
WEIGHTS = (3, 2, 1)
"""How much the first, second and third letter of a direction count."""
MIDDLE = 0.25
"""Nearer to the middle than this, a field leans to neither end."""
MOST = 9
SURE = ("steady", "likely", "open")


@dataclass(frozen=True)
class Spot:
    """One field: its name, its place (-1 to 1: people to things, data to ideas), and how sure it is (or None)."""

    id: str
    label: str
    things: float
    ideas: float
    sure: str | None = None


def field_map(library: Library, fields: Mapping[str, str | None] | Sequence[str], *, parent: bool = False) -> Sketch:
    """The picture of some fields. `fields` are domain ids, or domain ids with how sure each is.

    How sure is one of "steady", "likely" and "open" (`guidance.interests.matching.Sureness`), or None when nothing is
    known. Raises KeyError for a domain content does not have, ValueError for another word, for no field at all or for
    more than `MOST`.
    """
    chosen = dict(fields) if isinstance(fields, Mapping) else dict.fromkeys(fields)
    if len(chosen) > MOST:
        raise ValueError(f"a map holds at most {MOST} fields: more do not fit where they belong")
    if not chosen or not set(chosen.values()) <= {*SURE, None}:
        raise ValueError("a map needs fields, and how sure each is in a word it knows")
    data = {"fields": [[domain, sure] for domain, sure in chosen.items()], "parent": parent}
    words = _in_words(spots(library, data), Speech(library.picture_words, parent))
    return Sketch(KIND, data, words, personal=any(chosen.values()))


def spots(library: Library, data: Any) -> tuple[Spot, ...]:
    """The fields of a sketch with their places. Raises KeyError for a domain content does not have (any more)."""
    places = _places(library)
    return tuple(Spot(domain, library.domains[domain].name, *places[domain], sure) for domain, sure in data["fields"])


def _places(library: Library) -> dict[str, tuple[float, float]]:
    """Where each field lies: the middle of its directions, stretched so that the outermost field touches the edge."""
    sums = {domain: [0.0, 0.0, 0.0] for domain in library.domains}
    for path in library.paths.values():
        for letter, weight in zip(path.riasec, WEIGHTS, strict=False):
            angle = radians(ANGLES[letter.value])
            total = sums[path.domain]
            total[0] += weight * cos(angle)
            total[1] += weight * sin(angle)
            total[2] += weight
    middles = {domain: (x / (n or 1), y / (n or 1)) for domain, (x, y, n) in sums.items()}
    furthest = max((hypot(*middle) for middle in middles.values()), default=0.0) or 1.0
    return {domain: (x / furthest, y / furthest) for domain, (x, y) in middles.items()}


def _in_words(found: Sequence[Spot], say: Speech) -> str:
    lines = [say("fields.title"), say("fields.how")]
    for spot in found:
        lines.append(say("fields.row", label=spot.label, place=_place(spot, say), sure=_sure(spot, say)))
    return "\n".join(lines)


def _place(spot: Spot, say: Speech) -> str:
    """The ends of the axes a field leans to."""
    ends = [("things", spot.things), ("people", -spot.things), ("ideas", spot.ideas), ("data", -spot.ideas)]
    leans = [say(f"fields.{end}") for end, value in ends if value > MIDDLE]
    return ", ".join(leans) or say("fields.middle")


def _sure(spot: Spot, say: Speech) -> str:
    return f" {say(f'fields.{spot.sure}')}" if spot.sure else ""
