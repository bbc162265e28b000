"""Turns what the engine understood of a message, and what the talk knows, into asks the ranker can weigh."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from content.library import Library
from content.schema import Country
from guidance.answers.context import narrow
from guidance.answers.lexicon import plain
from guidance.search.features import Asked
from guidance.search.index import Index
from guidance.search.references import in_order, refers_to
from guidance.search.talk import leaning, leaning_of, talk
from guidance.search.units import Unit, aspect_units, pair_units

NAMED_KINDS = frozenset({"path", "level", "profession", "term", "subject"})
MOST_MEANINGS = 2
"""A name that still means several things stands for so many of them."""
MOST_NAMED = 4


@dataclass(frozen=True)
class Context:
    """What is known beside the message: the country and whether somebody said it, the role, and what was asked last
    (`frame`, see `guidance.search.talk.talk`)."""

    country: str = ""
    sure: bool = False
    role: str = ""
    frame: Mapping[str, Any] = field(default_factory=dict)


def asks(index: Index, library: Library, message: Mapping[str, Any], context: Context) -> tuple[Asked, ...]:
    """One `Asked` for each ask of a message as the engine gives it; a message without any is one as a whole."""
    if country := country_meant(library, message):
        context = replace(context, country=country, sure=True)
    named = _named(library, message.get("entities") or (), context.country)
    frames = tuple(message.get("asks") or ()) or (_whole(message),)
    alone = len(frames) == 1 and not message.get("background")
    found: list[Asked] = []
    for one in frames:
        found.append(_asked(index, library, message, one, named, context, alone))
        context = replace(context, frame=frame_of(found[-1], context.frame))
    return tuple(found)


def country_meant(library: Library, message: Mapping[str, Any]) -> str:
    """The country a message is about: that of the place it names, else of its words; "" when neither says.

    Where somebody lives does not count when another place is named: "ik woon in Breda maar wil in Antwerpen een
    bachelor doen" asks about Flanders.
    """
    text = str(message.get("text") or "")
    places = [one for one in message.get("entities") or () if one["entity"] == "place"]
    by_place = [(library.places[one["value"]].country.value, one) for one in places if one["value"] in library.places]
    elsewhere = [country for country, one in by_place if not _lives_there(text[: one.get("start", 0)])]
    found = dict.fromkeys(elsewhere or [country for country, _ in by_place])
    return next(iter(found)) if len(found) == 1 else str(message.get("country_said") or "")


def _lives_there(before: str) -> bool:
    """Whether the words before a place end in some that say where somebody lives."""
    return bool(set(plain(before).split()[-3:]) & leaning("lives"))


def frame_of(
    asked: Asked, before: Mapping[str, Any], answered: Sequence[Unit] = (), listed: Sequence[str] = ()
) -> dict[str, Any]:
    """What the next ask leans on after this one, answered by these units; `listed` are ids the answer listed."""
    text = asked.query.text
    goes_on = asked.how.leans and before.get("text")
    named = (*asked.entities, *asked.near)
    about = dict.fromkeys(one for unit in answered[:1] for one in unit.about)
    return {
        "text": str(before["text"]) if goes_on else text,
        "last": text,
        "entities": list(dict.fromkeys(named or (before.get("entities", ()) if goes_on else ()) or tuple(about)[:1])),
        "about": list(about),
        "names": dict(asked.names) or dict(before.get("names") or {}),
        "units": [unit.id for unit in answered],
        "order": list(listed) or in_order(before.get("order", ()), asked.entities),
    }


def _asked(
    index: Index,
    library: Library,
    message: Mapping[str, Any],
    frame: Mapping[str, Any],
    named: Mapping[str, tuple[str, ...]],
    context: Context,
    alone: bool,
) -> Asked:
    own = [one for raw in frame.get("entities", ()) for one in named.get(raw, ())]
    if not own and (
        meant := refers_to(str(frame.get("text") or ""), _order(context), context.frame.get("entities", ()))
    ):
        own = [meant]
    near = [one for ids in named.values() for one in ids if one not in own]
    said = str(frame.get("plain") or frame.get("text") or "")
    spoken_of = tuple(context.frame.get("entities", ()))
    how = leaning_of(said, own, bool(frame.get("points_back")))
    return Asked(
        query=index.query(said, str(frame.get("masked") or "")),
        whole=None if alone else index.query(str(message.get("plain") or message.get("text") or "")),
        entities=tuple(own),
        near=tuple(near),
        how=how,
        talk=talk(index, context.frame, said, own, how),
        negated=tuple(one for raw in frame.get("negated", ()) for one in named.get(raw, ())),
        aspects=tuple(frame.get("aspects", ())),
        country=context.country,
        sure_country=context.sure,
        role=context.role,
        generated=generated(library, own or near or spoken_of, (*spoken_of, *near)),
        names=_words(message, frame),
    )


def _order(context: Context) -> Sequence[str]:
    return tuple(map(str, context.frame.get("order", ())))


def generated(library: Library, ids: Sequence[str], beside: Sequence[str] = ()) -> tuple[Unit, ...]:
    """The units of the entries in mind, and those about two of them; `beside` are spoken of before."""
    first = list(dict.fromkeys(ids))[:MOST_NAMED]
    both = list(dict.fromkeys((*beside, *ids)))[:MOST_NAMED]
    return (*(unit for one in first for unit in aspect_units(library, one)), *pair_units(library, both))


def _named(library: Library, entities: Sequence[Mapping[str, Any]], country: str) -> dict[str, tuple[str, ...]]:
    """For each linked name, by its first meaning, the ids it can stand for in the country."""
    known = Country(country) if country in ("nl", "vl") else None
    found: dict[str, tuple[str, ...]] = {}
    for entity in entities:
        if entity["entity"] in NAMED_KINDS:
            options = entity.get("candidates") or (entity["value"],)
            found[str(entity["value"])] = narrow(library, options, known)[:MOST_MEANINGS]
    return found


def _whole(message: Mapping[str, Any]) -> Mapping[str, Any]:
    entities = [entity["value"] for entity in message.get("entities") or ()]
    return {"text": message.get("text"), "plain": message.get("plain"), "entities": entities, "aspects": ()}


def _words(message: Mapping[str, Any], frame: Mapping[str, Any]) -> Mapping[str, str]:
    """The words of each name in an ask, so that another can take its place."""
    said = message.get("entities") or ()
    own = set(frame.get("entities", ()))
    return {
        str(one["value"]): str(one.get("text") or "").lower() for one in said if one["value"] in own and one.get("text")
    }
