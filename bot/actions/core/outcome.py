"""What an action says back: response names with parameters, buttons, sources and effects; never a sentence."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from content.library import CitedSource
from guidance.pictures.sketch import Sheet, Sketch

Params = Mapping[str, Any]


MAX_SOURCES = 3
"""More of them bury the answer on a phone; entries name their best source first."""


PERSONAL = frozenset(
    {"utter_explore_item", "utter_explore_pick", "utter_interests", "utter_fields", "utter_result_mend"}
    | {"utter_result_mend_one", "utter_cards", "utter_cards_fields", "utter_family_views"}
    | {"utter_plan", "utter_plan_page"}
)
"""Responses that show what someone found out about themselves: a mentor reads them only when the person shares that."""


@dataclass(frozen=True)
class Choice:
    """A button: `title` is a name from content, `payload` what it means to the engine."""

    title: str
    payload: str


@dataclass(frozen=True)
class Effect:
    """Something the gateway does in the same transaction as the reply (names: conversation.turns.Effect)."""

    name: str
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Attached:
    """A file that goes with a reply: what it is called, and its path below the service's address."""

    title: str
    path: str


@dataclass(frozen=True)
class Reply:
    """One message: a response of `bot/data/responses` and what it is filled with."""

    response: str
    params: Params = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    sources: tuple[CitedSource, ...] = ()
    effects: tuple[Effect, ...] = ()
    files: tuple[Attached, ...] = ()
    picture: Sketch | None = None
    page: Sheet | None = None

    def message(self) -> dict[str, Any]:
        """The keyword arguments for `CollectingDispatcher.utter_message`."""
        return {
            "response": self.response,
            "buttons": [{"title": choice.title, "payload": choice.payload} for choice in self.choices],
            "json_message": self._rider(),
            **self.params,
        }

    def _rider(self) -> dict[str, Any]:
        sources = [
            {"title": source.title, "url": source.url, "checked_on": source.checked_on.isoformat()}
            for source in tuple(dict.fromkeys(self.sources))[:MAX_SOURCES]
        ]
        effects = [{"name": effect.name, "data": dict(effect.data)} for effect in self.effects]
        files = [{"title": file.title, "path": file.path} for file in self.files]
        picture = asdict(self.picture) if self.picture else None
        page = asdict(self.page) if self.page else None
        personal = self.response in PERSONAL
        rider = {"sources": sources, "effects": effects, "files": files, "picture": picture, "page": page}
        rider |= {"personal": True} if personal else {}
        return {key: value for key, value in rider.items() if value}


@dataclass(frozen=True)
class Outcome:
    """The replies to one message, and what to remember.

    `pending` is the payload a "yes" or a bare value completes. `ids` are the entries shown, `page` how far a long
    answer is. `uses_country` is true when the answer holds in one country only. `learnt` holds more slots, `kept` more
    about this answer for the next turn.
    """

    replies: tuple[Reply, ...]
    pending: str | None = None
    ids: tuple[str, ...] = ()
    page: int = 0
    uses_country: bool = False
    current: str | None = None
    learnt: Mapping[str, Any] = field(default_factory=dict)
    kept: Mapping[str, Any] = field(default_factory=dict)


def say(
    response: str,
    /,
    *,
    choices: Iterable[Choice] = (),
    sources: Sequence[CitedSource] = (),
    picture: Sketch | None = None,
    page: Sheet | None = None,
    **params: Any,
) -> Reply:
    """A reply without effects."""
    return Reply(response, params, tuple(choices), tuple(sources), picture=picture, page=page)
