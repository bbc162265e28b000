"""Brings chat spelling back to plain Dutch, so that one way of asking looks like one way to the classifier."""

import functools
import re
import unicodedata
from pathlib import Path
from typing import Dict, List

from ruamel.yaml import YAML

SPELLINGS = Path(__file__).with_name("spellings.yml")
MAX_CHARACTERS = 2000
"""Longer messages are read up to here: the encoder looks at 512 tokens at most, and a later ask is rare."""

_WORD = re.compile(r"'?\w+(?:'\w+)*|[^\w\s]")
_LETTERS = re.compile(r"\w+")
_LONG_E = re.compile(r"(e)\1{2,}")
_LONG_VOWEL_INSIDE = re.compile(r"([aou])\1{2,}(?=\w)")
_LONG_OTHER = re.compile(r"([^\W\d_])\1{2,}")
_RUN = re.compile(r"([^\W\d_])\1+")
_COMMAND_MARK = "⁄"


@functools.lru_cache(maxsize=1)
def spellings() -> Dict[str, str]:
    """Chat spelling -> plain Dutch, from `spellings.yml`."""
    groups = YAML(typ="safe").load(SPELLINGS.read_text(encoding="utf-8"))
    return {str(short): str(long) for group in groups.values() for short, long in group.items()}


def visible(text: str) -> str:
    """The text without characters nobody sees (control, zero width, direction marks), in one Unicode form."""
    composed = unicodedata.normalize("NFKC", text[:MAX_CHARACTERS])
    kept = (
        " " if c.isspace() else c for c in composed if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf", "Cs")
    )
    return " ".join("".join(kept).split())


def shorten(text: str) -> str:
    """Letters stretched for effect, cut back: "heeel" -> "heel", "leuuuk" -> "leuuk", "jaaaa" -> "ja".

    One letter over and over ("hhhhhh") is no stretched word and stays.
    """
    return _LETTERS.sub(lambda match: _shorten_word(match.group()), text)


def _shorten_word(word: str) -> str:
    if len(set(word)) == 1:
        return word
    for pattern, short in ((_LONG_E, r"\1\1"), (_LONG_VOWEL_INSIDE, r"\1\1"), (_LONG_OTHER, r"\1")):
        word = pattern.sub(short, word)
    return word


def single_letters(word: str) -> str:
    """The word with each doubled letter once; words that differ in doubled letters only become the same."""
    return _RUN.sub(r"\1", word)


def words(text: str) -> List[str]:
    """Words and single marks of an already normalised text."""
    return _WORD.findall(text)


def normalise(text: str) -> str:
    """What the classifier reads: visible, lower case, no stretched letters, chat spellings written out."""
    plain = shorten(visible(text).lower().replace("’", "'").replace(_COMMAND_MARK, "/"))
    table = spellings()
    return _WORD.sub(lambda match: table.get(match.group(), match.group()), plain)


def neutralise(text: str) -> str:
    """Takes the power from a typed `/intent{...}`: the first slash becomes a look-alike of the same length."""
    return re.sub(r"^(\s*)/", rf"\1{_COMMAND_MARK}", text)


def says_something(text: str) -> bool:
    """Whether there is a letter, a figure or an emoji; marks alone say nothing."""
    return any(c.isalnum() or unicodedata.category(c) == "So" for c in text)


def without_pictures(text: str) -> str:
    """The text without emoji, for the words say it already; a text without letters or figures stays as it is."""
    if not any(c.isalnum() for c in text):
        return text
    return " ".join("".join(" " if unicodedata.category(c) in ("So", "Sk") else c for c in text).split())
