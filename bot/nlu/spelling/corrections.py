"""Finds the word of a name behind a slip of the keyboard, quickly enough to look up every unknown word."""

from collections import defaultdict
from typing import Dict, FrozenSet, Iterable, Iterator, List, Sequence, Set, Tuple

from spacy.matcher.levenshtein import levenshtein

from bot.nlu.spelling.normalise import single_letters

MIN_LETTERS = 5
MIN_FREE_EDIT_LETTERS = 7
"""Shorter words only take slips that fingers make: letters swapped, doubled or left out, a key beside the right one."""
MIN_TWO_EDITS_LETTERS = 10
MIN_FREE_FIRST_LETTERS = 8
"""People seldom miss the first letter: in shorter words it must stand, but for the same kinds of slip."""
MIN_DOUBLED_LETTERS = 4
"""From here a word that has doubled letters too many is looked up without them ("maavo", "bbbl")."""
PARTS = 3
_KEYBOARDS = (("qwertyuiop", "asdfghjkl", "zxcvbnm"), ("azertyuiop", "qsdfghjklm", "wxcvbn"))


class Corrections:
    """An index of words by what an edit leaves alone; exact for one edit and, in long words, for two.

    One edit leaves a word that both share with one letter deleted; two edits leave one of three parts whole.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._one: Dict[str, Set[str]] = defaultdict(set)
        self._two: Dict[str, Set[str]] = defaultdict(set)
        self._single: Dict[str, str] = {}
        for word in words:
            if word.isalpha() and len(word) >= MIN_DOUBLED_LETTERS - 1:
                self._single.setdefault(single_letters(word), word)
            if len(word) < MIN_LETTERS or not word.isalpha():
                continue
            for key in (word, *_deletions(word)):
                self._one[key].add(word)
            if len(word) >= MIN_TWO_EDITS_LETTERS:
                for part in _parts(word):
                    self._two[part].add(word)

    def nearest(self, word: str) -> str:
        """The nearest word within one slip (two edits for long words); the word itself when there is none.

        Of equally near words the longest is meant: a key that was missed is more likely than one too many.
        """
        if len(word) < MIN_LETTERS:
            return self._undoubled(word)
        near = {known for key in (word, *_deletions(word)) for known in self._one.get(key, ())}
        found = sorted((known for known in near if _one_slip(word, known)), key=lambda known: (-len(known), known))
        if found or len(word) < MIN_TWO_EDITS_LETTERS - 1:
            return found[0] if found else self._undoubled(word)
        long = {known for part in _substrings(word) for known in self._two.get(part, ())}
        two_slips = [known for known in long if levenshtein(word, known, 2) <= 2]
        return min(two_slips, default=self._undoubled(word))

    def _undoubled(self, word: str) -> str:
        single = single_letters(word)
        stretched = single != word and len(word) >= MIN_DOUBLED_LETTERS
        return self._single.get(single, word) if stretched else word


def _one_slip(said: str, known: str) -> bool:
    swapped = _swapped(said, known)
    if not swapped and levenshtein(said, known, 1) > 1:
        return False
    if len(known) >= MIN_FREE_FIRST_LETTERS or (len(known) >= MIN_FREE_EDIT_LETTERS and said[0] == known[0]):
        return True
    return swapped or _missed_or_extra(said, known) or _neighbouring_key(said, known)


def _swapped(said: str, known: str) -> bool:
    if len(said) != len(known):
        return False
    differ = [i for i, (a, b) in enumerate(zip(said, known, strict=True)) if a != b]
    if len(differ) != 2 or differ[1] != differ[0] + 1:
        return False
    first, second = differ
    return said[first] == known[second] and said[second] == known[first]


def _missed_or_extra(said: str, known: str) -> bool:
    """A key too few or too many; before the first letter only one too many."""
    return len(said) != len(known) and (said[0] == known[0] or said[1:] == known)


def _neighbouring_key(said: str, known: str) -> bool:
    """One letter differs, not the first, and the keys of both lie side by side."""
    differ = [pair for pair in zip(said[1:], known[1:], strict=False) if pair[0] != pair[1]]
    return len(said) == len(known) and said[0] == known[0] and len(differ) == 1 and differ[0] in _NEIGHBOURS


def _neighbours(rows: Sequence[str]) -> Iterator[Tuple[str, str]]:
    """Pairs of letters whose keys touch on a keyboard with these rows."""
    keys = {(x, y): letter for y, row in enumerate(rows) for x, letter in enumerate(row)}
    for (x, y), letter in keys.items():
        around = ((x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1))
        yield from ((letter, keys[place]) for place in around if place in keys and keys[place] != letter)


def _deletions(word: str) -> Iterator[str]:
    return (word[:i] + word[i + 1 :] for i in range(len(word)))


def _parts(word: str) -> List[str]:
    size = len(word) // PARTS
    return [word[:size], word[size : 2 * size], word[2 * size :]]


def _substrings(word: str) -> FrozenSet[str]:
    """All pieces of `word` that could be a whole part of a word of about its length."""
    shortest, longest = (len(word) - 2) // PARTS, (len(word) + 2) // PARTS + PARTS
    sizes = range(shortest, longest + 1)
    return frozenset(word[i : i + size] for size in sizes for i in range(len(word) - size + 1))


_NEIGHBOURS = frozenset(pair for rows in _KEYBOARDS for pair in _neighbours(rows))
