"""Messages since a moment: once as JSON, or as they come (server-sent events)."""

import json
from collections.abc import AsyncIterator, Sequence

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from channels.http.errors import ApiError
from channels.http.services import WebServices
from channels.http.streams import PING, RECONNECT_MS, STREAM_HEADERS
from channels.web.addresses import Addresses
from channels.web.sessions import Sessions
from channels.web.shapes import to_json, to_speaker
from conversation.messages import Conversation, Message, Sender

MAX_SEQ_DIGITS = 9
PAGE = 200
LOOK_AGAIN_SECONDS = 10.0


class Events:
    """`GET /api/chat/events`."""

    def __init__(self, services: WebServices, sessions: Sessions, addresses: Addresses) -> None:
        self._services = services
        self._sessions = sessions
        self._addresses = addresses

    async def get(self, request: Request) -> Response:
        """Answer with what came after `after`.

        As JSON; as a stream when the client accepts `text/event-stream` (a `Last-Event-ID` then goes before `after`).
        `own=1` adds what the person wrote, as sender "person": a page that was reloaded shows the talk again.
        """
        query = request.query_params
        session = query.get("session", "")
        conversation = await self._sessions.find(session)
        streaming = "text/event-stream" in request.headers.get("accept", "")
        last_seen = request.headers.get("last-event-id") if streaming else None
        after = _to_seq(last_seen or query.get("after") or "0")
        if streaming:
            stream = self._stream(conversation.id, after)
            return StreamingResponse(stream, media_type="text/event-stream", headers=STREAM_HEADERS)
        messages = await self._after(conversation.id, after)
        shown = messages if query.get("own") == "1" else _from_us(messages)
        replies = [to_json(message, self._addresses) for message in shown]
        return JSONResponse({"session": session, "replies": replies, "speaker": to_speaker(conversation)})

    async def _after(self, conversation_id: str, after: int) -> Sequence[Message]:
        # The whole talk since then: a page of the store may be full of the person's own words.
        found: list[Message] = []
        while True:
            read = self._services.conversations.messages_after
            page = await run_in_threadpool(read, conversation_id, found[-1].seq if found else after, PAGE)
            found += page
            if len(page) < PAGE:
                return found

    async def _stream(self, conversation_id: str, after: int) -> AsyncIterator[str]:
        yield f"retry: {RECONNECT_MS}\n\n"
        streams = self._services.streams
        with streams.hold(self._services.gateway.subscribe(conversation_id)) as bell:
            speaker: dict[str, str] = {}
            while not streams.closing and (conversation := await self._conversation(conversation_id)) is not None:
                if (now := to_speaker(conversation)) != speaker:
                    speaker = now
                    yield f"event: speaker\ndata: {json.dumps(speaker, ensure_ascii=False)}\n\n"
                for message in await self._after(conversation_id, after):
                    after = message.seq
                    if message.sender is not Sender.PERSON:
                        data = json.dumps(to_json(message, self._addresses), ensure_ascii=False)
                        yield f"id: {message.seq}\ndata: {data}\n\n"
                if not await bell.wait(LOOK_AGAIN_SECONDS):
                    yield PING

    async def _conversation(self, conversation_id: str) -> Conversation | None:
        return await run_in_threadpool(self._services.conversations.conversation, conversation_id)


def _from_us(messages: Sequence[Message]) -> list[Message]:
    return [message for message in messages if message.sender is not Sender.PERSON]


def _to_seq(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > MAX_SEQ_DIGITS:
        raise ApiError(400, "bad_request", "after: must be the id of a message")
    return int(text)
