"""Who waits, and whom this mentor is talking with; no words of anybody."""

from datetime import UTC, datetime
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response

from channels.desk.guard import Visit
from channels.desk.wording import Wording
from channels.http.services import WebServices
from conversation.messages import Draft, Sender
from mentoring.cases import Case, CaseError, CaseState


class Queue:
    """The queue and claiming from it."""

    def __init__(self, services: WebServices, wording: Wording) -> None:
        self._cases, self._gateway, self._wording = services.cases, services.gateway, wording

    async def show(self, visit: Visit) -> Response:
        """The page."""
        done = self._wording.say("done.closed") if "closed" in visit.request.query_params else ""
        return await self._page(visit, done=done)

    async def rows(self, visit: Visit) -> Response:
        """Only the lists, for a page that stays open."""
        lists = await run_in_threadpool(self._lists, visit.mentor.id)
        token = self._wording.form_token(visit.token)
        return HTMLResponse(self._wording.render("_queue.html", form_token=token, **lists))

    async def claim(self, visit: Visit) -> Response:
        """Take a waiting person. 409 when somebody was first or nobody waits there any more."""
        case_id = visit.request.path_params["case_id"]
        if (case := await run_in_threadpool(self._cases.case, case_id)) is None:
            raise HTTPException(404)
        welcome = Draft(self._wording.say("person.welcome", name=visit.mentor.name), Sender.SYSTEM)
        try:
            await run_in_threadpool(self._cases.claim, case_id, visit.mentor.id, welcome)
        except CaseError:
            return await self._page(visit, 409, error=await self._why(case))
        self._gateway.notify(case.conversation_id)
        return RedirectResponse(f"/desk/cases/{case_id}", 303)

    async def _why(self, case: Case) -> str:
        now = await run_in_threadpool(self._cases.case, case.id)
        taken = now is not None and now.state is CaseState.CLAIMED
        return self._wording.say("error.taken" if taken else "error.over")

    async def _page(self, visit: Visit, status: int = 200, **values: str) -> Response:
        lists = await run_in_threadpool(self._lists, visit.mentor.id)
        return self._wording.page("queue.html", visit.token, status, mentor=visit.mentor, **lists, **values)

    def _lists(self, mentor_id: str) -> dict[str, Any]:
        now = datetime.now(UTC)
        rows = self._cases.queue((CaseState.WAITING, CaseState.CLAIMED))
        waiting = [self._wording.line(row, now) for row in rows if row.case.state is CaseState.WAITING]
        mine = [self._wording.line(row, now) for row in rows if row.case.mentor_id == mentor_id]
        return {"waiting": waiting, "mine": mine, "others": len(rows) - len(waiting) - len(mine)}
