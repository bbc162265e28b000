"""Cuts a message into the stretches that are judged one by one, so that nothing beside a cry for help can drown it."""

import re
from collections.abc import Iterator

from safety.normalise import readable

LONGEST = 3
"""Clauses that may mean something only together."""
FEWEST_WORDS = 3
"""A clause of fewer words stays with the one before it ("nee, hoor")."""
CLOSING = " .,!;:…"
"""Does not count at the end of a stretch: it is there or not depending on what follows."""
BREAK = re.compile(
    r"[.!?;:…،؟]+(?=\s|$)|\n+|,\s+|\s+-+\s+|\s+(?=(?:maar|want|omdat|dus|trouwens|btw|but|because|mais|parce|aber|weil|"
    r"pero|porque|ama|fakat|çünkü|ale|bo|але|бо|لكن)\s)"
)


def stretches(text: str) -> list[str]:
    """Every clause, and every two and three that follow each other, each once, in the order of the text.

    Adding a sentence before or after a text only adds stretches: what was judged before is judged again.
    """
    clauses = list(_clauses(readable(text)))
    found = (
        " ".join(clauses[first : first + size]).rstrip(CLOSING)
        for first in range(len(clauses))
        for size in range(1, min(LONGEST, len(clauses) - first) + 1)
    )
    return [stretch for stretch in dict.fromkeys(found) if stretch]


def _clauses(text: str) -> Iterator[str]:
    held, begin = "", 0
    for cut in [*BREAK.finditer(text), None]:
        piece = text[begin : cut.end() if cut else len(text)].strip()
        begin = cut.end() if cut else len(text)
        held = f"{held} {piece}".strip()
        ends = cut is None or cut[0].strip() not in ("", ",")
        if held and (ends or len(held.split()) >= FEWEST_WORDS):
            yield held
            held = ""
