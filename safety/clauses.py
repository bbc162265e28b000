"""Cuts a message into the stretches that are judged one by one, so that nothing beside a cry for help can drown it."""

import re
from collections.abc import Iterator

from safety.normalise import readable

LONGEST = 3
"""Clauses that may mean something only together."""
WINDOW, OVERLAP = 40, 10
"""Words of a clause without end that are read at once, and how many of them are read again with the next."""
MOST_WORDS = 80
"""Clauses that are longer together are not read together: a vector of them would take seconds and mean little."""
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
    clauses = [window for clause in _clauses(readable(text)) for window in _windows(clause)]
    found = (
        clauses[first : first + size]
        for first in range(len(clauses))
        for size in range(1, min(LONGEST, len(clauses) - first) + 1)
    )
    read = (" ".join(some).rstrip(CLOSING) for some in found if len(some) == 1 or _words(some) <= MOST_WORDS)
    return [stretch for stretch in dict.fromkeys(read) if stretch]


def _windows(clause: str) -> Iterator[str]:
    words = clause.split()
    if len(words) <= WINDOW:
        yield clause
        return
    for first in range(0, len(words) - OVERLAP, WINDOW - OVERLAP):
        yield " ".join(words[first : first + WINDOW])


def _words(clauses: list[str]) -> int:
    return sum(len(clause.split()) for clause in clauses)


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
