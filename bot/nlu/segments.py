"""Cuts a message into the pieces that may each be an ask of their own."""

import re
from typing import List

from bot.nlu.cues import cues

MAX_SEGMENTS = 4
MIN_WORDS = 2

_SENTENCE_END = re.compile(r"(?<=[.?!;\n])\s+|\n+|\s+-\s+")
_ASK = "|".join(cues()["asking"])
_JOIN = "|".join(cues()["joining"])
_JOINED_ASK = re.compile(rf",?\s+(?:{_JOIN})\s+(?:(?:dan|ook|nog)\s+)?(?=(?:{_ASK})\b)|,\s+(?=(?:{_ASK})\b)", re.I)


def segments(text: str) -> List[str]:
    """Sentences and joined questions of a message, at most `MAX_SEGMENTS`; empty when the message is one piece."""
    sentences = [s.strip() for s in _SENTENCE_END.split(text) if s and s.strip()]
    pieces = [p.strip() for s in sentences for p in _JOINED_ASK.split(s) if p and p.strip()]
    long_enough = [p for p in pieces if len(p.split()) >= MIN_WORDS]
    return long_enough[:MAX_SEGMENTS] if len(long_enough) > 1 else []
