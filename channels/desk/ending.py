"""How a mentor lets go of a case: closing with a reason, the second look, handing over, giving back, logging out."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from channels.desk.guard import Visit
from channels.desk.talk import Talk
from channels.desk.wording import Wording
from channels.http.services import WebServices
from conversation.messages import Draft, Sender
from mentoring.cases import UNHELD, Case, CaseError, Ending


class Letting:
    """The forms below a talk."""

    def __init__(self, services: WebServices, wording: Wording, talk: Talk) -> None:
        self._services, self._wording, self._talk = services, wording, talk
        self._cases, self._gateway = services.cases, services.gateway

    async def close(self, visit: Visit) -> Response:
        """End the talk with a reason and a word to the person; the computer answers again."""
        case = await self._talk.held(visit)
        ending = visit.form.get("ending", "")
        if ending not in set(Ending):
            return await self._talk.page(visit, case, 400, error=self._wording.say("error.ending"))
        words = await run_in_threadpool(self._farewell, case)
        try:
            await run_in_threadpool(self._cases.close, case.id, visit.mentor.id, Ending(ending), words)
        except CaseError:
            held = await self._talk.held(visit)  # 404 when it is not theirs any more
            return await self._talk.page(visit, held, 409, error=self._wording.say("error.answer_first"))
        self._gateway.notify(case.conversation_id)
        return RedirectResponse(f"/desk/?closed={case.id}", 303)

    def _farewell(self, case: Case) -> Draft:
        beside = self._cases.beside(case.id)
        parts = [self._wording.say("person.farewell_urgent" if case.urgent else "person.farewell")]
        parts += [self._wording.say("person.still_waits")] if beside is not None and beside.state in UNHELD else []
        return Draft(" ".join(parts), Sender.SYSTEM)

    async def confirm(self, visit: Visit) -> Response:
        """The second look at an urgent case that a colleague ended."""
        case = await self._talk.seen(visit)
        return await self._do(case, lambda: self._cases.confirm(case.id, visit.mentor.id), "looked")

    async def give_back(self, visit: Visit) -> Response:
        """Put one's case back in the queue."""
        case = await self._talk.held(visit)
        words = await run_in_threadpool(self._returned, case, visit.mentor.name)
        return await self._do(case, lambda: self._cases.give_back(case.id, visit.mentor.id, words), "returned")

    def _returned(self, case: Case, name: str) -> Draft:
        now = datetime.now(UTC)
        why = self._wording.say("person.given_back", name=name)
        return self._gateway.people.returned(why, case, self._cases.reach(now), now)

    async def hand_over(self, visit: Visit) -> Response:
        """Give one's case to a colleague who is signed in."""
        case, now = await self._talk.held(visit), datetime.now(UTC)
        here = await run_in_threadpool(self._services.mentors.mentors_at_desk, now)
        to = next((one for one in here if one.id == visit.form.get("to") and one.id != visit.mentor.id), None)
        if to is None:
            return await self._talk.page(visit, case, 400, error=self._wording.say("error.colleague"))
        text = self._wording.say("person.handed_over", before=visit.mentor.name, name=to.name)
        words = Draft(text, Sender.SYSTEM)
        return await self._do(case, lambda: self._cases.hand_over(case.id, visit.mentor.id, to.id, words), "handed")

    async def _do(self, case: Case, act: Callable[[], Any], done: str) -> Response:
        try:
            await run_in_threadpool(act)
        except CaseError:
            raise HTTPException(404) from None
        self._gateway.notify(case.conversation_id)
        return RedirectResponse(f"/desk/?{done}", 303)
