"""The lists of the desk, and taking a case from them; no words of anybody."""

from datetime import UTC, datetime
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response

from channels.desk.guard import Visit
from channels.desk.lines import to_line
from channels.desk.wording import Wording
from channels.http.services import WebServices
from conversation.messages import Draft, Sender
from mentoring.cases import HELD, Case, CaseError
from mentoring.desk import Filter, Heading

TAKING = {"claim": "person.welcome", "take-over": "person.taken_over", "reopen": "person.reopened"}
"""Ways of taking a case, with what the person reads."""
DONE = ("closed", "returned", "handed", "looked")
"""What a mentor may have done just before."""


class Queue:
    """The lists and taking from them."""

    def __init__(self, services: WebServices, wording: Wording) -> None:
        self._services, self._wording = services, wording
        self._cases, self._gateway = services.cases, services.gateway

    async def show(self, visit: Visit) -> Response:
        """The page."""
        query = visit.request.query_params
        done = next(
            (self._wording.say(f"done.{key}") for key in ("closed", "returned", "handed", "looked") if key in query), ""
        )
        undo = query.get("closed", "") if await self._is_ended(query.get("closed", "")) else ""
        return await self._page(visit, done=done, undo=undo)

    async def _is_ended(self, case_id: str) -> bool:
        case = await run_in_threadpool(self._cases.case, case_id) if case_id else None
        return case is not None and case.ending is not None

    async def rows(self, visit: Visit) -> Response:
        """Only the lists, for a page that stays open."""
        lists = await run_in_threadpool(self._lists, visit)
        token = self._wording.form_token(visit.token)
        return HTMLResponse(self._wording.render("_queue.html", form_token=token, **lists))

    async def claim(self, visit: Visit) -> Response:
        """Take a waiting person. 409 when somebody was first or nobody waits there any more."""
        return await self._take(visit, "claim")

    async def take_over(self, visit: Visit) -> Response:
        """Take a case from the colleague who holds it; they and the person see who did."""
        return await self._take(visit, "take-over")

    async def reopen(self, visit: Visit) -> Response:
        """Take up again what was closed."""
        return await self._take(visit, "reopen")

    async def _take(self, visit: Visit, way: str) -> Response:
        case_id = visit.request.path_params["case_id"]
        if (case := await run_in_threadpool(self._cases.case, case_id)) is None:
            raise HTTPException(404)
        words = Draft(self._wording.say(TAKING[way], name=visit.mentor.name), Sender.SYSTEM)
        act = {"claim": self._cases.claim, "take-over": self._cases.take_over, "reopen": self._cases.reopen}[way]
        try:
            await run_in_threadpool(act, case_id, visit.mentor.id, words)
        except CaseError:
            return await self._page(visit, 409, error=await self._why(case, visit.mentor.id))
        self._gateway.notify(case.conversation_id)
        return RedirectResponse(f"/desk/cases/{case_id}", 303)

    async def _why(self, case: Case, mentor_id: str) -> str:
        now = await run_in_threadpool(self._cases.case, case.id)
        taken = now is not None and now.state in HELD and now.mentor_id != mentor_id
        return self._wording.say("error.taken" if taken else "error.over")

    async def _page(self, visit: Visit, status: int = 200, **values: str) -> Response:
        lists = await run_in_threadpool(self._lists, visit)
        given = {"undo": "", **values, **lists}
        return self._wording.page("queue.html", visit.token, status, mentor=visit.mentor, **given)

    def _lists(self, visit: Visit) -> dict[str, Any]:
        now, me = datetime.now(UTC), visit.mentor.id
        counts = self._cases.counts(me)
        heading = _heading(visit.request.query_params.get("show", ""))
        rows = self._cases.queue(Filter(heading, me))
        reach = self._cases.reach(now)
        return {
            "heading": heading.value,
            "tabs": [(one.value, self._wording.say(f"heading.{one.value}"), counts[one]) for one in Heading],
            "lines": [to_line(self._wording.say, row, me, now) for row in rows],
            "left_out": counts[heading] - len(rows),
            "waiting": counts[Heading.UNASSIGNED],
            "unreachable": reach.reachable == 0,
            "troubled": ", ".join(reach.troubled),
        }


def _heading(text: str) -> Heading:
    return Heading(text) if text in set(Heading) else Heading.UNASSIGNED
