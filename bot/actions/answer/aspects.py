"""Answers one thing about what was spoken about last: how long, how hard, what one learns, what it asks, where."""

from collections.abc import Sequence
from typing import Any

from bot.actions.core.base import dispatch
from bot.actions.core.mentions import Mentioned
from bot.actions.core.outcome import Choice, Outcome, say
from bot.actions.core.turn import INTENT_OF, Turn, payload
from bot.actions.present import views
from bot.actions.present.buttons import button, person
from content.schema import Profession, StructureEntry, StudyPath
from guidance.education import professions

ASPECTS = ("difficulty", "duration", "learn", "admission", "where", "become", "pay", "demand", "level", "age")
"""Keys of the cue group `follow_up` that ask one thing; the order is theirs."""
MOST_PATHS = 5


def about(turn: Turn, entry_id: str, aspect: str) -> Outcome:
    """What content says on `aspect` of an entry; when it says nothing, that, and who knows."""
    entry = turn.library.get(entry_id)
    if isinstance(entry, Profession):
        return _become(turn, entry) if aspect == "become" else _of_profession(turn, entry, aspect)
    if not isinstance(entry, StudyPath | StructureEntry):
        raise KeyError(entry_id)
    if aspect == "become":
        return dispatch(turn, payload("ask_profession", **{_kind(turn, entry_id): entry_id}))
    value = _value(turn, entry, aspect)
    params = {"learns": list(entry.learns) if isinstance(entry, StudyPath) else [], "country": entry.country.value}
    return _told(turn, entry, aspect, value, params, _steps(turn, entry_id))


def _of_profession(turn: Turn, job: Profession, aspect: str) -> Outcome:
    paths = professions.card(turn.library, job.id, turn.country).paths
    params = {"learns": [], "does": list(job.does), "country": None}
    value = list(job.does) if aspect == "learn" else None
    return _told(turn, job, aspect, value, params, (_how(job), *views.choices(turn.library, _ids(paths), at_most=2)))


def _become(turn: Turn, job: Profession) -> Outcome:
    """Paths to a profession; where the person is now completes it to a route."""
    if turn.memory.level:
        return dispatch(turn, payload("ask_progression", profession=job.id))
    paths = professions.card(turn.library, job.id, turn.country, MOST_PATHS).paths
    reply = say(
        "utter_become",
        choices=(*views.choices(turn.library, _ids(paths), at_most=3), person()),
        sources=views.sources(turn.library, paths)[:3],
        name=job.name,
        paths=[{"name": path.name, "level": views.name(turn.library, path.level)} for path in paths],
    )
    pending = payload("ask_progression", profession=job.id)
    return Outcome((reply,), pending, tuple(_ids(paths)), uses_country=bool(paths), current=job.id)


def _told(
    turn: Turn,
    entry: Profession | StudyPath | StructureEntry,
    aspect: str,
    value: Any,
    params: dict[str, Any],
    steps: Sequence[Choice],
) -> Outcome:
    reply = say(
        "utter_aspect" if value else "utter_aspect_unknown",
        choices=(*steps, person()),
        sources=turn.library.citations(entry),
        name=entry.name,
        aspect=aspect,
        value=value,
        verify=entry.verify if value else None,
        **params,
    )
    return Outcome((reply,), ids=(entry.id,), current=entry.id)


def _value(turn: Turn, entry: StudyPath | StructureEntry, aspect: str) -> Any:
    if aspect == "level":
        places = (entry.part_of,) if isinstance(entry, StructureEntry) else (entry.level, entry.stage)
        return [views.name(turn.library, one) for one in places if one]
    if isinstance(entry, StructureEntry):
        rows = {"duration": "duur", "admission": "voor_wie", "age": "leeftijd"}
        return entry.compare.get(rows.get(aspect, ""))
    subjects = [turn.library.subjects[one].name for one in entry.subjects]
    held = {"duration": entry.duration, "learn": list(entry.learns), "admission": entry.admission, "subjects": subjects}
    return held.get(aspect)


def _steps(turn: Turn, entry_id: str) -> tuple[Choice, ...]:
    about_it: dict[str, str | list[str]] = {_kind(turn, entry_id): entry_id}
    return (
        button("explain", INTENT_OF[_kind(turn, entry_id)], **about_it),
        button("onward", "ask_progression", **about_it),
    )


def _how(job: Profession) -> Choice:
    return button("become", "follow_up", answer="become", profession=job.id)


def _kind(turn: Turn, entry_id: str) -> str:
    return turn.library.kind_of(entry_id) or "path"


def _ids(paths: Sequence[StudyPath]) -> list[str]:
    return [path.id for path in paths]


def current(turn: Turn) -> tuple[Mentioned, ...]:
    """What was spoken about last, as an entity, when it is a path, a level or a profession."""
    entry_id = turn.memory.current
    kind = turn.library.kind_of(entry_id) if entry_id else None
    return (Mentioned(kind, entry_id),) if entry_id and kind in INTENT_OF else ()
