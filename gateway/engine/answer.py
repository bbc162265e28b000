"""Reads the engine's JSON answer strictly and turns it into replies and effects."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from conversation.messages import Draft, FileLink, Page, Picture, SourceLine
from conversation.turns import Effect, EffectName, Turn
from mentoring.cases import Reason, Urgency


class _Lenient(BaseModel):
    model_config = ConfigDict(extra="ignore")


class AnswerButton(_Lenient):
    """A choice with the payload it stands for."""

    title: Annotated[str, Field(min_length=1)]
    payload: Annotated[str, Field(min_length=1)]


class AnswerSource(_Lenient):
    """Where a reply's facts come from."""

    title: str
    url: Annotated[str, Field(pattern=r"^https?://")] | None = None
    checked_on: str


class AnswerFile(_Lenient):
    """A file of ours that goes with a reply."""

    title: Annotated[str, Field(min_length=1)]
    path: Annotated[str, Field(pattern=r"^[a-z][a-z0-9./?=&-]*$")]


class AnswerPicture(_Lenient):
    """A picture to draw, with the words that say the same."""

    kind: Annotated[str, Field(pattern=r"^[a-z_]+$")]
    data: dict[str, Any]
    alt: Annotated[str, Field(min_length=1)]
    personal: bool = False


class AnswerPage(_Lenient):
    """A page to print."""

    title: Annotated[str, Field(min_length=1)]
    data: dict[str, Any]


class OpenCase(BaseModel):
    """Data of the effect `open_case`."""

    model_config = ConfigDict(extra="forbid")

    reason: Reason
    urgency: Urgency = Urgency.NORMAL


class AnswerEffect(_Lenient):
    """Something an action asks for."""

    name: EffectName
    data: dict[str, Any] = {}


class Custom(_Lenient):
    """What rides along with a reply."""

    sources: tuple[AnswerSource, ...] = ()
    files: tuple[AnswerFile, ...] = ()
    picture: AnswerPicture | None = None
    page: AnswerPage | None = None
    effects: tuple[AnswerEffect, ...] = ()
    personal: bool = False


class AnswerMessage(_Lenient):
    """One message of the answer."""

    text: str | None = None
    buttons: tuple[AnswerButton, ...] | None = None
    custom: Custom | None = None


class Answer(_Lenient):
    """The whole answer to one turn. `error` true means an action failed."""

    messages: tuple[AnswerMessage, ...]
    error: bool = False


def to_turn(answer: Answer) -> Turn:
    """Make replies and effects.

    Rasa may send what rides along as a message of its own; it then belongs to the reply before it (or the first one).
    Raises `ValueError` when an action failed, nothing was said, or an effect is none of ours.
    """
    if answer.error:
        raise ValueError("an action failed")
    replies: list[Draft] = []
    early: list[AnswerMessage] = []
    for message in answer.messages:
        if message.text and message.text.strip():
            replies.append(_with(Draft(message.text.strip()), message))
        elif replies:
            replies[-1] = _with(replies[-1], message)
        else:
            early.append(message)
    if not replies:
        raise ValueError("nothing was said")
    for message in early:
        replies[0] = _with(replies[0], message)
    return Turn(tuple(replies), tuple(_effects(answer)))


def _with(reply: Draft, message: AnswerMessage) -> Draft:
    custom = message.custom or Custom()
    return replace(
        reply,
        buttons=reply.buttons + tuple((button.title, button.payload) for button in message.buttons or ()),
        sources=reply.sources + tuple(SourceLine(s.title, s.url, s.checked_on) for s in custom.sources),
        files=reply.files + tuple(FileLink(file.title, file.path) for file in custom.files),
        picture=_picture(custom.picture) or reply.picture,
        page=_page(custom.page) or reply.page,
        personal=custom.personal or reply.personal,
    )


def _picture(given: AnswerPicture | None) -> Picture | None:
    return Picture(given.kind, given.data, given.alt, given.personal) if given else None


def _page(given: AnswerPage | None) -> Page | None:
    return Page(given.title, given.data) if given else None


def _effects(answer: Answer) -> Iterator[Effect]:
    for message in answer.messages:
        for effect in message.custom.effects if message.custom else ():
            if effect.name is EffectName.OPEN_CASE:
                yield Effect(effect.name, OpenCase.model_validate(effect.data).model_dump(mode="json"))
            else:
                yield Effect(effect.name, effect.data)
