"""Tells a name from a word that only looks like one: a surname, spoken language, people at school."""

from dataclasses import dataclass
from typing import Optional, Sequence

from bot.nlu.cues import cues, marks
from bot.nlu.names.hints import Hints
from bot.nlu.names.pieces import Piece
from bot.nlu.spelling.everyday import foreign_words

MAX_BARE_WORDS = 2
MIN_FOREIGN_WORDS = 2
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
    checks = (_is_short_word, _is_foreign, _is_staff, _is_surname, _is_spoken, _is_weak)
    return not any(check(said, name, first, last) for check in checks)


def _is_short_word(said: Said, name: str, first: int, last: int) -> bool:
    """Short names that are words too ("it") count in capitals, alone, or where lessons or studies are spoken of."""
    capitals = said.text[said.pieces[first].start : said.pieces[last - 1].end].isupper()
    told = said.around.study or said.around.lesson or len(said.pieces) <= MAX_BARE_WORDS
    return name in marks("short") and not capitals and not told


def _is_foreign(said: Said, name: str, first: int, last: int) -> bool:
    """A small word of the language the message is in: "dans" in French, "wo" in German."""
    others = [piece.word for place, piece in enumerate(said.pieces) if not first <= place < last]
    return name in foreign_words() and sum(word in foreign_words() for word in others) >= MIN_FOREIGN_WORDS


def _is_staff(said: Said, name: str, first: int, last: int) -> bool:
    """A person at school who is only spoken about ("mijn docent engels"): no work, study or role is asked for."""
    if len(said.pieces) == last - first or said.word(first) not in marks("staff"):
        return False
    role = said.around.asks_what and said.word(first - 1) in marks("of_a")
    return not (said.around.work or role or (said.around.study and last - first > 1))


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
