"""What one message means to an action: the words, the entities, what was remembered, and where and when we are."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from bot.actions.core.memory import Memory
from bot.actions.core.mentions import Mentioned, mentioned
from bot.actions.core.shelf import library
from bot.actions.core.words import country_said, role_said
from content.library import Library
from content.schema import Country
from conversation.messages import Route
from guidance.answers.context import Setting, narrow, setting

INTENT_OF = {"path": "ask_study_path", "level": "ask_education_structure", "profession": "ask_profession"}
"""What each kind of entry is usually asked for."""
ENTRY_KINDS = ("path", "level", "profession", "subject")
DUTCH = "nl"
RECALLED = ("profile", "family", "reminder")


@dataclass(frozen=True)
class Turn:
    """One message with its context. `said` is empty for a pressed button."""

    said: str
    intent: str
    entities: tuple[Mentioned, ...]
    memory: Memory
    today: date
    school: str = ""
    waiting: bool = False
    """True while a person was asked for, by them or by words of danger, and none came yet."""
    lang: str = DUTCH
    """The language the message is in, as an ISO code."""
    with_mentor: bool = False
    """True while a mentor answers: only sharing a profile comes here then."""
    ranking: tuple[str, ...] = ()
    sure: float = 1.0
    """How likely the first of the ranking is, 0 to 1; 1 for a pressed button."""
    also: tuple[str, ...] = ()
    """Other intents found in the same message."""
    more: bool = False
    """True when the person asked on: show what was not shown yet."""
    recall: Mapping[str, str] = field(default_factory=dict)
    """What the person asked to keep (see `conversation.inbox.Recall`): comes along with every message."""
    message: Mapping[str, Any] = field(default_factory=dict)
    """What the engine understood: `asks`, `background`, `country_said`, `plain` and `entities`."""
    library: Library = field(default_factory=library)

    @classmethod
    def from_tracker(cls, tracker: Any) -> "Turn":
        """Read a rasa_sdk Tracker; a missing date means today, a missing school means none is configured."""
        message: Mapping[str, Any] = tracker.latest_message or {}
        metadata = message.get("metadata") or {}
        text = str(message.get("text") or "")
        ranked = message.get("intent_ranking") or ()
        turn = cls(
            said="" if text.startswith("/") else text,
            intent=str((message.get("intent") or {}).get("name") or ""),
            entities=mentioned(library(), message.get("entities") or (), text),
            memory=Memory.from_slots(tracker.slots),
            today=_day(metadata.get("today")),
            school=str(metadata.get("school") or ""),
            waiting=metadata.get("route") == Route.WAITING.value,
            with_mentor=metadata.get("route") == Route.MENTOR.value,
            recall={key: str(metadata[key]) for key in RECALLED if metadata.get(key)},
            also=tuple(str(one) for one in (message.get("intents") or ())[1:]),
            ranking=tuple(str(one.get("name")) for one in ranked),
            lang=str(message.get("lang") or DUTCH),
            sure=float(ranked[0].get("confidence", 1.0)) if ranked else 1.0,
            message=message,
        )
        return replace(turn, entities=tuple(turn.meant(entity) for entity in turn.entities))

    def meant(self, entity: Mentioned) -> Mentioned:
        """The entity as the talk's country reads it: one meaning left is that meaning."""
        options = narrow(self.library, entity.candidates, self._talk_country)
        called = tuple(one for one in options if _name(self.library, one) == entity.text.casefold())
        options = called if len(called) == 1 else options
        return replace(entity, value=options[0], candidates=()) if len(options) == 1 else entity

    def values(self, *kinds: str) -> tuple[str, ...]:
        """The entity values of these kinds that exist in the library, in the order said, each once."""
        found = (entity.value for entity in self.entities if entity.kind in kinds)
        return tuple(dict.fromkeys(value for value in found if self.library.get(value) is not None))

    def extra(self, kind: str) -> str | None:
        """A value a button carried along (`topic`, `article`, `answer`), or None."""
        return next((entity.value for entity in self.entities if entity.kind == kind), None)

    @cached_property
    def named(self) -> tuple[str, ...]:
        """Ids of the paths, levels and professions named in this message; ambiguous ones are left out."""
        return tuple(value for value in self.values("path", "level", "profession") if value not in self._doubtful)

    @cached_property
    def ambiguous(self) -> tuple[str, ...]:
        """Ids to choose between, when a name means several things that the known country does not settle."""
        return next((options for options in self._options if len(options) > 1), ())

    @cached_property
    def setting(self) -> Setting:
        """The country this answer is for, and whether it is only assumed."""
        named = [value for value in self.values(*ENTRY_KINDS) if value not in self._doubtful]
        known = self.memory.country or self._subject_country
        return setting(self.library, known, country_said(self.said), named, self.school)

    @property
    def country(self) -> Country | None:
        """Short for `setting.country`."""
        return self.setting.country

    @property
    def home(self) -> Country | None:
        """The country of the talk itself, whatever this message names: known, else the school's."""
        return setting(self.library, self.memory.country, None, (), self.school).country

    @cached_property
    def role(self) -> str | None:
        """Student or parent: what the words say, else what was known."""
        return role_said(self.said) or self.memory.role

    def as_intent(self, intent: str, entities: Iterable[Mentioned], said: str, **changes: Any) -> "Turn":
        """The same moment, read as another ask."""
        return replace(self, intent=intent, entities=tuple(entities), said=said, **changes)

    @cached_property
    def _options(self) -> tuple[tuple[str, ...], ...]:
        country = self._talk_country
        return tuple(narrow(self.library, entity.candidates, country) for entity in self.entities if entity.candidates)

    @cached_property
    def _talk_country(self) -> Country | None:
        """What an ambiguous name is read in: the country said, else of what is spoken about, else known or assumed."""
        known = self._subject_country or self.memory.country
        return setting(self.library, known, country_said(self.said), (), self.school).country

    @cached_property
    def _subject_country(self) -> Country | None:
        found = self.library.country_of(self.memory.current) if self.memory.current else None
        return found if found in (Country.NL, Country.VL) else None

    @cached_property
    def _doubtful(self) -> frozenset[str]:
        return frozenset(entity.value for entity in self.entities if len(entity.candidates) > 1)


def parse_payload(payload: str) -> tuple[str, tuple[Mentioned, ...]]:
    """Split a button payload such as `/inform{"path": "x"}` into its intent and entities. Lists give several."""
    intent, brace, rest = payload.removeprefix("/").partition("{")
    data = json.loads(brace + rest) if brace else {}
    lists = {kind: values if isinstance(values, list) else [values] for kind, values in data.items()}
    return intent, tuple(Mentioned(kind, str(value)) for kind, values in lists.items() for value in values)


def payload(intent: str, **entities: str | list[str]) -> str:
    """The button payload for an intent with entities, the reverse of `parse_payload`."""
    return f"/{intent}{json.dumps(entities, ensure_ascii=False)}" if entities else f"/{intent}"


def _name(library: Library, entry_id: str) -> str:
    return str(getattr(library.get(entry_id), "name", "")).casefold()


def _day(iso: Any) -> date:
    return date.fromisoformat(iso) if iso else date.today()
