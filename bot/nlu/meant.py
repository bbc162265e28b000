"""Tells a name from a word that only looks like one: a surname, spoken language, people at school."""

from dataclasses import dataclass
from typing import Optional, Sequence

from bot.nlu.cues import cues, marks
from bot.nlu.hints import Hints
from bot.nlu.pieces import Piece
from bot.nlu.text_analysis import is_known

MAX_BARE_WORDS = 2
MAX_SMALL_WORDS = 3


@dataclass(frozen=True)
class Said:
    """A message: its text, its pieces and what they hint at."""

    text: str
    pieces: Sequence[Piece]
    around: Hints

    def word(self, place: int) -> str:
        """The word of the piece at `place`; empty outside the message."""
        return self.pieces[place].word if 0 <= place < len(self.pieces) else ""

    def year_before(self, place: int) -> Optional[int]:
        """The year of school right before a name, when there is one."""
        word = self.word(place - 1)
        return int(word) if word in {"1", "2", "3", "4", "5", "6"} else None

    def only_small_words(self, first: int, last: int) -> bool:
        """Whether at most a few small words stand from piece `first` up to `last`."""
        between = [self.word(place) for place in range(first, last)]
        return len(between) <= MAX_SMALL_WORDS and all(word in marks("small") for word in between)


def is_meant(said: Said, first: int, last: int) -> bool:
    """Whether the name in pieces `first` up to `last` is meant as one."""
    name = " ".join(said.word(place) for place in range(first, last))
    checks = (_is_short_word, _is_staff, _is_surname, _is_spoken, _is_weak)
    return not any(check(said, name, first, last) for check in checks)


def _is_short_word(said: Said, name: str, first: int, last: int) -> bool:
    """Two-letter names that are words too ("do", "ad") count only in capitals."""
    start, end = said.pieces[first].start, said.pieces[last - 1].end
    return end - start <= 2 and not said.text[start:end].isupper() and is_known(name)


def _is_staff(said: Said, name: str, first: int, last: int) -> bool:
    """A person at school who is only spoken about: no work and no role is asked for. A name by itself is."""
    return len(said.pieces) > last - first and not said.around.work and name in marks("staff")


def _is_surname(said: Said, name: str, first: int, last: int) -> bool:
    return said.word(first - 1) in marks("titles") and last - first == 1


def _is_spoken(said: Said, name: str, first: int, last: int) -> bool:
    """ "Ik spreek geen Nederlands", "ook in het Engels": the language, not the subject."""
    if name not in marks("languages") or said.around.in_class:
        return False
    before = f"{said.word(first - 2)} {said.word(first - 1)}"
    return said.around.speaking or (before in cues()["speaking_before"] and not said.around.lesson)


def _is_weak(said: Said, name: str, first: int, last: int) -> bool:
    """Everyday words that only name something when choosing, learning or working is spoken of."""
    able = f"{said.word(first - 2)} {said.word(first - 1)}" in cues()["able"]
    told = able or said.around.wants or said.around.study or said.around.work or said.around.in_class
    return name in marks("weak") and not told and len(said.pieces) > MAX_BARE_WORDS
