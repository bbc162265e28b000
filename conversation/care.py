"""Where a talk stands after words of danger or worry, until a person or the pupil says it is well."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

ANSWER_WITHIN = timedelta(minutes=15)
"""A gentle question without an answer for so long opens a quiet case."""


class Stage(StrEnum):
    """What the talk is in: nothing, a gentle question that waits for an answer, or danger that was told."""

    CALM = "calm"
    ASKED = "asked"
    DANGER = "danger"


@dataclass(frozen=True)
class Care:
    """The state of care of one conversation; no words and no score. `topic` and `who` are values of `safety.tiers`.

    `young` is true when the person said to be under twelve, `lang` the language the fixed words are in.
    """

    stage: Stage = Stage.CALM
    topic: str = ""
    who: str = "self"
    lang: str = "nl"
    young: bool = False
