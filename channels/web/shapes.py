"""The JSON of the chat API: what a client sends, and how a message looks to it."""

import json
import secrets
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from starlette.requests import Request

from channels.http.bodies import read_body
from channels.http.errors import ApiError
from channels.web.addresses import Addresses, Place
from conversation.messages import Conversation, Draft, Message, Route

MAX_BODY_BYTES = 256 * 1024
PRINTABLE = r"^[\x21-\x7e]+$"


class ChatIn(BaseModel):
    """The body of `POST /api/chat`."""

    model_config = ConfigDict(extra="ignore", strict=True)

    text: str | None = None
    session: str | None = None
    button: Annotated[str, Field(max_length=64, pattern=PRINTABLE)] | None = None
    client_id: Annotated[str, Field(max_length=100, pattern=PRINTABLE)] | None = None

    @model_validator(mode="after")
    def _says_something(self) -> "ChatIn":
        if self.text is None and self.button is None:
            raise ValueError("'text' is missing")
        return self


async def read_chat(request: Request) -> ChatIn:
    """Read and check the body. Raises `ApiError` 400, 413 or 415 that says what to mend."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise ApiError(415, "wrong_content_type", "send JSON with Content-Type: application/json")
    body = await read_body(request, MAX_BODY_BYTES)
    try:
        try:
            return ChatIn.model_validate_json(body)
        except ValidationError as error:
            return ChatIn.model_validate(_mended(body, error))
    except ValidationError as error:
        raise ApiError(400, *_what_is_wrong(error)) from None


def _mended(body: bytes, error: ValidationError) -> object:
    """The body with halves of characters replaced: whoever sends those must still be heard. Raises `error` again."""
    try:
        text = body.decode("utf-8", "replace")
        return {key: _whole(value) for key, value in json.loads(text).items()}
    except (ValueError, AttributeError, RecursionError):
        raise error from None


def _whole(value: object) -> object:
    if not isinstance(value, str):
        return value
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _what_is_wrong(error: ValidationError) -> tuple[str, str]:
    first = error.errors(include_url=False, include_input=False)[0]
    if first["type"] == "json_invalid":
        return "bad_json", "the body is not valid JSON"
    place = ".".join(map(str, first["loc"])) or "body"
    return "bad_request", f"{place}: {first['msg'].removeprefix('Value error, ')}"


def to_speaker(conversation: Conversation | None) -> dict[str, str]:
    """Who answers now: "bot", "waiting" (the bot, while a mentor is asked for), or "mentor" with their name."""
    if conversation is None:
        return {"kind": Route.BOT.value}
    return {"kind": conversation.route.value} | ({"name": conversation.mentor} if conversation.mentor else {})


def unstored(reply: Draft) -> dict[str, Any]:
    """Help lines that could not be stored, as a message of the API; its id is no place in the talk."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    return {
        "id": f"unstored-{secrets.token_hex(8)}",
        "sender": reply.sender.value,
        "text": reply.text,
        "buttons": [],
        "at": at,
    }


def to_json(message: Message, addresses: Addresses) -> dict[str, Any]:
    """A message as the API shows it. Its id is the sequence number as text, so that `after=<id>` works.

    `image` and the url of a file are paths below the service's address; those of a picture or page to print are fresh
    at every reading. `image_alt` says in words what the image shows.
    """
    shown: dict[str, Any] = {
        "id": str(message.seq),
        "sender": message.sender.value,
        "text": message.text,
        "buttons": [{"title": button.title, "id": button.id} for button in message.buttons],
        "at": message.at.isoformat(timespec="seconds"),
    }
    if message.sender_name:
        shown["name"] = message.sender_name
    place = Place(message.conversation_id, message.seq)
    if message.picture:
        shown["image"] = addresses.picture(place)
        shown["image_alt"] = message.picture.alt
    files = [{"title": file.title, "url": file.path} for file in message.files]
    files += [{"title": message.page.title, "url": addresses.page(place)}] if message.page else []
    if files:
        shown["files"] = files
    if message.sources:
        shown["sources"] = [
            {"title": line.title, "url": line.url, "checked_on": line.checked_on} for line in message.sources
        ]
    return shown
