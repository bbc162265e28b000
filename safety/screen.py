"""Judges one message for words of danger, as the first thing that happens to it."""

import logging
import re
from collections.abc import Iterator

from safety.lexicon import Lexicon, Rule, load_lexicon
from safety.model import Encode, Judged, Model, load_model
from safety.normalise import variants
from safety.tiers import Screening, Tier, Who

CUT = " . "
"""Stands where a harmless phrase was cut, so that no pattern reaches across."""

log = logging.getLogger(__name__)


class Screen:
    """Rules and model together: `tier = max(rules, model)`. Without an encoder or weights the rules serve alone."""

    def __init__(self, encode: Encode | None = None, model: Model | None = None) -> None:
        self._encode, self._model = encode, model

    @property
    def whole(self) -> bool:
        """Whether the model serves too."""
        return self._encode is not None and self._model is not None

    def __call__(self, text: str) -> Screening:
        """Judge a message as it was typed. Never raises: when the model fails, what the rules say stands."""
        found = by_rules(text)
        if found.tier is Tier.T1:
            return found
        return together(found, self.by_model(text))

    def by_model(self, text: str) -> Judged:
        """What the model alone says; nothing when it is not there or fails."""
        if self._encode is None or self._model is None:
            return Judged()
        try:
            return self._model.judge(text, self._encode)
        except Exception as error:
            # Whatever a foreign library throws, the person must still be heard by the rules.
            log.error("the safety model failed on a message: %s", type(error).__name__)
            return Judged()


def together(found: Screening, judged: Judged) -> Screening:
    """What rules and model say together: the more serious of the two, the rules when they are alike."""
    if judged.tier.weight <= found.tier.weight:
        return found
    return Screening(judged.tier, judged.category, judged.who, found.rules)


def whole_screen(encode: Encode | None) -> Screen:
    """The screen with the weights of the repository; a screen of rules alone when something is missing."""
    try:
        return Screen(encode, load_model() if encode else None)
    except (OSError, KeyError, ValueError) as error:
        log.error("no safety model, the rules serve alone: %s", type(error).__name__)
        return Screen()


def by_rules(text: str) -> Screening:
    """What the rules alone say of a message.

    The most serious rule decides. Words around it never make it less serious; only whole harmless phrases ("lach me
    dood", "ik ben niet depri hoor") are cut out first, and the rest is still judged.
    """
    lexicon = load_lexicon()
    hits = [hit for spelling in variants(text) for hit in _hits(spelling, lexicon)]
    if not hits:
        return Screening()
    rule, who = max(hits, key=lambda hit: (hit[0].tier.weight, hit[1] is Who.SELF))
    return Screening(rule.tier, rule.category, who, tuple(sorted({hit[0].id for hit in hits})))


def _hits(spelling: str, lexicon: Lexicon) -> Iterator[tuple[Rule, Who]]:
    judged = lexicon.idioms.sub(CUT, spelling)
    for rule in lexicon.rules:
        if (match := _match(rule, judged)) is not None:
            yield rule, _about(match, lexicon)


def _match(rule: Rule, judged: str) -> re.Match[str] | None:
    found = (match for match in rule.pattern.finditer(judged) if not _excused(rule, match))
    return next(found, None)


def _excused(rule: Rule, match: re.Match[str]) -> bool:
    if rule.unless is None:
        return False
    end = match.string.find(CUT, match.end())
    sentence = match.string[_begin(match) : len(match.string) if end < 0 else end]
    return rule.unless.search(sentence) is not None


def _about(match: re.Match[str], lexicon: Lexicon) -> Who:
    sentence = match.string[_begin(match) : match.end()]
    if not lexicon.others.search(sentence) or lexicon.oneself.search(match[0]):
        return Who.SELF
    return Who.CHILD if lexicon.child.search(sentence) else Who.OTHER


def _begin(match: re.Match[str]) -> int:
    return match.string.rfind(CUT, 0, match.start()) + 1
