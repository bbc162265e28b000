"""Signing in and out, and setting a password with a one-time link."""

from datetime import UTC, datetime
from math import ceil

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from channels.desk.accounts import MAX_PASSWORD, MIN_PASSWORD, hash_token
from channels.desk.guard import Guard, Visit
from channels.desk.wording import Wording
from channels.http.services import WebServices
from gateway.limits import TokenBuckets
from mentoring.desk import Heading


class SignIn:
    """The doors of the desk."""

    def __init__(self, guard: Guard, wording: Wording, services: WebServices) -> None:
        self._cases, self._keeper = services.cases, services.gateway.keeper
        self._guard, self._accounts, self._wording = guard, guard.accounts, wording
        # Slow for one guesser, for many who guess one account, and for one address that tries many accounts. A whole
        # school may share an address, and nobody can lock a mentor out from elsewhere for long.
        self._one = TokenBuckets(1 / 30, 5)
        self._account = TokenBuckets(1 / 10, 50)
        self._address = TokenBuckets(1, 60)

    async def show(self, request: Request) -> Response:
        """The sign-in page."""
        done = self._wording.say("done.signed_out") if "out" in request.query_params else ""
        return self._form(request, "sign_in.html", done=done, email="")

    async def submit(self, request: Request) -> Response:
        """Check e-mail and password; a new session replaces any of before."""
        form = await self._guard.read_form(request, self._guard.browser(request))
        email, password = form.get("email", "").strip(), form.get("password", "")
        if wait := self._too_often(request, email):
            error = self._wording.say("error.too_often", seconds=str(ceil(wait)))
            response = self._form(request, "sign_in.html", 429, error=error, email=email)
            response.headers["Retry-After"] = str(ceil(wait))
            return response
        mentor = await run_in_threadpool(self._accounts.check, email, password[:MAX_PASSWORD])
        if mentor is None:
            error = self._wording.say("error.wrong_sign_in")
            return self._form(request, "sign_in.html", 401, error=error, email=email)
        return await self._enter(request, await run_in_threadpool(self._accounts.sign_in, mentor))

    def _too_often(self, request: Request, email: str) -> float:
        address, account = request.client.host if request.client else "", hash_token(email.casefold())
        waits = (self._one.take(f"{address} {account}"), self._account.take(account), self._address.take(address))
        return max(waits)

    async def show_link(self, request: Request) -> Response:
        """The page of a one-time link."""
        mentor = await run_in_threadpool(self._accounts.by_link, request.path_params["token"])
        if mentor is None:
            return self._wording.page("link_gone.html", "", 410)
        return self._form(request, "password.html", name=mentor.name)

    async def use_link(self, request: Request) -> Response:
        """Set the password, and come in."""
        form = await self._guard.read_form(request, self._guard.browser(request))
        token = request.path_params["token"]
        mentor = await run_in_threadpool(self._accounts.by_link, token)
        if mentor is not None and (error := self._weak(form.get("password", ""), form.get("again", ""))):
            return self._form(request, "password.html", 400, name=mentor.name, error=self._wording.say(error))
        if mentor is None or await run_in_threadpool(self._accounts.redeem, token, form.get("password", "")) is None:
            return self._wording.page("link_gone.html", "", 410)
        return await self._enter(request, await run_in_threadpool(self._accounts.sign_in, mentor))

    def _weak(self, password: str, again: str) -> str:
        if len(password) < MIN_PASSWORD:
            return "error.short"
        if len(password) > MAX_PASSWORD:
            return "error.long"
        return "error.different" if password != again else ""

    async def out(self, visit: Visit) -> Response:
        """Sign out; asks first when the mentor holds talks, because those go back to the queue."""
        held = (await run_in_threadpool(self._cases.counts, visit.mentor.id))[Heading.MINE]
        if held and not visit.form.get("sure"):
            return self._wording.page("leave.html", visit.token, mentor=visit.mentor, held=held)
        await run_in_threadpool(self._accounts.sign_out, visit.token)
        await self._keeper.look(datetime.now(UTC))
        response = RedirectResponse("/desk/sign-in?out", 303)
        self._guard.let_out(response)
        return response

    async def _enter(self, request: Request, token: str) -> Response:
        if before := self._guard.session(request):
            await run_in_threadpool(self._accounts.sign_out, before)
        response = RedirectResponse("/desk/", 303)
        self._guard.let_in(response, token)
        return response

    def _form(self, request: Request, template: str, status: int = 200, **values: str) -> Response:
        browser = self._guard.browser(request)
        response = self._wording.page(template, browser, status, **values)
        self._guard.remember_browser(response, browser)
        return response
