"""Judges one message for words of danger, as the first thing that happens to it."""

import re

from safety.lexicon import Lexicon, Rule, load_lexicon
from safety.normalise import variants
from safety.tiers import Screening, Tier

CUT = " . "
"""Stands where a harmless phrase was cut, so that no pattern reaches across."""


def screen(text: str) -> Screening:
    """Judge a message as it was typed.

    The most serious rule decides. Words around it never make it less serious, negation included; only whole harmless
    phrases ("lach me dood") are cut out first, and the rest is still judged.
    """
    lexicon = load_lexicon()
    hits = [hit for spelling in variants(text) for hit in _hits(spelling, lexicon)]
    if not hits:
        return Screening()
    rule, third_person = max(hits, key=lambda hit: (hit[0].tier.weight, not hit[1]))
    return Screening(rule.tier, rule.category, third_person, tuple(sorted({hit[0].id for hit in hits})))


def _hits(spelling: str, lexicon: Lexicon) -> list[tuple[Rule, bool]]:
    judged = lexicon.idioms.sub(CUT, spelling)
    found = ((rule, rule.pattern.search(judged)) for rule in lexicon.rules if rule.tier is not Tier.NONE)
    return [(rule, _about_another(match, lexicon)) for rule, match in found if match is not None]


def _about_another(match: re.Match[str], lexicon: Lexicon) -> bool:
    sentence = match.string[match.string.rfind(CUT, 0, match.start()) + 1 : match.end()]
    return bool(lexicon.others.search(sentence)) and not lexicon.oneself.search(match[0])
