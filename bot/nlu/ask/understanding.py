"""Decides what to make of the numbers: answer, ask back or say it lies outside, and which asks there are."""

from dataclasses import dataclass
from typing import FrozenSet, Sequence, Tuple

from bot.nlu.ask.asks import CARE, Ranking, find_asks

FALLBACK = "nlu_fallback"
OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True)
class Limits:
    """Where answering stops and asking back begins. Probabilities are calibrated; see `./wegwijs bench nlu`."""

    confidence: float = 0.55
    margin: float = 0.06
    nearness: float = 0.30
    gibberish_nearness: float = 0.55
    coverage: float = 0.34
    outside: float = 0.15
    second_ask: float = 0.25


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


def judge(
    ranking: Ranking, far: bool, parts: Sequence[Ranking], limits: Limits, named: FrozenSet[str] = frozenset()
) -> Verdict:
    """One verdict from the ranking of the whole message, whether it lies outside, the rankings of its segments and
    the asks whose topic it names outright."""
    far = far or _outside(ranking, limits)
    if far and ranking[0][0] != OUT_OF_SCOPE:
        ranking = _promote(ranking, OUT_OF_SCOPE, 0.5)
    asks = find_asks(ranking, parts, named, limits.second_ask)
    ranking = _promote(ranking, asks.names[0], asks.certainty)
    (intent, confidence), runner_up = ranking[0], ranking[1][1] if len(ranking) > 1 else 0.0
    understood = far or (confidence >= limits.confidence and confidence - runner_up >= limits.margin)
    return Verdict(intent if understood else FALLBACK, confidence, understood, asks.names, ranking)


def _outside(ranking: Ranking, limits: Limits) -> bool:
    """What lies outside has no one shape, so a lower probability than that of the best guess is enough for it."""
    return ranking[0][0] not in CARE and dict(ranking).get(OUT_OF_SCOPE, 0.0) >= limits.outside


def _promote(ranking: Ranking, label: str, at_least: float) -> Ranking:
    """The ranking with `label` in front, at least as likely as `at_least` and as what stood there."""
    return [(label, max(ranking[0][1], at_least)), *((name, p) for name, p in ranking if name != label)]
