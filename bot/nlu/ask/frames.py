"""Makes of each clause a frame: what is asked, of what, what is turned round, and what is said of oneself."""

import functools
import re
from dataclasses import asdict, dataclass, field
from typing import Any, Callable, Dict, List, Pattern, Sequence, Tuple

from bot.nlu.ask.clauses import ASK, Clause, clauses
from bot.nlu.ask.phrases import alternatives, aspect_patterns, country_patterns, phrases
from bot.nlu.spelling.text_analysis import fold

_AGE = re.compile(
    r"\b(?:ben|is|word|wordt|kben|was)\s+(?:nu\s+|net\s+|al\s+|pas\s+|bijna\s+)?([12][0-9])\b(?!\s*(?:%|uur|euro|punt))"
    r"|\b([12][0-9])\s*(?:j\b|jr\b|jaar\b(?! (?:geleden|lang))|jarige\b)"
    r"|^(1[2-9]|2[0-9])[ ,]"
)
_YEAR = re.compile(
    r"\b([1-7])\s?(?:e |de |ste )?\s?(?:havo|vwo|vmbo|mavo|tl|gl|kader|basis|gym|atheneum|[hvtkbgm])\b"
    r"|\b(?:klas|jaar|leerjaar)\s([1-7])\b"
    r"|\b([1-7])(?:de|e|ste)?\s(?:jaar|middelbaar|secundair|leerjaar|klas)\b"
)


@dataclass(frozen=True)
class Frame:
    """One ask: `act` is "ask" or "tell", `aspects` what is asked (first one first), `entities` and `negated` ids.

    `plain` is its mended spelling, `masked` the same with a word for every name.
    """

    text: str
    act: str
    plain: str = ""
    masked: str = ""
    aspects: Tuple[str, ...] = ()
    entities: Tuple[str, ...] = ()
    negated: Tuple[str, ...] = ()
    points_back: bool = False
    conditions: Dict[str, Any] = field(default_factory=dict)

    def as_dict(self) -> Dict[str, Any]:
        """The frame as `parse` prints it."""
        made = asdict(self)
        made["aspect"] = self.aspects[0] if self.aspects else None
        return made


@dataclass(frozen=True)
class Understood:
    """All asks of a message in order, what only tells, and the country its words show ("nl", "vl" or none)."""

    asks: Tuple[Frame, ...]
    background: Tuple[str, ...]
    country: str = ""


def understand(text: str, entities: Sequence[Dict[str, Any]], mend: Callable[[str], str] = str.lower) -> Understood:
    """The frames of a message. `entities` are the linked names with their places; `mend` corrects spelling."""
    parts = clauses(text)
    frames = [_frame(part, [e for e in entities if part.start <= e["start"] < part.end], mend) for part in parts]
    asks = tuple(frame for frame, part in zip(frames, parts, strict=True) if part.role == ASK)
    background = tuple(part.text for part in parts if part.role != ASK)
    return Understood(asks, background, country_of(mend(text)))


def country_of(text: str) -> str:
    """The country whose words the text holds; the dialect only counts where no term of a country does."""
    folded = fold(text)
    counts = {name: len(pattern.findall(folded)) for name, pattern in country_patterns()}
    if counts["vl"] != counts["nl"]:
        return "vl" if counts["vl"] > counts["nl"] else "nl"
    return "vl" if counts["vl_dialect"] >= 2 and not counts["nl"] else ""


def aspects_of(text: str) -> Tuple[str, ...]:
    """What a clause asks, in the order of the file."""
    folded = fold(text)
    return tuple(name for name, pattern in aspect_patterns() if pattern.search(folded))


def _frame(clause: Clause, entities: Sequence[Dict[str, Any]], mend: Callable[[str], str]) -> Frame:
    folded = fold(clause.text)
    negated = [e["value"] for e in entities if _is_negated(folded, e["start"] - clause.start)]
    return Frame(
        text=clause.text,
        act="ask" if clause.role == ASK else "tell",
        plain=mend(clause.text),
        masked=mend(_masked(clause, entities)),
        aspects=aspects_of(mend(clause.text)),
        entities=tuple(dict.fromkeys(e["value"] for e in entities)),
        negated=tuple(negated),
        points_back=bool(_pointing().search(folded)),
        conditions=_conditions(folded),
    )


def _masked(clause: Clause, entities: Sequence[Dict[str, Any]]) -> str:
    words, pieces, place = phrases()["stands_for"], [], 0
    for entity in entities:
        if entity["entity"] in words:
            pieces += [clause.text[place : entity["start"] - clause.start], words[entity["entity"]]]
            place = entity["end"] - clause.start
    return "".join([*pieces, clause.text[place:]])


def _is_negated(folded: str, place: int) -> bool:
    """Whether a negating word stands before a place, with no word between that ends its reach."""
    before = folded[:place]
    turns = list(_negators().finditer(before))
    return (
        bool(turns) and not _until().search(before[turns[-1].end() :]) and len(before[turns[-1].end() :].split()) <= 3
    )


def _conditions(folded: str) -> Dict[str, Any]:
    found: Dict[str, Any] = {}
    if age := _AGE.search(folded):
        found["age"] = int(next(filter(None, age.groups())))
    if year := _YEAR.search(folded):
        found["year"] = int(next(one for one in year.groups() if one and one.isdigit()))
    return found


@functools.lru_cache(maxsize=1)
def _negators() -> Pattern[str]:
    return re.compile(rf"\b(?:{alternatives('negators')})\b")


@functools.lru_cache(maxsize=1)
def _until() -> Pattern[str]:
    return re.compile(rf"\b(?:{alternatives('until')})\b")


@functools.lru_cache(maxsize=1)
def _pointing() -> Pattern[str]:
    words: List[str] = sorted((str(word) for word in phrases()["pointing"]), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in words) + r")\b")
