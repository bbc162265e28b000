"""One talk a mentor holds: reading, answering, closing. For anybody else it does not exist."""

import secrets
from collections.abc import Sequence

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse, Response

from channels.desk.guard import Visit
from channels.desk.wording import Wording
from channels.http.services import WebServices
from conversation.messages import Channel, Conversation, Draft, Message, Sender
from gateway.texts.clean import STORE_LIMIT, clean
from mentoring.cases import Case, CaseError, CaseState

PAGE = 200
MAX_CLIENT_ID = 100


class Talk:
    """The page of a claimed case."""

    def __init__(self, services: WebServices, wording: Wording) -> None:
        self._services, self._cases, self._wording = services, services.cases, wording

    async def show(self, visit: Visit) -> Response:
        """The talk so far, with a place to answer."""
        case = await self.held(visit)
        return await self._page(visit, case)

    async def answer(self, visit: Visit) -> Response:
        """Say something to the person; a retry with the same `client_id` says it once."""
        case = await self.held(visit)
        text = clean(visit.form.get("text", ""))
        if text.empty or text.cut:
            error = "error.empty" if text.empty else "error.too_long"
            return await self._refused(visit, case, self._wording.say(error, limit=str(STORE_LIMIT)))
        client_id = visit.form.get("client_id", "")[:MAX_CLIENT_ID] or secrets.token_hex(16)
        try:
            message = await run_in_threadpool(self._cases.answer, case.id, visit.mentor.id, text.text, client_id)
        except CaseError:
            raise HTTPException(404) from None
        self._count(await self._conversation(case))
        self._services.gateway.notify(case.conversation_id)
        if visit.live:
            return JSONResponse({"seq": message.seq})
        return RedirectResponse(f"/desk/cases/{case.id}", 303)

    def _count(self, conversation: Conversation | None) -> None:
        # Channels that push count their own deliveries.
        if conversation is not None and conversation.channel is Channel.WEB:
            self._services.metrics.messages_out.labels(Channel.WEB.value).inc()

    async def close(self, visit: Visit) -> Response:
        """End the talk with a word to the person; the computer answers again."""
        case = await self.held(visit)
        farewell = Draft(self._wording.say("person.farewell"), Sender.SYSTEM)
        try:
            await run_in_threadpool(self._cases.close, case.id, visit.mentor.id, farewell)
        except CaseError:
            raise HTTPException(404) from None
        self._services.gateway.notify(case.conversation_id)
        return RedirectResponse("/desk/?closed", 303)

    async def held(self, visit: Visit) -> Case:
        """Return the case of the address. Raises 404 unless this mentor holds it now."""
        case = await run_in_threadpool(self._cases.case, visit.request.path_params["case_id"])
        if case is None or case.state is not CaseState.CLAIMED or case.mentor_id != visit.mentor.id:
            raise HTTPException(404)
        return case

    def read(self, case: Case) -> Sequence[Message]:
        """The whole talk, and note that its holder has read it. Raises `CaseError` when it is not held any more."""
        talk: list[Message] = []
        while True:
            page = self._services.conversations.messages_after(case.conversation_id, talk[-1].seq if talk else 0, PAGE)
            talk += page
            if len(page) < PAGE:
                break
        self._cases.mark_read(case.id, case.mentor_id or "", talk[-1].seq if talk else 0)
        return talk

    async def _refused(self, visit: Visit, case: Case, error: str) -> Response:
        if visit.live:
            return JSONResponse({"error": error}, 400)
        return await self._page(visit, case, 400, error=error, draft=visit.form.get("text", ""))

    async def _conversation(self, case: Case) -> Conversation | None:
        return await run_in_threadpool(self._services.conversations.conversation, case.conversation_id)

    async def _page(self, visit: Visit, case: Case, status: int = 200, error: str = "", draft: str = "") -> Response:
        try:
            talk = await run_in_threadpool(self.read, case)
        except CaseError:
            raise HTTPException(404) from None
        conversation = await self._conversation(case)
        shared = await run_in_threadpool(self._services.keeping.shared_profile, case.id)
        return self._wording.page(
            "case.html",
            visit.token,
            status,
            mentor=visit.mentor,
            case=case,
            urgent=case.urgency.value == "urgent",
            reason=self._wording.say(f"reason.{case.reason.value}"),
            channel=self._wording.say(f"channel.{conversation.channel.value}") if conversation else "",
            stopped=conversation is not None and conversation.stopped,
            profile=shared,
            talk=[self._wording.said(message, shared is not None) for message in talk],
            client_id=secrets.token_hex(16),
            limit=STORE_LIMIT,
            error=error,
            draft=draft,
        )
