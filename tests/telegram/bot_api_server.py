"""The HTTP side of the Bot API server on loopback: requests in, answers out, updates to a webhook."""

import asyncio
import inspect
import socket
import threading
import time
from typing import Any

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from tests.telegram.bot_api_checks import ApiError, bad
from tests.telegram.bot_api_methods import METHODS
from tests.telegram.bot_api_world import Call, Failure, World

BAD_GATEWAY = "<html><head><title>502 Bad Gateway</title></head><body><center>nginx</center></body></html>"
WEBHOOK_PAUSES = (0.05, 0.1, 0.2, 0.4)
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Server:
    """Serves a world in threads of its own until `stop`."""

    def __init__(self, world: World, port: int = 0) -> None:
        self.world = world
        self._listener = socket.create_server(("127.0.0.1", port))
        self.port: int = self._listener.getsockname()[1]
        app = Starlette(routes=[Route("/bot{token}/{method}", self._serve, methods=["GET", "POST"])])
        config = uvicorn.Config(
            app, log_level="critical", access_log=False, lifespan="off", timeout_graceful_shutdown=1, ws="none"
        )
        self._server = uvicorn.Server(config)
        self._threads = [
            threading.Thread(target=self._server.run, kwargs={"sockets": [self._listener]}, daemon=True),
            threading.Thread(target=self._post_updates, daemon=True),
        ]

    def start(self) -> None:
        """Return when requests are answered."""
        for thread in self._threads:
            thread.start()
        while not self._server.started:
            time.sleep(0.005)

    def stop(self) -> None:
        """End long polls and threads."""
        with self.world.changed:
            self.world.closing = True
            self.world.changed.notify_all()
        self._server.should_exit = True
        for thread in self._threads:
            thread.join(10)

    async def _serve(self, request: Request) -> Response:
        token, method = request.path_params["token"], request.path_params["method"]
        call = Call(method, {}, time.monotonic())
        try:
            self._check_token(token)
            call.params = await _params(request)
            response = await self._answer(call)
        except ApiError as error:
            response = JSONResponse(error.body(), error.code)
        call.status = response.status_code
        with self.world.changed:
            self.world.calls.append(call)
            self.world.changed.notify_all()
        return response

    def _check_token(self, token: str) -> None:
        if ":" not in token:
            raise ApiError(404, "Not Found")
        if token != self.world.token:
            raise ApiError(401, "Unauthorized")

    async def _answer(self, call: Call) -> Response:
        with self.world.changed:
            failure = self.world.failure(call.method, call.params)
        if failure is not None and not failure.after:
            return await _fail(failure)
        method = METHODS.get(call.method.lower())
        if method is None:
            raise ApiError(404, "Not Found")
        if inspect.iscoroutinefunction(method):
            result = await method(self.world, call.params)
        else:
            with self.world.changed:
                result = method(self.world, call.params)
        return await _fail(failure) if failure else JSONResponse({"ok": True, "result": result})

    def _post_updates(self) -> None:
        """Deliver to the webhook in order; a refusal is tried again, later and later, and then kept."""
        failures = 0
        while not self.world.closing:
            with self.world.changed:
                target = self.world.webhook.get("url")
                update = self.world.updates[0] if target and self.world.updates else None
                if update is None:
                    self.world.changed.wait(0.1)
                    continue
            if self._posted(update):
                failures = 0
                continue
            time.sleep(WEBHOOK_PAUSES[min(failures, len(WEBHOOK_PAUSES) - 1)])
            failures += 1

    def _posted(self, update: dict[str, Any]) -> bool:
        webhook = self.world.webhook
        headers = {SECRET_HEADER: webhook["secret"]} if webhook.get("secret") else {}
        try:
            answer = httpx.post(webhook["url"], json=update, headers=headers, timeout=10, trust_env=False)
        except httpx.HTTPError as error:
            webhook["last_error_message"] = type(error).__name__
            return False
        with self.world.changed:
            if not answer.is_success:
                webhook["last_error_message"] = f"Wrong response from the webhook: {answer.status_code}"
                return False
            if update in self.world.updates:
                self.world.updates.remove(update)
            self.world.changed.notify_all()
            return True


async def _params(request: Request) -> dict[str, Any]:
    params: dict[str, Any] = dict(request.query_params)
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/json"):
        try:
            body = await request.json()
        except ValueError:
            raise bad("can't parse request: JSON object expected") from None
        return params | dict(body)
    if kind.startswith(("application/x-www-form-urlencoded", "multipart/form-data")):
        async with request.form() as form:
            for name, value in form.items():
                params[name] = value if isinstance(value, str) else value.filename
                if not isinstance(value, str):
                    params[f"{name}:body"] = await value.read()
            return params
    return params


async def _fail(failure: Failure) -> Response:
    await asyncio.sleep(failure.delay)
    if failure.html:
        return HTMLResponse(BAD_GATEWAY, failure.status)
    error = ApiError(failure.status, failure.description, failure.parameters)
    return JSONResponse(error.body(), error.code)
