"""Cuts a message into clauses and says of each whether it asks, or tells who somebody is."""

import functools
import re
from dataclasses import dataclass
from typing import List, Pattern, Sequence, Tuple

from bot.nlu.ask.phrases import alternatives, phrases

MAX_CLAUSES = 8
MIN_WORDS = 2

ASK, BACKGROUND = "ask", "background"

_EDGES = " ,;:-\n\t\r"
"""Signs that belong to no clause when they stand at its begin or end."""


@dataclass(frozen=True)
class Clause:
    """One clause and its place in the text; `role` is "ask" or "background"."""

    text: str
    start: int
    end: int
    role: str


def clauses(text: str) -> Tuple[Clause, ...]:
    """The clauses of a message in order; a message of one clause without a question is an ask (a keyword)."""
    spans = [span for sentence in _sentences(text) for span in _asks_apart(text, *sentence)][:MAX_CLAUSES]
    found = [Clause(text[start:end], start, end, _role(text[start:end])) for start, end in spans]
    return tuple(_settled(_joined(text, found)))


def _sentences(text: str) -> List[Tuple[int, int]]:
    """Places of the sentences; a mark inside a number or an abbreviation ends none."""
    spans, start = [], 0
    for match in _sentence_end().finditer(text):
        spans.append((start, match.end()))
        start = match.end()
    spans.append((start, len(text)))
    return [trimmed for span in spans if (trimmed := _trim(text, *span))]


def _asks_apart(text: str, start: int, end: int) -> List[Tuple[int, int]]:
    """A sentence cut before each joined question ("..., en hoe lang duurt dat", "... dus mag ik")."""
    inner = [start + match.start() for match in _joined_ask().finditer(text[start:end]) if match.start()]
    starts, ends = [start, *inner], [*inner, end]
    return [trimmed for a, b in zip(starts, ends, strict=True) if (trimmed := _trim(text, a, b))]


def _trim(text: str, start: int, end: int) -> Tuple[int, int]:
    piece = text[start:end]
    left, right = len(piece) - len(piece.lstrip(_EDGES)), len(piece.rstrip(_EDGES))
    return (start + left, start + right) if left < right else ()  # type: ignore[return-value]


def _role(text: str) -> str:
    folded = _without_openers(text.lower())
    if "?" in text or _question_start().match(folded) or _asks_inside().search(folded):
        return ASK
    return BACKGROUND


def _joined(text: str, found: Sequence[Clause]) -> List[Clause]:
    """Pieces too short to mean anything by themselves go with what stands before, the first with what follows."""
    kept: List[Clause] = []
    for clause in found:
        if kept and (_is_short(clause) or _is_short(kept[-1])):
            last = kept.pop()
            role = clause.role if _is_short(last) else last.role
            clause = Clause(text[last.start : clause.end], last.start, clause.end, role)
        kept.append(clause)
    return kept


def _is_short(clause: Clause) -> bool:
    """Whether a clause is a word that asks nothing ("ok", "dus"); "en wanneer?" is none."""
    return clause.role == BACKGROUND and len(clause.text.split()) < MIN_WORDS


def _settled(found: List[Clause]) -> List[Clause]:
    """Without any ask the message itself is one, but for what only tells who somebody is."""
    if any(clause.role == ASK for clause in found) or not found:
        return found
    if all(_tells().match(_without_openers(clause.text.lower())) for clause in found):
        return found
    return [
        Clause(c.text, c.start, c.end, c.role if _tells().match(_without_openers(c.text.lower())) else ASK)
        for c in found
    ]


def _without_openers(text: str) -> str:
    before = None
    while text != before:
        before, text = text, _opener().sub("", text.lstrip(" ,.!-"), count=1)
    return text


@functools.lru_cache(maxsize=1)
def _sentence_end() -> Pattern[str]:
    abbreviated = r"(?<!\.[a-zA-Z])(?<!\bbv)(?<!\bbijv)(?<!\bevt)"
    return re.compile(rf"[?!؟]+(?:\s+|$)|[;\n]\s*|(?<=[a-zA-Z)\d]){abbreviated}\.\s+(?=\S)|\s+-\s+|\.{{2,}}\s*", re.I)


@functools.lru_cache(maxsize=1)
def _joined_ask() -> Pattern[str]:
    words, verbs, persons = (alternatives(group) for group in ("question_words", "question_verbs", "persons"))
    asks = rf"(?:(?:{words})\b|(?:{verbs})\s+(?:{persons})\b)"
    joined = rf"(?:,\s*|\s+)(?:en|maar|of|dus|want|ook|dan)\s+(?:(?:dan|ook|nog|zo ja|vooral)\s+)?(?={asks})"
    return re.compile(rf"{joined}|,\s+(?={asks})", re.I)


@functools.lru_cache(maxsize=1)
def _question_start() -> Pattern[str]:
    return re.compile(
        rf"(?:{alternatives('question_words')}|{alternatives('question_verbs')}|{alternatives('imperatives')})\b", re.I
    )


@functools.lru_cache(maxsize=1)
def _asks_inside() -> Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(phrases()['asks_inside'])})\b", re.I)


@functools.lru_cache(maxsize=1)
def _tells() -> Pattern[str]:
    return re.compile(rf"(?:{alternatives('background')})\b", re.I)


@functools.lru_cache(maxsize=1)
def _opener() -> Pattern[str]:
    return re.compile(rf"^(?:{alternatives('openers')})\b[ ,.!:]*", re.I)
