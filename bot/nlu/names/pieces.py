"""Cuts text into the pieces names are made of, so that "4havo", "3de graad" and "HBO-V" read as in content."""

import re
from dataclasses import dataclass
from typing import Iterator, List, Tuple

from bot.nlu.cues import cues
from bot.nlu.spelling.text_analysis import fold

_WORD = re.compile(r"(?:(?<!\w)[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?|[^\W_]+|&")
"""A word, letters with dots between ("h.a.v.o."), or an ampersand, which is read as "en"."""
_PART = re.compile(r"\d+|[^\W\d_]+")
AND = "en"
_STRETCHED = re.compile(r"([^\W\d])\1{2,}")
_ARABIC = re.compile("(?:\u0627\u0644)?([\u0621-\u064a]{3,}?)\u0627?")
"""An Arabic word without its article and the ending of "to become a ...", so that every form meets the name."""
_ORDINAL_ENDINGS = frozenset({"e", "de", "ste", "st", "nd", "rd", "th"})


@dataclass(frozen=True)
class Piece:
    """A folded word in its plainest form ("derde" is "3", "niv" is "niveau") and its place in the text."""

    word: str
    start: int
    end: int


def pieces(text: str) -> List[Piece]:
    """The pieces of a text; letters and digits are apart, hyphens, dots and slashes only separate."""
    folded = fold(text)
    return [piece for match in _WORD.finditer(text) for piece in _pieces(folded, *match.span())]


def form_of(text: str) -> Tuple[str, ...]:
    """The words of a name, cut as a message is."""
    return tuple(piece.word for piece in pieces(text))


def _pieces(folded: str, start: int, end: int) -> Iterator[Piece]:
    if folded[start] == "&":
        yield Piece(AND, start, end)
        return
    if "." in folded[start:end]:
        yield Piece(_plainest(folded[start:end].replace(".", "")), start, end)
        return
    parts = list(_PART.finditer(folded, start, end))
    if len(parts) == 2 and parts[0].group().isdigit() and parts[1].group() in _ORDINAL_ENDINGS:
        yield Piece(parts[0].group(), start, end)
        return
    for part in parts:
        yield Piece(_plainest(part.group()), part.start(), part.end())


def _plainest(word: str) -> str:
    word = _STRETCHED.sub(r"\1", word)
    if arabic := _ARABIC.fullmatch(word):
        word = arabic[1]
    return str(cues()["ordinals"].get(word) or cues()["same"].get(word) or word)
