"""The interest profile as a hexagon: six scores, and between which bounds each one lies."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from guidance.pictures.sketch import Sketch, Speech, Words

KIND = "hexagon"
SIDES = 6
FULL = 100.0


@dataclass(frozen=True)
class Profile:
    """Six scores in the order R, I, A, S, E, C on a scale of 0 to 100, each with its bounds and its Dutch label."""

    labels: tuple[str, ...]
    scores: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    parent: bool = False

    @classmethod
    def read(cls, data: Any) -> "Profile":
        """The profile a sketch carries. Raises KeyError, TypeError or ValueError when it is none."""
        numbers = {name: tuple(float(one) for one in data[name]) for name in ("scores", "low", "high")}
        found = cls(tuple(str(label) for label in data["labels"]), **numbers, parent=bool(data["parent"]))
        if {len(found.labels), len(found.scores), len(found.low), len(found.high)} != {SIDES}:
            raise ValueError("a hexagon has six labels, scores and bounds")
        return found


def hexagon(
    words: Words,
    scores: Sequence[float],
    low: Sequence[float],
    high: Sequence[float],
    *,
    labels: Sequence[str] = (),
    scale: tuple[float, float] = (0.0, FULL),
    parent: bool = False,
) -> Sketch:
    """The picture of an interest profile with its uncertainty.

    `scores`, `low` and `high` hold six numbers each in the order R, I, A, S, E, C on `scale`; `low` and `high` are the
    bounds between which the true score probably lies. What lies outside the scale is drawn at its edge. `labels` are
    the Dutch names of the six in the same order (default: those of content); `words` is `library.picture_words`.
    `parent` words it for a parent.
    Raises ValueError when there are not six of each, or when `scale` has no length.
    """
    say = Speech(words, parent)
    labels = labels or [say(f"hexagon.{letter}") for letter in "RIASEC"]
    if {len(labels), len(scores), len(low), len(high)} != {SIDES} or scale[0] >= scale[1]:
        raise ValueError("a hexagon needs six labels, scores and bounds, and a scale")
    shown = [_on_full(one, scale) for one in scores]
    lows = [min(_on_full(one, scale), score) for one, score in zip(low, shown, strict=True)]
    highs = [max(_on_full(one, scale), score) for one, score in zip(high, shown, strict=True)]
    data = {"labels": list(labels), "scores": shown, "low": lows, "high": highs, "parent": parent}
    return Sketch(KIND, data, _in_words(Profile.read(data), say), personal=True)


def _on_full(value: float, scale: tuple[float, float]) -> float:
    return round(min(1.0, max(0.0, (value - scale[0]) / (scale[1] - scale[0]))) * FULL, 1)


def _in_words(profile: Profile, say: Speech) -> str:
    rows = [
        say("hexagon.row", label=label, score=round(score), low=round(low), high=round(high))
        for label, score, low, high in zip(profile.labels, profile.scores, profile.low, profile.high, strict=True)
    ]
    return "\n".join([say("hexagon.title"), say("hexagon.how"), *rows, say("hexagon.band")])
