"""Reads words no name has as the names they stand for: other forms, compounds, words written apart, slips."""

from typing import Dict, List, Sequence, Tuple

from bot.nlu.cues import cues
from bot.nlu.names.gazetteer import Entry, prose_words
from bot.nlu.names.pieces import Piece
from bot.nlu.names.respellings import respellings
from bot.nlu.names.variants import Variants
from bot.nlu.spelling.corrections import Corrections
from bot.nlu.spelling.everyday import everyday_words
from bot.nlu.spelling.text_analysis import is_known

MIN_APART_LETTERS = 8
"""Two words only read as one name ("luchtvaart techniek") when that name is at least so long."""
MIN_STEM_LETTERS = 4
MIN_PLACE_LETTERS = 8


class Unknown:
    """Turns the pieces of a message into pieces that can be looked up as names."""

    def __init__(self, forms: Dict[Tuple[str, ...], List[Entry]]) -> None:
        self._respelled = respellings(
            {(entry.kind, entry.id): entry for named in forms.values() for entry in named}.values()
        )
        self._vocabulary = frozenset(word for form in forms for word in form)
        self._single = frozenset(form[0] for form in forms if len(form) == 1)
        self._starts = frozenset(form[:2] for form in forms if len(form) > 1)
        self._variants = Variants(forms)
        right = {form for form, named in forms.items() if any(form not in entry.misspelt for entry in named)}
        self._corrections = Corrections({word for form in right for word in form if _correctable(word, form, forms)})
        self._cues = _cue_words()
        is_known("")  # reads the table of Dutch words now rather than at the first message

    def read(self, said: Sequence[Piece]) -> List[Piece]:
        """The pieces with every unknown word in the form a name has, where there is one."""
        return [part for piece in self._together(said) for part in self._known(piece)]

    def _together(self, said: Sequence[Piece]) -> List[Piece]:
        """Two words that are one name together become one piece."""
        found: List[Piece] = []
        for piece in said:
            joined = found[-1].word + piece.word if found else ""
            if len(joined) >= MIN_APART_LETTERS and joined in self._single and self._apart(found[-1], piece):
                found[-1] = Piece(joined, found[-1].start, piece.end)
            else:
                found.append(piece)
        return found

    def _apart(self, first: Piece, second: Piece) -> bool:
        """Whether two words mean nothing as they stand: no name begins so, and neither is an everyday word."""
        return (first.word, second.word) not in self._starts and not {first.word, second.word} & everyday_words()

    def _stands(self, word: str) -> bool:
        return word in self._cues or _is_dutch(word)

    def _known(self, piece: Piece) -> List[Piece]:
        word = piece.word if self._stands(piece.word) else self._respelled.get(piece.word, piece.word)
        piece = Piece(word, piece.start, piece.end)
        if word in self._vocabulary or word in self._cues or not word.isalpha():
            return [piece]
        if parts := self._variants.split(piece):
            return parts
        other = self._variants.inflected(word)
        if other is None and not _is_dutch(word):
            other = self._corrections.nearest(word)
        return [Piece(other or word, piece.start, piece.end)]


def _is_dutch(word: str) -> bool:
    """Whether a word exists by itself, also with an ending the table of lemmas leaves out ("werkt", "regels")."""
    stems = (word.removesuffix(ending) for ending in cues()["inflections"] if word.endswith(ending))
    return (
        is_known(word)
        or word in prose_words()
        or any(len(stem) >= MIN_STEM_LETTERS and is_known(stem) for stem in stems)
    )


def _correctable(word: str, form: Tuple[str, ...], forms: Dict[Tuple[str, ...], List[Entry]]) -> bool:
    """Short names of places are too near to other words ("weert", "werkt")."""
    return len(word) >= MIN_PLACE_LETTERS or any(entry.kind != "place" for entry in forms[form])


def _cue_words() -> frozenset[str]:
    """Words that say something about others and are no misspelt names: countries, ways of asking."""
    groups = (
        "study",
        "staff",
        "asks_work",
        "lesson",
        "wants",
        "at_school",
        "speaking",
        "titles",
        "flemish",
        "asking",
        "weak",
    )
    words = {str(word) for group in groups for word in cues()[group]}
    return frozenset(words | everyday_words() | {word for names in cues()["country"].values() for word in names})
