"""Keeps open desk pages up to date with server-sent events, as long as their mentor is signed in."""

import json
from collections.abc import AsyncIterator, Iterator, Sequence

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse

from channels.desk.guard import Guard, Visit
from channels.desk.talk import Talk
from channels.desk.wording import Wording
from channels.http.services import WebServices
from channels.http.streams import PING, RECONNECT_MS, STREAM_HEADERS
from conversation.messages import Message
from mentoring.cases import HELD, UNHELD, Case, CaseError

LOOK_AGAIN_SECONDS = 10.0


class Live:
    """The streams of the queue and of a talk."""

    def __init__(self, services: WebServices, guard: Guard, wording: Wording, talk: Talk) -> None:
        self._gateway, self._streams, self._keeping = services.gateway, services.streams, services.keeping
        self._cases, self._mentors = services.cases, services.mentors
        self._accounts, self._wording, self._talk = guard.accounts, wording, talk

    async def queue(self, visit: Visit) -> Response:
        """Says that something changed; the page then asks for its lists."""
        return _stream(self._queue(visit))

    async def talk(self, visit: Visit) -> Response:
        """Sends new messages, old ones again when their delivery failed, and the profile while it is shared."""
        return _stream(self._said(visit, await self._talk.held(visit)))

    async def _queue(self, visit: Visit) -> AsyncIterator[str]:
        yield f"retry: {RECONNECT_MS}\n\n"
        with self._streams.hold(self._gateway.subscribe()) as bell:
            while await self._still_in(visit):
                yield "data: {}\n\n"  # also without a bell: waiting times grow, other processes change things
                await bell.wait(LOOK_AGAIN_SECONDS)

    async def _said(self, visit: Visit, case: Case) -> AsyncIterator[str]:
        yield f"retry: {RECONNECT_MS}\n\n"
        shown: dict[int, tuple[bool, bool]] = {}
        panel: str | None = None
        with self._streams.hold(self._gateway.subscribe(case.conversation_id)) as bell:
            while await self._still_in(visit):
                try:
                    talk = await run_in_threadpool(self._talk.read, case)
                except CaseError:
                    text = await run_in_threadpool(self._gone, case.id)
                    yield f"event: gone\ndata: {json.dumps({'text': text})}\n\n"
                    return
                profile = await run_in_threadpool(self._keeping.shared_profile, case.id)
                shared = profile is not None
                before, panel = panel, self._wording.render("_profile.html", profile=profile) if shared else ""
                if panel != before:
                    yield f"event: profile\ndata: {json.dumps({'html': panel})}\n\n"
                for event in self._changed(talk, shared, shown):
                    yield event
                if not await bell.wait(LOOK_AGAIN_SECONDS):
                    yield PING

    def _gone(self, case_id: str) -> str:
        """Why a talk is not this mentor's any more."""
        case = self._cases.case(case_id)
        if case is None or not case.active:
            return self._wording.say("gone.over")
        if case.state in UNHELD:
            return self._wording.say("gone.returned")
        holder = next((one.name for one in self._mentors.mentors() if one.id == case.mentor_id), "")
        return self._wording.say("gone.taken", name=holder) if case.state in HELD else self._wording.say("gone.over")

    def _changed(self, talk: Sequence[Message], shared: bool, shown: dict[int, tuple[bool, bool]]) -> Iterator[str]:
        """What is not yet shown so; `shown` keeps how each message is shown."""
        for message in talk:
            state = (message.undelivered, message.personal and shared)
            if shown.get(message.seq) != state:
                shown[message.seq] = state
                html = self._wording.render("_message.html", said=self._wording.said(message, shared))
                yield f"data: {json.dumps({'seq': message.seq, 'html': html})}\n\n"

    async def _still_in(self, visit: Visit) -> bool:
        if self._streams.closing:
            return False
        return await run_in_threadpool(self._accounts.signed_in, visit.token) is not None


def _stream(events: AsyncIterator[str]) -> Response:
    return StreamingResponse(events, media_type="text/event-stream", headers=STREAM_HEADERS)
