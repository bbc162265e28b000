"""Ranks everything that can answer against each ask of a message, as it stands and as the talk completes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from bot.actions.answer.encoder import encoder
from bot.actions.core.shelf import library
from bot.actions.core.turn import Turn
from guidance.search import pairs
from guidance.search.asked import Context, asks
from guidance.search.features import Asked
from guidance.search.index import Index
from guidance.search.ranker import Ranked, rank
from guidance.search.references import in_order
from guidance.search.units import ASPECT_MARK, Unit, aspect_units, unit_id, units

ITSELF = 0.6
"""How likely the entry itself is the answer to "wat is X" and nothing more."""
OF_ITSELF = {"what": 5, "work": 8}
"""Aspects an entry tells best itself, in an ask of at most so many words."""
ALONE = 3
"""Words up to which an ask that points back means nothing without something to point at."""


@dataclass(frozen=True)
class Found:
    """One ask with what may answer it, the likeliest first."""

    asked: Asked
    ranked: tuple[Ranked, ...]

    @property
    def chance(self) -> float:
        """How likely the first is the answer."""
        return self.ranked[0].chance if self.ranked else 0.0


@lru_cache(maxsize=4)
def index(school: str) -> Index:
    """The index of all content with one school's own."""
    shelf = library()
    return Index(units(shelf, school), pairs.by_unit(pairs.read()), encoder().asked)


def by_id(turn: Turn, unit_id: str) -> Unit | None:
    """The unit with this id, as a button carries it; None when content has it no more."""
    entry_id, _, _ = unit_id.partition(ASPECT_MARK)
    for unit in units(turn.library, turn.school):
        if unit.id == unit_id:
            return unit
    return next((unit for unit in aspect_units(turn.library, entry_id) if unit.id == unit_id), None)


def likeliest(message: Mapping[str, Any], school: str) -> list[Ranked]:
    """The units for a message by itself, all asks together, the likeliest first; reads the vectors when needed."""
    if encoder().port() is None:
        encoder().prepare(library())
    own = library().schools.get(school)
    context = Context(own.school.country.value if own else "")
    found = (
        ranked for asked in asks(index(school), library(), message, context) for ranked in rank(index(school), asked)
    )
    return sorted(found, key=lambda one: -one.chance)


def search(turn: Turn) -> tuple[Found, ...]:
    """What may answer each ask of a message; nothing while the vectors are not there yet."""
    if encoder().port() is None:
        return ()
    here = index(turn.school)
    return tuple(Found(asked, _ranked(here, asked)) for asked in asks(here, turn.library, turn.message, _context(turn)))


def asked_before(turn: Turn) -> Mapping[str, Any]:
    """What was asked last: the frame, or else what was spoken about."""
    if turn.memory.frame:
        return turn.memory.frame
    current = turn.memory.current
    entry = turn.library.get(current) if current else None
    return {"text": str(entry.name).lower(), "entities": [current]} if entry else {}


def asked_now(turn: Turn, current: str | None, shown: Sequence[str] = ()) -> dict[str, Any]:
    """What the next ask leans on when an action answered by itself: the words, or the name of what a button chose;
    `shown` are the ids its answer named, in order."""
    before, entry = asked_before(turn), turn.library.get(current) if current else None
    text = str(turn.message.get("plain") or turn.said) if turn.said else str(getattr(entry, "name", "")).lower()
    named = list(turn.named) or ([current] if current else [])
    words = {entity.value: entity.text.lower() for entity in turn.entities if entity.text}
    return {
        "text": text,
        "last": text,
        "entities": named,
        "names": words or ({current: text} if current and not turn.said else {}),
        "units": [],
        "order": list(shown) if len(shown) > 1 else in_order(tuple(before.get("order", ())), turn.named),
    }


def _context(turn: Turn) -> Context:
    country = turn.country.value if turn.country else ""
    return Context(country, not turn.setting.assumed and bool(country), turn.role or "", asked_before(turn))


def _ranked(here: Index, asked: Asked) -> tuple[Ranked, ...]:
    """What may answer an ask; nothing where it only points back and nothing was said before."""
    alone = asked.talk is None and asked.whole is None and not asked.near
    if alone and asked.how.points and asked.how.nameless and len(asked.query.text.split()) <= ALONE:
        return ()
    return _of_itself(asked, rank(here, asked))


def _of_itself(asked: Asked, ranked: tuple[Ranked, ...]) -> tuple[Ranked, ...]:
    """ "Wat is een X", "wat kan je worden met X": the entry itself tells it, before what somebody asked about it."""
    aspect = "work" if "work" in asked.aspects else asked.aspects[0] if asked.aspects else ""
    paths = [unit.entry for unit in asked.generated if unit.kind == "path" and unit.aspect == aspect]
    named = paths or list(asked.entities)
    if aspect not in OF_ITSELF or len(named) != 1 or len(asked.query.text.split()) > OF_ITSELF[aspect]:
        return ranked
    wanted = unit_id(named[0], aspect)
    first = [Ranked(one.unit, max(one.chance, ITSELF)) for one in ranked if one.unit.id == wanted]
    own = next((unit for unit in asked.generated if unit.id == wanted), None)
    first = first or ([Ranked(own, ITSELF)] if own else [])
    return (*first, *(one for one in ranked if one.unit.id != wanted))
