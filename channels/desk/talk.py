"""One talk: its holder reads and answers it, whoever looks second at an urgent one reads it, others find nothing."""

import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse, Response

from channels.desk.guard import Visit
from channels.desk.wording import Wording
from channels.http.services import WebServices
from conversation.messages import Channel, Conversation, Message
from gateway.texts.clean import STORE_LIMIT, clean
from gateway.texts.moments import Moments
from mentoring.cases import HELD, Case, CaseError, CaseState, Ending
from mentoring.handoff import answer_by

PAGE = 200
MAX_CLIENT_ID = 100


class Talk:
    """The page of a case."""

    def __init__(self, services: WebServices, wording: Wording) -> None:
        self._services, self._cases, self._wording = services, services.cases, wording

    async def show(self, visit: Visit) -> Response:
        """The talk so far, with what this mentor may do; that it was opened is logged."""
        case = await self.seen(visit)
        await run_in_threadpool(self._cases.opened_talk, case.id, visit.mentor.id)
        return await self.page(visit, case)

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

    async def held(self, visit: Visit) -> Case:
        """Return the case of the address. Raises 404 unless this mentor holds it now."""
        case = await self.seen(visit)
        if case.state not in HELD:
            raise HTTPException(404)
        return case

    async def seen(self, visit: Visit) -> Case:
        """Return the case of the address. Raises 404 unless this mentor holds it, or may look second at it."""
        case = await run_in_threadpool(self._cases.case, visit.request.path_params["case_id"])
        mine = case is not None and case.state in HELD and case.mentor_id == visit.mentor.id
        if case is None or not (mine or case.state is CaseState.REVIEW):
            raise HTTPException(404)
        return case

    def read(self, case: Case) -> Sequence[Message]:
        """The whole talk, and note that its holder has read it. Raises `CaseError` when it is not held any more."""
        talk = self.words(case)
        self._cases.mark_read(case.id, case.mentor_id or "", talk[-1].seq if talk else 0)
        return talk

    def words(self, case: Case) -> Sequence[Message]:
        """The whole talk."""
        talk: list[Message] = []
        while True:
            page = self._services.conversations.messages_after(case.conversation_id, talk[-1].seq if talk else 0, PAGE)
            talk += page
            if len(page) < PAGE:
                return talk

    async def _refused(self, visit: Visit, case: Case, error: str) -> Response:
        if visit.live:
            return JSONResponse({"error": error}, 400)
        return await self.page(visit, case, 400, error=error, draft=visit.form.get("text", ""))

    async def _conversation(self, case: Case) -> Conversation | None:
        return await run_in_threadpool(self._services.conversations.conversation, case.conversation_id)

    async def page(self, visit: Visit, case: Case, status: int = 200, error: str = "", draft: str = "") -> Response:
        """The page of a case that this mentor may see. Raises 404 when somebody took it in between."""
        review = case.state is CaseState.REVIEW
        try:
            talk = await run_in_threadpool(self.words if review else self.read, case)
        except CaseError:
            raise HTTPException(404) from None
        conversation = await self._conversation(case)
        about = await run_in_threadpool(self._about, visit, case)
        return self._wording.page(
            "review.html" if review else "case.html",
            visit.token,
            status,
            mentor=visit.mentor,
            case=case,
            channel=self._wording.say(f"channel.{conversation.channel.value}") if conversation else "",
            stopped=conversation is not None and conversation.stopped,
            talk=[self._wording.said(message, about["profile"] is not None) for message in talk],
            client_id=secrets.token_hex(16),
            limit=STORE_LIMIT,
            error=error,
            draft=draft,
            **about,
        )

    def _about(self, visit: Visit, case: Case) -> dict[str, Any]:
        say, now, until = self._wording.say, datetime.now(UTC), answer_by(case)
        here = self._services.mentors.mentors_at_desk(now)
        beside = self._cases.beside(case.id)
        return {
            "urgent": case.urgent,
            "reason": say(f"reason.{case.reason.value}"),
            "ending": say(f"ending.{case.ending.value}") if case.ending else "",
            "profile": self._services.keeping.shared_profile(case.id),
            "answer_by": Moments(say).clock(until) if until is not None else "",
            "may_close": not case.urgent or case.state is CaseState.AWAITING,
            "endings": [(one.value, say(f"ending.{one.value}")) for one in Ending],
            "colleagues": [one for one in here if one.id != visit.mentor.id],
            "danger_beside": beside if beside is not None and beside.urgent else None,
            "log": list(dict.fromkeys(self._wording.event(entry) for entry in self._cases.log(case.id))),
        }
