"""Ranks everything that can answer against each ask of a message, as it stands and as the talk completes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from bot.actions.answer.encoder import encoder
from bot.actions.core.shelf import library
from bot.actions.core.turn import Turn
from bot.actions.core.words import words
from guidance.answers.lexicon import plain
from guidance.search import pairs
from guidance.search.asked import MOST_NAMED, Context, asks, generated
from guidance.search.features import Asked
from guidance.search.index import Index
from guidance.search.ranker import Ranked, rank
from guidance.search.units import ASPECT_MARK, BOTH_ENTRIES, Unit, aspect_units, unit_id, units

SHORT = 6
"""Words up to which an ask without a name may lean on what was asked before."""
BARE = 5
"""Words up to which an ask that only names something asks the last thing again, of that."""
ITSELF = 0.6
"""How likely the entry itself is the answer to "wat is X" and nothing more."""
OF_ITSELF = {"what": 5, "work": 8}
"""Aspects an entry tells best itself, in an ask of at most so many words."""
ALONE = 3
"""Words up to which an ask that points back means nothing without something to point at."""
A_WAY = 0.35
"""How likely the way between two named things is the answer to "van A naar B"."""
BOTH = 2.0
"""How much an answer counts that is about what was spoken of and about what is named now."""
UNRELATED = 0.25
"""How much an answer about something else than the talk counts, when an ask points back."""


@dataclass(frozen=True)
class Found:
    """One ask with what may answer it, the likeliest first; `text` is the ask, `root` what it leans on (or itself)."""

    asked: Asked
    ranked: tuple[Ranked, ...]
    text: str
    root: str

    @property
    def chance(self) -> float:
        """How likely the first is the answer."""
        return self.ranked[0].chance if self.ranked else 0.0


@lru_cache(maxsize=4)
def index(school: str) -> Index:
    """The index of all content with one school's own."""
    shelf = library()
    return Index(units(shelf, school), pairs.by_unit(pairs.read()), encoder().plain)


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
    here, found, before = index(turn.school), [], _before(turn)
    for asked in asks(here, turn.library, turn.message, _context(turn)):
        best = _best(here, turn, asked, before)
        found.append(best)
        before = {
            **before,
            "text": best.root,
            "last": best.text,
            "entities": [*asked.entities, *asked.near][:MOST_NAMED],
        }
    return tuple(found)


def _before(turn: Turn) -> dict[str, Any]:
    """What was asked last: the frame, or else what was spoken about."""
    if turn.memory.frame:
        return dict(turn.memory.frame)
    current = turn.memory.current
    entry = turn.library.get(current) if current else None
    return {"text": str(entry.name).lower(), "entities": [current]} if entry else {}


def _context(turn: Turn) -> Context:
    country = turn.country.value if turn.country else ""
    return Context(country, not turn.setting.assumed and bool(country), turn.role or "", ())


def _best(here: Index, turn: Turn, asked: Asked, frame: dict[str, Any]) -> Found:
    """The ask as it stands, or completed by what was asked before: whichever is likelier to have an answer."""
    text = asked.query.text
    ranked = tuple(one for one in rank(here, asked) if not (frame and _is_the_goal(asked, one.unit)))
    own = Found(asked, _of_itself(asked, _between(asked, ranked)), text, text)
    if not frame.get("text"):
        return replace(own, ranked=()) if _leans(asked) and len(text.split()) <= ALONE else own
    if (said := _instead(asked, frame)) is not None:
        return _completed(here, turn, asked, said, asked.entities, said)
    if not _leans(asked):
        return own
    root, last = str(frame["text"]), str(frame.get("last") or frame["text"])
    named = asked.entities or asked.near or tuple(frame.get("entities", ()))
    texts = dict.fromkeys((f"{root} {text}", f"{last} {text}", text))
    spoken_of = tuple(frame.get("entities", ()))
    leaning = [own, *(_completed(here, turn, asked, one, named, root, spoken_of) for one in texts)]
    leaning = [replace(one, ranked=_the_way(asked, spoken_of, one.ranked)) for one in leaning]
    return _merged(leaning, {*spoken_of, *frame.get("about", ())}, {*asked.entities})


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


def _between(asked: Asked, ranked: tuple[Ranked, ...]) -> tuple[Ranked, ...]:
    """ "Kan ik van A naar B": what is about both goes before what is about one, and the way itself is an answer."""
    named = set(asked.entities)
    if len(named) != 2 or not _towards(asked):
        return ranked
    route = unit_id(BOTH_ENTRIES, "route")
    weighed = [
        replace(one, chance=min(1.0, one.chance * BOTH)) if named <= set(one.unit.about) else one for one in ranked
    ]
    weighed += [Ranked(unit, 0.0) for unit in asked.generated if unit.id == route]
    best = {one.unit.id: one for one in weighed[::-1]}
    found = [replace(one, chance=max(one.chance, A_WAY)) if one.unit.id == route else one for one in best.values()]
    return tuple(sorted(found, key=lambda one: -one.chance))


def _the_way(asked: Asked, spoken_of: Sequence[str], ranked: tuple[Ranked, ...]) -> tuple[Ranked, ...]:
    """ "Kan hij daarna naar X" after something one can start from: the way from there to X."""
    if not (spoken_of and asked.entities and _towards(asked)):
        return ranked
    wanted = unit_id(BOTH_ENTRIES, "route")
    return tuple(replace(one, chance=max(one.chance, ITSELF)) if one.unit.id == wanted else one for one in ranked)


def _merged(readings: Sequence[Found], topic: set[str], named: set[str]) -> Found:
    """All readings of one ask together; what is about something else than the talk counts for less."""
    best: dict[str, Ranked] = {}
    for ranked in (ranked for one in readings for ranked in one.ranked):
        chance = ranked.chance * _related(set(ranked.unit.about), topic, named)
        if chance > best.get(ranked.unit.id, Ranked(ranked.unit, 0.0)).chance:
            best[ranked.unit.id] = Ranked(ranked.unit, min(chance, 1.0))
    ordered = tuple(sorted(best.values(), key=lambda one: -one.chance))
    return replace(readings[1], ranked=ordered)


def _completed(
    here: Index, turn: Turn, asked: Asked, text: str, entities: Sequence[str], root: str, beside: Sequence[str] = ()
) -> Found:
    """The ask with other words and names; what is told of it next is told of `root`."""
    query = asked.query if text == asked.query.text else here.query(text)
    other = replace(
        asked,
        query=query,
        whole=None if query is asked.query else asked.query,
        entities=tuple(entities),
        near=(),
        generated=generated(turn.library, entities, beside),
    )
    ranked = tuple(one for one in rank(here, other) if not _is_the_goal(asked, one.unit))
    return Found(other, ranked, asked.query.text, root)


def _related(about: set[str], topic: set[str], named: set[str]) -> float:
    """How much an answer counts by what it is about: what was spoken of and what is named, one of both, or none."""
    if named and topic - named and about & named and about & (topic - named):
        return BOTH
    return 1.0 if not topic or about & (topic | named) else UNRELATED


def _is_the_goal(asked: Asked, unit: Unit) -> bool:
    """Whether "naar X" asks for the way to X, so that what comes after X is no answer."""
    return unit.aspect == "next" and _towards(asked) and unit.entry in asked.entities


def _towards(asked: Asked) -> bool:
    """Whether the ask goes towards something: "naar X"."""
    return bool(set(plain(asked.query.text).split()) & set(words("leaning")["towards"]))


def _leans(asked: Asked) -> bool:
    """Whether an ask may only mean something after what was asked before."""
    said = plain(asked.query.text).split()
    opens = bool(set(said[:1]) & set(words("leaning")["openers"]))
    points = opens or bool(set(said) & set(words("leaning")["pointing"]))
    return (not asked.entities and (points or len(said) <= SHORT)) or (points and len(said) <= SHORT + 3)


def _instead(asked: Asked, frame: dict[str, Any]) -> str | None:
    """ "En vwo?" after "hoe lang duurt havo": the last ask with the new name in the place of the old one."""
    said = [word for word in plain(asked.query.text).split() if word not in words("leaning")["beside"]]
    names = dict(frame.get("names") or {})
    if not asked.entities or len(said) > BARE or asked.aspects or not names:
        return None
    new, old = " ".join(said), list(names.values())[-1]
    text = str(frame["text"])
    return text.replace(old, new) if old and old in text else f"{text} {new}"
