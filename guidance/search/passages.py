"""Cuts what a unit says into passages, so that a fact further on is found by what it means, like the first one."""

import re
from collections.abc import Iterator

SHORTEST, LONGEST = 6, 30
"""Words of a passage: fewer stay with the next sentence, more are not read."""
MOST = 6
"""Passages of one unit that are read."""
END = re.compile(r"(?<=[.!?:])\s+|\n+")


def passages(text: str) -> list[str]:
    """The passages of a text, in its order, each a sentence or a few short ones; none for a text without words."""
    return list(_passages(text))[:MOST]


def _passages(text: str) -> Iterator[str]:
    held: list[str] = []
    for sentence in END.split(text):
        held += sentence.split()
        if len(held) >= SHORTEST:
            yield " ".join(held[:LONGEST])
            held = []
    if held:
        yield " ".join(held)
