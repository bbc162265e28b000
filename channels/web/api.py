"""`POST /api/chat`: one message in, the replies to it out."""

import logging
import secrets

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from channels.http.errors import ApiError
from channels.http.services import WebServices
from channels.web.addresses import Addresses
from channels.web.sessions import Sessions
from channels.web.shapes import ChatIn, read_chat, to_json, to_speaker, unstored
from conversation.messages import Channel, Conversation, Draft, Incoming, IncomingKind
from conversation.ports import NotFound
from gateway.emergency import NotStored
from gateway.limits import TokenBuckets

log = logging.getLogger(__name__)
WAIT_SECONDS = 10.0
MESSAGES_A_SECOND, MESSAGES_AT_ONCE = 2.0, 20  # a quick hand rates 18 activities in half a minute
SESSIONS_A_SECOND, SESSIONS_AT_ONCE = 5.0, 300  # ten classes behind one school address may begin together


class Chat:
    """Takes messages of web clients to the gateway."""

    def __init__(self, services: WebServices, sessions: Sessions, addresses: Addresses) -> None:
        self._services = services
        self._sessions = sessions
        self._addresses = addresses
        self._messages = TokenBuckets(MESSAGES_A_SECOND, MESSAGES_AT_ONCE)
        self._openings = TokenBuckets(SESSIONS_A_SECOND, SESSIONS_AT_ONCE)

    async def post(self, request: Request) -> Response:
        """Answer a message within `WAIT_SECONDS`; replies that take longer come with the events."""
        said = await read_chat(request)
        try:
            return await self._answered(request, said)
        except NotStored as failure:
            return _lines(said, failure.reply)
        except ApiError:
            raise
        except Exception as error:
            # Whatever failed on our side (a locked database, a full disk): who is in danger gets the help lines.
            reply = await self._services.gateway.cry(said.text or "")
            if reply is None:
                raise
            log.error("a message of someone in danger could not be handled: %s", type(error).__name__)
            return _lines(said, reply)

    async def _answered(self, request: Request, said: ChatIn) -> Response:
        token, conversation = await self._session(request, said)
        incoming = _incoming(conversation, said)
        await self._slow_down(token, incoming)
        try:
            accepted = await self._services.gateway.submit(incoming)
        except NotFound:
            raise ApiError(403, "unknown_session", "this session was erased; leave it out to begin one") from None
        if accepted.pending:
            await self._services.gateway.wait_for_turn(accepted.inbound_id, WAIT_SECONDS)
        replies = await run_in_threadpool(self._services.conversations.replies_to, accepted.inbound_id)
        if not accepted.duplicate:
            self._services.metrics.messages_out.labels(Channel.WEB.value).inc(len(replies))
        shown = [to_json(reply, self._addresses) for reply in replies]
        now = await run_in_threadpool(self._services.conversations.conversation, accepted.conversation.id)
        return JSONResponse({"session": token, "replies": shown, "speaker": to_speaker(now)})

    async def _session(self, request: Request, said: ChatIn) -> tuple[str, Conversation]:
        if said.session is not None:
            return said.session, await self._sessions.find(said.session)
        if wait := self._openings.take(request.client.host if request.client else ""):
            raise _too_fast(wait)
        return await self._sessions.open(said.client_id)

    async def _slow_down(self, token: str, incoming: Incoming) -> None:
        # A cry for help is never refused for being the sixth message in a second.
        wait = self._messages.take(token)
        if wait and (await self._services.gateway.screen(incoming)).tier.weight == 0:
            raise _too_fast(wait)


def _lines(said: ChatIn, reply: Draft) -> Response:
    return JSONResponse({"session": said.session, "replies": [unstored(reply)]})


def _too_fast(wait: float) -> ApiError:
    return ApiError(429, "too_fast", "too many messages in a short time; try again later", retry_after=wait)


def _incoming(conversation: Conversation, said: ChatIn) -> Incoming:
    kind = IncomingKind.BUTTON if said.button is not None else IncomingKind.TEXT
    text = said.button if said.button is not None else said.text or ""
    return Incoming(Channel.WEB, conversation.id, said.client_id or secrets.token_hex(16), text, kind)
