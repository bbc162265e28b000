"""Cuts text into the pieces the sentence encoder was trained on: the likeliest cut by the pieces' probabilities."""

import re
from typing import List

from bot.nlu.meaning.e5_file import Pieces

PREFIX = "query: "
"""What the encoder was trained to see before a text that is compared with others."""
UNKNOWN_COST = 10.0
_SPACE = "▁"
_SPACES = re.compile(" {2,}")


class Tokens:
    """The unigram tokenizer of XLM-RoBERTa."""

    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces
        self._scores = pieces.scores.tolist()
        self._unknown_score = min(self._scores) - UNKNOWN_COST
        self._longest = max(map(len, pieces.ids))

    def __call__(self, text: str) -> List[int]:
        """Ids of the pieces of `text` with the prefix before it, between the marks of begin and end."""
        plain = _SPACES.sub(" ", (PREFIX + text).translate(self._pieces.replaced))
        marked = (plain if plain.startswith(" ") else " " + plain).replace(" ", _SPACE)
        return [self._pieces.begin, *self._cut(marked), self._pieces.end]

    def _cut(self, text: str) -> List[int]:
        """The Viterbi path: for each place the best way to reach it, then back from the end."""
        known, scores, unknown = self._pieces.ids, self._scores, self._pieces.unknown
        best = [float("-inf")] * (len(text) + 1)
        best[0] = 0.0
        steps = [(0, unknown)] * (len(text) + 1)
        for start in range(len(text)):
            for end in range(start + 1, min(start + self._longest, len(text)) + 1):
                piece = known.get(text[start:end])
                if piece is not None and piece != unknown and best[start] + scores[piece] > best[end]:
                    best[end], steps[end] = best[start] + scores[piece], (start, piece)
            if best[start] + self._unknown_score > best[start + 1]:
                best[start + 1], steps[start + 1] = best[start] + self._unknown_score, (start, unknown)
        return _backwards(steps)


def _backwards(steps: List[tuple]) -> List[int]:
    found, place = [], len(steps) - 1
    while place > 0:
        place, piece = steps[place]
        found.append(piece)
    return found[::-1]
