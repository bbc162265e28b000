"""The pictures of an exploration: the profile as a hexagon with its uncertainty, and the fields as a small map."""

from bot.actions.core.turn import Turn
from guidance.interests.matching import Matches
from guidance.interests.profile import HIGHEST, LOWEST, Profile
from guidance.pictures.fields import field_map
from guidance.pictures.profile import hexagon
from guidance.pictures.sketch import Sketch

Z_80 = 1.28
"""Standard errors on either side that hold the true score in about 80 of 100 cases (normal distribution)."""


def profile(turn: Turn, scored: Profile | None) -> Sketch | None:
    """The hexagon, or None as long as a letter has no score: a picture with holes would say what nobody said."""
    if scored is None or not scored.complete:
        return None
    means = [score.mean or 0.0 for score in scored.scores]
    margins = [Z_80 * score.error for score in scored.scores]
    return hexagon(
        turn.library.picture_words,
        means,
        [mean - margin for mean, margin in zip(means, margins, strict=True)],
        [mean + margin for mean, margin in zip(means, margins, strict=True)],
        scale=(float(LOWEST), float(HIGHEST)),
        parent=turn.role == "parent",
    )


def fields(turn: Turn, found: Matches) -> Sketch | None:
    """The map of the fields in the set, or None without fields."""
    sure = {field.domain.id: field.sureness.value if field.sureness else None for field in found.fields}
    return field_map(turn.library, sure, parent=turn.role == "parent") if sure else None
