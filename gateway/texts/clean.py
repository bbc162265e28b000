"""Makes typed text safe to store and to give to the engine, without changing what it says."""

import unicodedata
from dataclasses import dataclass

STORE_LIMIT = 10_000
ENGINE_LIMIT = 2_000
KEPT_CONTROLS = "\n\t"
UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp", "Mn"})
SLASHES = "/\N{FULLWIDTH SOLIDUS}"


@dataclass(frozen=True)
class Cleaned:
    """Text without control characters. `cut` is true when more than `STORE_LIMIT` characters came in."""

    text: str
    cut: bool = False

    @property
    def empty(self) -> bool:
        """True when nothing is left that anyone could see."""
        return all(_unseen(character) for character in self.text)


def clean(raw: str) -> Cleaned:
    """Drop NUL, other control characters and broken surrogates; keep emoji, lines and every script."""
    lines = raw.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c for c in lines if c in KEPT_CONTROLS or unicodedata.category(c) not in ("Cc", "Cs"))
    kept = kept.strip()
    return Cleaned(kept[:STORE_LIMIT], len(kept) > STORE_LIMIT)


def for_engine(text: str) -> str:
    """What the engine gets: at most `ENGINE_LIMIT` characters, and never a leading slash.

    Rasa obeys any message that begins with one as an intent, also when a person typed it.
    """
    start = next((i for i, c in enumerate(text) if c not in SLASHES and not _unseen(c)), len(text))
    return text[start : start + ENGINE_LIMIT]


def _unseen(character: str) -> bool:
    return unicodedata.category(character) in UNSEEN
