"""What the talk adds to an ask: what was asked and answered before, and how well each unit goes on with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from guidance.answers.lexicon import plain
from guidance.search.index import Index, Query
from guidance.search.terms import LEANING
from guidance.search.units import Unit

SHORT = 6
"""Words up to which an ask may be short for a longer one."""
BARE = 5
"""Words up to which an ask that only names something asks the last thing again, of that."""
TALK = (
    "in_talk", "nameless", "short", "points", "talk_meaning", "talk_says", "talk_letters", "talk_covers", "talk_about",
    "talk_both", "talk_other", "talk_shown", "talk_near",
)  # fmt: skip
"""The columns of `TalkScores.row`. The first four say how an ask leans, and are the same for all its candidates."""
SIGNS, LEANS = TALK[4:], TALK[1:4]


@dataclass(frozen=True)
class Talk:
    """What was before an ask. `said` are the ask completed in several ways by what was asked, `before` that alone;
    `topic` the ids spoken of, `shown` the ids of the units that answered last."""

    said: tuple[Query, ...]
    before: str
    topic: frozenset[str]
    shown: tuple[str, ...]
    how: "Leaning"


@dataclass(frozen=True)
class Leaning:
    """How an ask leans on what was before: it names nothing, it is short, it points back ("dat", "en ...")."""

    nameless: bool
    short: bool
    points: bool

    @property
    def leans(self) -> bool:
        """Whether it most likely means little by itself."""
        return (self.nameless and (self.points or self.short)) or (self.points and self.short)


def leaning_of(ask: str, entities: Sequence[str], points_back: bool) -> Leaning:
    """How an ask leans; `points_back` is what the engine says of it."""
    words = plain(ask).split()
    return Leaning(not entities, len(words) <= SHORT, points_back or bool(set(words[:1]) & leaning("openers")))


def talk(index: Index, frame: Mapping[str, Any], ask: str, entities: Sequence[str], how: Leaning) -> Talk | None:
    """The talk an ask stands in; None before the first answer.

    `frame` is what was asked last: `text` (what the ask before leant on, or itself), `last` (that ask), `entities` and
    `about` (ids), `names` (the words of each) and `units` (what answered it).
    """
    if not frame.get("text"):
        return None
    root, last = str(frame["text"]), str(frame.get("last") or frame["text"])
    completed = (f"{root} {ask}", f"{last} {ask}", instead(ask, entities, frame))
    return Talk(
        tuple(index.query(text) for text in dict.fromkeys(completed) if text),
        root if root == last else f"{root} {last}",
        frozenset((*frame.get("entities", ()), *frame.get("about", ()))),
        tuple(frame.get("units", ())),
        how,
    )


def instead(ask: str, entities: Sequence[str], frame: Mapping[str, Any]) -> str | None:
    """ "En vwo?" after "hoe lang duurt havo": the last ask with the new name in the place of the old one."""
    said = [word for word in plain(ask).split() if word not in leaning("beside")]
    names = list(dict(frame.get("names") or {}).values())
    if not entities or not said or len(said) > BARE or not names:
        return None
    new, old, text = " ".join(said), str(names[-1]), str(frame["text"])
    return text.replace(old, new) if old and old in text else f"{text} {new}"


@lru_cache(maxsize=8)
def leaning(group: str) -> frozenset[str]:
    """A list of `leaning.yml`."""
    return frozenset(map(str, yaml.safe_load(LEANING.read_text(encoding="utf-8"))[group]))


@lru_cache(maxsize=1)
def places() -> Mapping[str, int]:
    """Words for a place in a list, and which that is, from 0 (the last: -1)."""
    read = yaml.safe_load(LEANING.read_text(encoding="utf-8"))["places"]
    return {str(word): int(at) for word, at in read.items()}


class TalkScores:
    """How near each unit comes to going on with a talk, worked out once for an ask."""

    def __init__(self, index: Index, talk: Talk | None, named: frozenset[str]) -> None:
        self._talk, self._named = talk, named
        nothing = np.zeros(len(index.units), dtype=np.float32)
        self.meaning, self.says, self.letters, self.covers, self._near = (nothing,) * 5
        if talk is not None:
            self.meaning = _highest([index.meaning(query)[0] for query in talk.said])
            self.says = _highest([index.says(query)[0] for query in talk.said])
            self.letters = _highest([index.letters(query) for query in talk.said])
            self.covers = index.covered(talk.before)[0]
            self._near = index.related(talk.shown)

    def row(self, unit: Unit, at: int | None) -> tuple[float, ...]:
        """The columns of `TALK` for one unit; all zero outside a talk."""
        talk = self._talk
        if talk is None:
            return (0.0,) * len(TALK)
        about = set(unit.about)
        hits, named = bool(about & talk.topic), bool(about & self._named)
        scores = (self.meaning, self.says, self.letters, self.covers)
        return (
            1.0,
            float(talk.how.nameless),
            float(talk.how.short),
            float(talk.how.points),
            *(float(part[at]) if at is not None else 0.0 for part in scores),
            float(hits),
            float(bool(about & (talk.topic - self._named)) and named),
            float(bool(about and talk.topic) and not hits and not named),
            float(unit.id in talk.shown),
            float(self._near[at]) if at is not None else 0.0,
        )


def _highest(scores: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
    best: NDArray[np.float32] = np.max(np.stack(scores), axis=0)
    return best
