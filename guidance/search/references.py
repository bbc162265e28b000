"""Finds what "die tweede", "de laatste" or "de andere" stands for, among what was named or shown before."""

import re
from collections.abc import Sequence

from guidance.answers.lexicon import plain
from guidance.search.talk import leaning, places

MOST_KEPT = 6


def refers_to(ask: str, order: Sequence[str], current: Sequence[str]) -> str | None:
    """The id an ask points at by its place, or None. `order` are ids as they came up; `current` those spoken of last,
    which "de andere" leaves out."""
    words = re.findall(r"[\w']+|[^\w\s]", plain(ask))
    for before, word, after in zip(["", *words], words, [*words[1:], ""], strict=False):
        if before not in leaning("before_item") or (after.isalnum() and after not in leaning("after_item")):
            continue
        if word in places() and len(order) > 1:
            at = places()[word]
            return order[at] if at < len(order) else None
        if word in leaning("others"):
            rest = [one for one in order if one not in current]
            return rest[-1] if rest else None
    return None


def in_order(before: Sequence[str], named: Sequence[str]) -> list[str]:
    """What can be pointed at after an ask: what it names, when that is more than one, else what came up so far."""
    if len(named) > 1:
        return list(named)
    return list(dict.fromkeys((*before, *named)))[-MOST_KEPT:]
