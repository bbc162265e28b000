"""Finds every ask of a message in the rankings of its pieces, and says which one comes first."""

import functools
import re
from dataclasses import dataclass
from typing import Dict, FrozenSet, List, Pattern, Sequence, Tuple

from bot.nlu.cues import cues

Ranking = List[Tuple[str, float]]

CARE = ("crisis", "wellbeing", "request_human")
"""Asks that come before any other, in this order, and are never turned away because something else is likely too."""
NOT_AN_ASK = frozenset(
    {"greet", "goodbye", "thank", "affirm", "deny", "inform", "follow_up", "restart", "complain_bot", "abuse"}
    | {"out_of_scope", "nlu_fallback", "bot_challenge", "ask_capabilities"}
)
"""Intents that are never a second ask beside another: they only mean something as the whole message."""
PIECE_WEIGHT = 0.85
"""How much a piece by itself says about a second ask; the rest is what the whole message says. Chosen on joined pairs
of our own sentences kept out of training: at one false second in eight single asks it finds most."""
CLEAR_PIECE = 0.8
CLEAR_CARE = 0.9
"""From here a piece is sure enough to change which ask is the first; care changes the talk most and must be surer."""
CLEAR_WHOLE = 0.97
"""A message this sure as a whole keeps its first ask wherever it stands: what goes before is mostly background."""


@dataclass(frozen=True)
class Asks:
    """All asks, first one first, and how sure the pieces are of that one (0 when they add nothing)."""

    names: Tuple[str, ...]
    certainty: float


@functools.lru_cache(maxsize=1)
def _topics() -> Dict[str, Pattern[str]]:
    return {ask: re.compile(rf"\b(?:{'|'.join(said)})\b", re.I) for ask, said in cues()["topics"].items()}


def mentioned(text: str) -> FrozenSet[str]:
    """Asks whose topic is named outright in a normalised text, so that it deserves a word whatever else is asked."""
    return frozenset(ask for ask, pattern in _topics().items() if pattern.search(text))


def find_asks(ranking: Ranking, parts: Sequence[Ranking], named: FrozenSet[str], threshold: float) -> Asks:
    """The asks of a message from the ranking of the whole, those of its pieces and the topics it names."""
    top, whole = ranking[0][0], dict(ranking)
    strongest = _strongest(parts)
    heard = [
        name
        for name, (alone, _) in strongest.items()
        if alone**PIECE_WEIGHT * whole.get(name, 0.0) ** (1 - PIECE_WEIGHT) >= threshold
    ]
    seconds = [name for name in heard if name not in NOT_AN_ASK and name != top]
    first = _first(ranking[0], seconds, strongest)
    certainty = strongest.get(first, (0.0, 0))[0] if seconds else 0.0
    others = [*seconds, *sorted(named - {*NOT_AN_ASK})]
    return Asks(tuple(dict.fromkeys([first, top, *others])), certainty if certainty >= CLEAR_PIECE else 0.0)


def _strongest(parts: Sequence[Ranking]) -> Dict[str, Tuple[float, int]]:
    """For each intent the highest probability in any piece, and the number of that piece."""
    found: Dict[str, Tuple[float, int]] = {}
    for number, part in enumerate(parts):
        for name, probability in part:
            if probability > found.get(name, (0.0, 0))[0]:
                found[name] = (probability, number)
    return found


def _first(top: Tuple[str, float], seconds: Sequence[str], strongest: Dict[str, Tuple[float, int]]) -> str:
    """Care before all else; among other asks the one said first, unless the whole message is sure of another."""
    name, probability = top
    if name in NOT_AN_ASK:
        return name
    for care in CARE[: CARE.index(name)] if name in CARE else CARE:
        if care in seconds and strongest[care][0] >= CLEAR_CARE:
            return care
    if name in CARE or probability >= CLEAR_WHOLE:
        return name
    clear = [s for s in seconds if s not in CARE and strongest[s][0] >= CLEAR_PIECE]
    return min([name, *clear], key=lambda ask: strongest.get(ask, (0.0, 0))[1])
