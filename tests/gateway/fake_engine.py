"""The engine at its HTTP edge: a real loopback server that can be scripted to fail in every way."""

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

SECRET = "engine secret"
Script = Callable[[str], Response | dict[str, Any]]


def echo(message: str) -> dict[str, Any]:
    return {"messages": [{"text": f"je zei: {message}"}], "error": False}


class FakeEngine:
    """Answers `script(message)`; keeps what it heard, and how many turns it had at once."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.script: Script = echo
        self.delay = 0.0
        self.heard: list[dict[str, Any]] = []
        self.forgotten: list[str] = []
        self.busy: dict[str, int] = {}
        self.most_at_once_in_one = 0
        self.most_at_once = 0

    @property
    def messages(self) -> list[str]:
        return [body["message"] for body in self.heard]

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/webhooks/turn/webhook", self._turn, methods=["POST"]),
                Route("/webhooks/turn/ready", self._ready),
                Route("/webhooks/turn/{sender}", self._forget, methods=["DELETE"]),
            ]
        )

    async def _turn(self, request: Request) -> Response:
        if request.headers.get("X-Wegwijs-Engine-Secret") != SECRET:
            return Response(status_code=401)
        body = await request.json()
        self.heard.append(body)
        sender = body["sender"]
        self.busy[sender] = self.busy.get(sender, 0) + 1
        self.most_at_once_in_one = max(self.most_at_once_in_one, self.busy[sender])
        self.most_at_once = max(self.most_at_once, sum(self.busy.values()))
        try:
            await asyncio.sleep(self.delay)
        finally:
            self.busy[sender] -= 1
        said = self.script(body["message"])
        return said if isinstance(said, Response) else JSONResponse(said)

    async def _ready(self, _request: Request) -> Response:
        return Response(status_code=200)

    async def _forget(self, request: Request) -> Response:
        self.forgotten.append(request.path_params["sender"])
        return Response(status_code=204)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(engine: FakeEngine) -> Iterator[None]:
    """Run the engine's server as long as the block lasts."""
    port = int(engine.url.rsplit(":", 1)[1])
    server = uvicorn.Server(uvicorn.Config(engine.app(), port=port, log_level="error", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 10
    while not server.started:
        assert time.monotonic() < deadline, "the fake engine did not start"
        time.sleep(0.01)
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(10)
