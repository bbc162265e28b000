"""The values that travel between a channel, the gateway and the desk; nothing here does I/O."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class Channel(StrEnum):
    """How a person reaches Wegwijs."""

    WEB = "web"
    TELEGRAM = "telegram"


class Route(StrEnum):
    """Who answers the next message of a conversation."""

    BOT = "bot"
    WAITING = "waiting"  # a person was asked for; the bot still helps until one claims
    MENTOR = "mentor"  # a mentor is in talk with the person; the bot is silent


class Sender(StrEnum):
    """Who wrote a message."""

    PERSON = "person"
    BOT = "bot"
    MENTOR = "mentor"
    SYSTEM = "system"


class IncomingKind(StrEnum):
    """What arrived. Everything but text, button and command gets a kind, fixed reply."""

    TEXT = "text"
    BUTTON = "button"
    COMMAND = "command"
    EDITED = "edited"
    PHOTO = "photo"
    VOICE = "voice"
    STICKER = "sticker"
    OTHER = "other"


@dataclass(frozen=True)
class Incoming:
    """One message as a channel received it.

    `address` is the channel's own address (Telegram chat id, web session's conversation id); `external_id` makes a
    redelivery harmless (Telegram update id, web client id). For a button `text` is the button's short id; for a
    command it is the name without the slash.
    """

    channel: Channel
    address: str
    external_id: str
    text: str
    kind: IncomingKind = IncomingKind.TEXT


@dataclass(frozen=True)
class Button:
    """A choice to press. `id` is short (at most 24 characters) and means nothing outside its conversation."""

    title: str
    id: str


@dataclass(frozen=True)
class SourceLine:
    """Where an answer comes from. `checked_on` is an ISO date."""

    title: str
    url: str | None
    checked_on: str


@dataclass(frozen=True)
class FileLink:
    """A file that goes with an answer. `path` is below the service's own address, without a slash in front."""

    title: str
    path: str


@dataclass(frozen=True)
class Picture:
    """A picture as plain data, drawn anew whenever it is shown.

    `kind` names the drawing and `data` holds its content ids and numbers (see `channels/pictures`). `alt` says the same
    in words; its first line is the title. `personal` is true when it shows something about the person.
    """

    kind: str
    data: Mapping[str, Any]
    alt: str
    personal: bool = False

    @property
    def title(self) -> str:
        """What the picture is, in one line."""
        return self.alt.partition("\n")[0]


@dataclass(frozen=True)
class Document:
    """A file as it is handed out. `media_type` is what HTTP calls its content."""

    name: str
    media_type: str
    body: bytes


@dataclass(frozen=True)
class Page:
    """A page to print, made anew whenever it is fetched; `data` is what stands on it (`channels/pictures/page.py`)."""

    title: str
    data: Mapping[str, Any]


@dataclass(frozen=True)
class Draft:
    """A reply before it is stored: buttons still carry the engine payload they stand for, as (title, payload)."""

    text: str
    sender: Sender = Sender.BOT
    buttons: tuple[tuple[str, str], ...] = ()
    sources: tuple[SourceLine, ...] = ()
    files: tuple[FileLink, ...] = ()
    picture: Picture | None = None
    page: Page | None = None
    personal: bool = False
    """True when it shows what the person found out about themselves: a mentor's desk leaves it out unless shared."""


@dataclass(frozen=True)
class Message:
    """A stored message. `seq` counts up within the conversation, without gaps for readers to rely on."""

    id: str
    conversation_id: str
    seq: int
    sender: Sender
    text: str
    at: datetime
    buttons: tuple[Button, ...] = ()
    sources: tuple[SourceLine, ...] = ()
    files: tuple[FileLink, ...] = ()
    picture: Picture | None = None
    page: Page | None = None
    sender_name: str | None = None
    personal: bool = False
    undelivered: bool = False
    """True when a channel that pushes gave up on it: blocked, or failing for too long."""


@dataclass(frozen=True)
class Conversation:
    """One person's talk on one channel. `id` is a random pseudonym (32 hex digits).

    `mentor` is the name of the mentor in talk with the person, where the route is theirs.
    """

    id: str
    channel: Channel
    route: Route
    stopped: bool = False
    mentor: str | None = None
