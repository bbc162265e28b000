"""Lets only signed-in mentors in, and takes forms only from our own pages."""

import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from channels.desk.accounts import SESSION_VALID, Accounts
from channels.http.bodies import read_body
from channels.http.errors import ApiError
from mentoring.people import Mentor

MAX_FORM_BYTES = 128 * 1024
MAX_FIELDS = 20
FORM_FIELD, FORM_HEADER = "form_token", "x-form-token"


@dataclass(frozen=True)
class Visit:
    """A request of a signed-in mentor. `form` holds the fields of a form that was checked."""

    request: Request
    mentor: Mentor
    token: str
    form: Mapping[str, str]

    @property
    def live(self) -> bool:
        """Whether a script asks rather than the browser itself."""
        return self.request.headers.get("accept", "").startswith("application/json")


Visited = Callable[[Visit], Awaitable[Response]]


class Guard:
    """Cookies, and who may pass. With https the cookies are `Secure` and bound to the host."""

    def __init__(self, accounts: Accounts, https: bool) -> None:
        self.accounts = accounts
        self._https = https
        prefix = "__Host-" if https else ""
        self._session_cookie, self._form_cookie = f"{prefix}wegwijs_desk", f"{prefix}wegwijs_desk_form"

    def session(self, request: Request) -> str:
        """The session token in the cookie, or empty."""
        return request.cookies.get(self._session_cookie, "")

    def browser(self, request: Request) -> str:
        """The secret of this browser before anybody signed in, or a new one."""
        return request.cookies.get(self._form_cookie) or secrets.token_urlsafe(16)

    def remember_browser(self, response: Response, browser: str) -> None:
        """Keep the browser's secret for as long as it is open."""
        self._set(response, self._form_cookie, browser, None)

    def let_in(self, response: Response, token: str) -> None:
        """Hand over a session."""
        self._set(response, self._session_cookie, token, int(SESSION_VALID.total_seconds()))

    def let_out(self, response: Response) -> None:
        """Take the session back."""
        self._set(response, self._session_cookie, "", 0)

    def _set(self, response: Response, name: str, value: str, max_age: int | None) -> None:
        # The path must be / for a __Host- cookie.
        response.set_cookie(name, value, max_age, path="/", httponly=True, samesite="strict", secure=self._https)

    def page(self, endpoint: Visited) -> Callable[[Request], Awaitable[Response]]:
        """An endpoint for signed-in mentors only; others go to the sign-in page."""

        async def enter(request: Request) -> Response:
            token = self.session(request)
            mentor = await run_in_threadpool(self.accounts.signed_in, token)
            if mentor is None:
                return self._refuse(request)
            form: Mapping[str, str] = {}
            if request.method == "POST":
                form = await self.read_form(request, token)
            return await endpoint(Visit(request, mentor, token, form))

        return enter

    def _refuse(self, request: Request) -> Response:
        if request.headers.get("accept", "").startswith(("application/json", "text/event-stream")):
            raise HTTPException(401)
        return RedirectResponse("/desk/sign-in", 303)

    async def read_form(self, request: Request, browser: str) -> Mapping[str, str]:
        """Read a form's fields. Raises 403 when it did not come from a page we made for this browser."""
        try:
            body = await read_body(request, MAX_FORM_BYTES)
            fields = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MAX_FIELDS))
        except (ApiError, ValueError):
            raise HTTPException(400) from None
        given = fields.get(FORM_FIELD) or request.headers.get(FORM_HEADER, "")
        if not self.accounts.is_form_token(browser, given):
            raise HTTPException(403)
        return fields
