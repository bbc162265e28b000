"""Makes of each clause a frame: what is asked, of what, what is turned round, and what is said of oneself."""

import functools
import re
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Callable, Dict, List, Pattern, Sequence, Tuple

from bot.nlu.ask.clauses import ASK, Clause, clauses
from bot.nlu.ask.phrases import alternatives, aspect_patterns, country_patterns, phrases
from bot.nlu.spelling.text_analysis import fold

_NUMBERS = {
    **{"twaalf": 12, "dertien": 13, "veertien": 14, "vijftien": 15, "zestien": 16, "zeventien": 17, "achttien": 18},
    **{"negentien": 19, "twintig": 20, "eenentwintig": 21},
    **{"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "vijfde": 5, "zesde": 6, "zevende": 7},
}
"""Ages and years as words."""
_OLD = r"[12][0-9]|twaalf|(?:der|veer|vijf|zes|zeven|acht|negen)tien|(?:eenen)?twintig"
_IS = r"ben|bent|is|word|wordt|kben|was"
_BARELY = r"(?:(?:nu|net|al|pas|bijna)\s+)?"
_NO_AGE = (
    r"(?!\s*(?:%|€|procent|euro|(?:les)?u(?:ur|ren)\b|minu|dag(?:en)?\b|week\b|weken|maand|(?:studie)?punt|km\b|keer\b"
    r"|vak(?:ken)?\b|leerlingen|jaar\s(?:geleden|lang)|januari|februari|maart|april|mei\b|juni|juli|augustus|september"
    r"|oktober|november|december))"
)
"""After a number: it counts something else, or it is a day of the month."""
_AGE = re.compile(
    rf"\b(?:{_IS})\s+{_BARELY}({_OLD})\b{_NO_AGE}"
    rf"|\b({_OLD})\s*(?:j\b|jr\b|jaar\b(?! (?:geleden|lang))|jarige\b)"
    rf"|\b(?:ik|je|jij|hij|ie|zij|ze|zoon|dochter|kind)\s+{_BARELY}({_OLD})\s+(?:{_IS})\b"
    rf"|^(1[2-9]|2[0-9])(?=[ ,]){_NO_AGE}"
)

_LEVEL = r"havo|vwo|vmbo|mavo|tl|gl|kader|basis|gym|gymnasium|atheneum"
_NTH = r"[1-7](?:de|e|ste)|eerste|tweede|derde|vierde|vijfde|zesde|zevende"
_YEAR = re.compile(
    rf"(?<![\d,.])([1-7])\s?(?:(?:e|de|ste)\s)?(?:{_LEVEL}|[hvtkbgm])\b(?![\s-]*attest)"
    rf"|\b(?:{_LEVEL}|klas|jaar|leerjaar)\s([1-7])\b(?!,\d|\s*(?:%|euro|jaar|jr|uur|vak))|\b(?:{_LEVEL}|[hv])([1-7])\b"
    rf"|\b({_NTH})\s(?:jaar|middelbaar|secundair|leerjaar|klas)\b"
    r"|(?<![\d,.])([1-7])\s(?:middelbaar|secundair|leerjaar|klas)\b"
)


@dataclass(frozen=True)
class Frame:
    """One ask: `act` is "ask" or "tell", `aspects` what is asked (first one first), `entities` and `negated` ids.

    `plain` is its mended spelling, `masked` the same with a word for every name. `conditions` are the age and the year
    of school it tells; those of an ask begin with what the clauses that only tell say.
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
    told = [frame for frame in frames if frame.act != "ask"]
    known = {key: value for frame in told for key, value in frame.conditions.items()}
    asks = [replace(one, conditions={**known, **one.conditions}) for one in frames if one.act == "ask"]
    return Understood(tuple(asks), tuple(frame.text for frame in told), country_of(mend(text)))


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
    """The age and the year of school a clause tells."""
    found = {"age": _AGE.search(folded), "year": _YEAR.search(folded)}
    return {name: _number(next(filter(None, match.groups()))) for name, match in found.items() if match}


def _number(said: str) -> int:
    """What a number says: "17", "3de", "derde" or "zeventien"."""
    return _NUMBERS.get(said) or int(re.sub(r"\D", "", said))


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
