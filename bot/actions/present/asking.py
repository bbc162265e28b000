"""Asking back: which of several meanings, or which entry, so that no answer ends without a way on."""

from collections.abc import Iterable

from bot.actions.core.base import as_payload
from bot.actions.core.mentions import Mentioned
from bot.actions.core.outcome import Choice, Outcome, say
from bot.actions.core.turn import Turn, payload
from bot.actions.present import views
from bot.actions.present.buttons import person
from content.schema import Named
from guidance.education import structure


def which(turn: Turn) -> Outcome:
    """Ask which of the possible meanings was meant; the button asks the same again with that meaning."""
    kept = [entity for entity in turn.entities if len(entity.candidates) < 2 and entity.kind in ("path", "level")]
    options = tuple(_meaning(turn, kept, entry_id) for entry_id in turn.ambiguous[:4])
    pending = payload(turn.intent)
    meanings = [one for one in map(turn.library.get, turn.ambiguous) if isinstance(one, Named)]
    old_names = {structure.replaced(one, turn.said) for one in meanings}
    old_name = old_names.pop() if len(old_names) == 1 else None
    about = list(turn.ambiguous[:4])  # asking about other things is no repetition
    reply = say("utter_ask_which", choices=options, old_name=old_name, about=about)
    return Outcome((reply,), pending=pending, ids=turn.ambiguous[:4])


def entry(turn: Turn, response: str, options: Iterable[Choice] = ()) -> Outcome:
    """Ask for the entry that is missing with the question `response`; a bare name then completes this ask."""
    return Outcome((say(response, choices=(*options, person())),), pending=as_payload(turn))


def _meaning(turn: Turn, kept: Iterable[Mentioned], entry_id: str) -> Choice:
    kind = turn.library.kind_of(entry_id) or "path"
    entities: dict[str, str | list[str]] = {"path" if kind == "domain" else kind: [entry_id]}
    for entity in kept:
        entities[entity.kind] = [*entities.get(entity.kind, []), entity.value]
    return Choice(_title(turn, entry_id), payload(turn.intent, **entities))


def _title(turn: Turn, entry_id: str) -> str:
    """The name, with its level when another option has the same name."""
    title = views.name(turn.library, entry_id)
    path = turn.library.paths.get(entry_id)
    same = sum(views.name(turn.library, other) == title for other in turn.ambiguous)
    return f"{title} ({views.name(turn.library, path.stage or path.level)})" if path and same > 1 else title
