"""Understands the few short answers that matter after words of danger, without the engine."""

import re
from functools import cache
from pathlib import Path

import yaml

from safety.normalise import variants

FILE = Path(__file__).parent / "words.yml"
LONGEST = 8
"""Words of a short answer; in a longer message the same words may mean something else."""
ANYWHERE = frozenset({"under_twelve", "data"})
"""Kinds that may stand in a message of any length."""
WHOLE = frozenset({"no", "yes"})
"""Kinds that count only when nothing else is said."""


def says(kind: str, text: str) -> bool:
    """Whether a message says one of the kinds of `words.yml`."""
    spelling = next(variants(text)).replace(" . ", " ").removesuffix(" .")
    if kind not in ANYWHERE and len(spelling.split()) > LONGEST:
        return False
    pattern = _patterns()[kind]
    return bool(pattern.fullmatch(spelling) if kind in WHOLE else pattern.search(spelling))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    words: dict[str, list[str]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {kind: re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)") for kind, patterns in words.items()}
