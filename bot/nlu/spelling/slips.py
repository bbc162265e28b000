"""Brings words nobody knows back to the nearest taught word, so that a slip of the finger costs little."""

import functools
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Dict, Iterable, Iterator, List, Set

from spacy.matcher.levenshtein import levenshtein

from bot.nlu.spelling.normalise import single_letters
from bot.nlu.spelling.text_analysis import fold, is_known

SENTENCES = Path(__file__).parents[2] / "data" / "nlu"
MIN_LETTERS = 5
"""Shorter words have too many neighbours one letter away."""
MIN_TAUGHT = 20
"""A real but untaught word with doubled letters ("vaan", "waat") goes back to a short form taught this often."""
MIN_OTHER_START = 7
"""In shorter words another first letter mostly makes another word ("zaken", "maken")."""
MIN_SEEN = 2
"""A word that is taught once may be a slip itself."""

_EXAMPLE = re.compile(r"^\s*- (?!intent:)(.+)$", re.M)
_WORD = re.compile(r"[^\W\d_]+")


class Corrector:
    """Finds words within one slip: a letter changed, missing, added or swapped with its neighbour."""

    def __init__(self, counts: Dict[str, int]) -> None:
        self._counts = counts
        self._near: Dict[str, Set[str]] = defaultdict(set)
        self._single: Dict[str, str] = {}
        for word in sorted(counts, key=lambda word: (counts[word], word)):
            self._single[single_letters(word)] = word
        for word, seen in counts.items():
            if seen >= MIN_SEEN and len(word) >= MIN_LETTERS - 1:
                for key in _shorter(word):
                    self._near[key].add(word)

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Corrector":
        """A corrector towards the words of `texts`."""
        return cls(Counter(word for text in texts for word in _WORD.findall(text.lower())))

    def correct(self, text: str) -> str:
        """The lower-case text with every unknown longer word brought to the one most often taught among the nearest."""
        return _WORD.sub(lambda match: self._word(match.group()), text)

    def _word(self, word: str) -> str:
        if word in self._counts:
            return word
        return self._undoubled(word) or self._nearest(word)

    def _undoubled(self, word: str) -> str:
        """The word taught most often that differs in doubled letters only ("vvan", "eexact"); empty without one."""
        single = single_letters(word)
        near = self._single.get(single, "")
        needed = MIN_TAUGHT if is_known(fold(word)) else MIN_SEEN
        return near if single != word and self._counts.get(near, 0) >= needed else ""

    def _nearest(self, word: str) -> str:
        if len(word) < MIN_LETTERS or is_known(fold(word)):
            return word
        found = {near for key in _shorter(word) for near in self._near.get(key, ())}
        slips: List[str] = [near for near in found if _one_slip(word, near)]
        return max(slips, key=lambda near: (self._counts[near], near), default=word)


def _shorter(word: str) -> Iterator[str]:
    yield word
    for i in range(len(word)):
        yield word[:i] + word[i + 1 :]


def _one_slip(word: str, near: str) -> bool:
    if word[0] != near[0] and len(word) < MIN_OTHER_START:
        return False
    if levenshtein(word, near, 1) <= 1:
        return True
    differing = [i for i, (a, b) in enumerate(zip(word, near, strict=False)) if a != b]
    swapped = len(differing) == 2 and differing[1] - differing[0] == 1 and sorted(word) == sorted(near)
    return swapped and len(word) == len(near)


@functools.lru_cache(maxsize=1)
def corrector() -> Corrector:
    """The corrector of this process, towards the words of the training sentences in the repository."""
    files = sorted(SENTENCES.glob("*.yml"))
    return Corrector.of(line for file in files for line in _EXAMPLE.findall(file.read_text(encoding="utf-8")))
