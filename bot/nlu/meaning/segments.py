"""Cuts a message into the pieces that may each be an ask of their own."""

import re
from typing import List

from bot.nlu.cues import cues

MAX_SEGMENTS = 4
MIN_WORDS = 2
MIN_CLAUSE_WORDS = 3
"""A clause cut at a bare "en" or comma says less about itself than a sentence; shorter ones are lists of names."""

_SENTENCE_END = re.compile(r"(?<=[.?!;؟\n])\s+|\n+|\s+-\s+")
_ASK = "|".join(cues()["asking"])
_JOIN = "|".join(cues()["joining"])
_CLAUSE = "|".join(cues()["clauses"])
_JOINED_ASK = re.compile(rf",?\s+(?:{_JOIN})\s+(?:(?:dan|ook|nog)\s+)?(?=(?:{_ASK})\b)|,\s+(?=(?:{_ASK})\b)", re.I)
_JOINED_CLAUSE = re.compile(rf",\s+(?:(?:{_CLAUSE})\s+)?|\s+(?:{_CLAUSE})\s+", re.I)


def segments(text: str) -> List[str]:
    """Sentences, joined questions and long clauses of a message, at most `MAX_SEGMENTS`; empty when it is one piece."""
    sentences = [s.strip() for s in _SENTENCE_END.split(text) if s and s.strip()]
    asks = [p.strip() for s in sentences for p in _JOINED_ASK.split(s) if p and p.strip()]
    pieces = [p for ask in asks for p in _clauses(ask)]
    long_enough = [p for p in pieces if len(p.split()) >= MIN_WORDS]
    return long_enough[:MAX_SEGMENTS] if len(long_enough) > 1 else []


def _clauses(ask: str) -> List[str]:
    """The ask cut at joining words, as long as each piece stays long enough to mean something by itself."""
    pieces = [p.strip() for p in _JOINED_CLAUSE.split(ask) if p.strip()]
    return pieces if len(pieces) > 1 and all(len(p.split()) >= MIN_CLAUSE_WORDS for p in pieces) else [ask]
