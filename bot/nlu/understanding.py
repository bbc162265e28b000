"""Decides what to make of the numbers: answer, ask back or say it lies outside, and which asks there are."""

from dataclasses import dataclass
from typing import Dict, List, Sequence, Tuple

Ranking = List[Tuple[str, float]]

FALLBACK = "nlu_fallback"
OUT_OF_SCOPE = "out_of_scope"
CARE = frozenset({"crisis", "wellbeing", "request_human"})
"""Never turned away because something else is likely too."""
NOT_AN_ASK = frozenset(
    {"greet", "goodbye", "thank", "affirm", "deny", "inform", "follow_up", "restart", "complain_bot", "abuse"}
    | {OUT_OF_SCOPE, FALLBACK, "bot_challenge", "ask_capabilities"}
)
"""Intents that are never a second ask beside another: they only mean something as the whole message."""
PIECE_WEIGHT = 0.85
"""How much a piece by itself says about a second ask; the rest is what the whole message says. Chosen on joined pairs
of our own sentences kept out of training: at one false second in eight single asks it finds most."""


@dataclass(frozen=True)
class Limits:
    """Where answering stops and asking back begins. Probabilities are calibrated; see `./wegwijs bench nlu`."""

    confidence: float = 0.55
    margin: float = 0.06
    nearness: float = 0.30
    gibberish_nearness: float = 0.55
    coverage: float = 0.34
    outside: float = 0.15
    second_ask: float = 0.32


@dataclass(frozen=True)
class Verdict:
    """What a message is taken to be. `intent` is `nlu_fallback` when not understood; `ranking` keeps real intents."""

    intent: str
    confidence: float
    understood: bool
    intents: Tuple[str, ...]
    ranking: Ranking


def empty_verdict() -> Verdict:
    """A message without a letter or figure asks nothing."""
    return Verdict(OUT_OF_SCOPE, 1.0, True, (OUT_OF_SCOPE,), [(OUT_OF_SCOPE, 1.0)])


def is_far(nearness: float, coverage: float, language: str, limits: Limits) -> bool:
    """Whether a message lies outside all that was taught: far in meaning, or Dutch of words that do not exist."""
    gibberish = language == "nl" and coverage < limits.coverage and nearness < limits.gibberish_nearness
    return gibberish or nearness < limits.nearness


def judge(ranking: Ranking, far: bool, parts: Sequence[Ranking], limits: Limits) -> Verdict:
    """One verdict from the ranking of the whole message, whether it lies outside, and the rankings of its segments."""
    far = far or _outside(ranking, limits)
    if far and ranking[0][0] != OUT_OF_SCOPE:
        ranking = _promote(ranking, OUT_OF_SCOPE)
    (intent, confidence), runner_up = ranking[0], ranking[1][1] if len(ranking) > 1 else 0.0
    understood = far or (confidence >= limits.confidence and confidence - runner_up >= limits.margin)
    asks = _asks(intent, ranking, parts, limits)
    return Verdict(intent if understood else FALLBACK, confidence, understood, asks, ranking)


def _outside(ranking: Ranking, limits: Limits) -> bool:
    """What lies outside has no one shape, so a lower probability than that of the best guess is enough for it."""
    return ranking[0][0] not in CARE and dict(ranking).get(OUT_OF_SCOPE, 0.0) >= limits.outside


def _promote(ranking: Ranking, label: str) -> Ranking:
    return [(label, max(ranking[0][1], 0.5)), *((name, p) for name, p in ranking if name != label)]


def _asks(primary: str, ranking: Ranking, parts: Sequence[Ranking], limits: Limits) -> Tuple[str, ...]:
    whole = dict(ranking)
    strongest: Dict[str, float] = {}
    for part in parts:
        for name, probability in part:
            strongest[name] = max(probability, strongest.get(name, 0.0))
    seconds = (
        name
        for name, alone in strongest.items()
        if alone**PIECE_WEIGHT * whole.get(name, 0.0) ** (1 - PIECE_WEIGHT) >= limits.second_ask
    )
    return tuple(dict.fromkeys([primary, *(name for name in seconds if name not in NOT_AN_ASK)]))
