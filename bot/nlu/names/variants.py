"""Leads other forms of a word back to the name in it: "kapster", "loodgieters", "wiskundeleraar", "tso'er"."""

from typing import Dict, Iterable, Iterator, List, Optional, Sequence, Tuple

from bot.nlu.cues import cues
from bot.nlu.names.gazetteer import Entry
from bot.nlu.names.pieces import Piece
from bot.nlu.spelling.text_analysis import lemma

MIN_LETTERS = 3
MIN_STEM_LETTERS = 4
_LINKING = ("", "s", "en", "e", "n")
"""What Dutch puts between the parts of a compound: "koksschool", "kappersopleiding", "verpleegkundestudent"."""
_VOWELS = "aeiou"


class Variants:
    """Looks names up in words that are not names themselves, over the names of one word."""

    def __init__(self, forms: Dict[Tuple[str, ...], Sequence[Entry]]) -> None:
        single = {form[0]: {entry.kind for entry in named} for form, named in forms.items() if len(form) == 1}
        self._names = frozenset(single)
        self._professions = frozenset(word for word, kinds in single.items() if "profession" in kinds)
        self._levels = frozenset(word for word, kinds in single.items() if "level" in kinds)

    def inflected(self, word: str) -> Optional[str]:
        """The profession a plural or feminine form belongs to, or None."""
        if len(word) < MIN_STEM_LETTERS:
            return None
        return next((base for base in (lemma(word), *_bases(word)) if base in self._professions), None)

    def split(self, piece: Piece) -> Optional[List[Piece]]:
        """The name at the front of a compound and what follows ("wiskunde", "leraar"), or None."""
        for tail in _tails(piece.word):
            head = self._head(piece.word[: len(piece.word) - len(tail)], tail)
            if head:
                middle = piece.start + len(head)
                return [Piece(head, piece.start, middle), Piece(tail, middle, piece.end)]
        return None

    def _head(self, front: str, tail: str) -> Optional[str]:
        known = self._levels if tail in cues()["level_endings"] else self._names
        stems = (front[: len(front) - len(link)] for link in _LINKING if front.endswith(link))
        return next((stem for stem in stems if len(stem) >= MIN_LETTERS and stem in known), None)


def _tails(word: str) -> Iterator[str]:
    return (tail for tail in _all_tails() if word.endswith(tail) and len(word) - len(tail) >= MIN_LETTERS)


def _all_tails() -> Iterable[str]:
    return [*cues()["compound_endings"], *cues()["level_endings"]]


def _bases(word: str) -> Iterator[str]:
    """What a plural or feminine form may come from: "laborante", "kapsters", "advocaten", "leidsters"."""
    for ending, base in cues()["endings"].items():
        if word.endswith(ending) and len(word) - len(ending) >= MIN_LETTERS:
            yield word[: len(word) - len(ending)] + base
    for ending in cues()["open_endings"]:
        if word.endswith(ending) and len(word) - len(ending) >= MIN_LETTERS:
            yield _closed(word[: len(word) - len(ending)])


def _closed(stem: str) -> str:
    """A stem as Dutch spells it without its ending: "kokk-in" is "kok", "advocat-en" is "advocaat", "kok-en" "kook"."""
    if stem[-1] == stem[-2]:
        return stem[:-1]
    short = stem[-1] not in _VOWELS and stem[-2] in _VOWELS and stem[-3] not in _VOWELS
    return stem[:-1] + stem[-2:] if short else stem
