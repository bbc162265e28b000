"""The engine at its HTTP edge: speaks the turn channel's contract and answers by a few words in the message."""

import asyncio
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

SOURCE = {"title": "Onderwijs in beeld", "url": "https://example.org/bron", "checked_on": "2026-11-22"}
ASK_PERSON = {"effects": [{"name": "open_case", "data": {"reason": "asked", "urgency": "normal"}}]}


class FakeEngine:
    """Set `down` for 503 to everything. `heard` holds what was asked, in order."""

    def __init__(self) -> None:
        self.down = False
        self.delay = 0.0
        self.heard: list[str] = []
        self.app = Starlette(
            routes=[
                Route("/webhooks/turn/webhook", self._turn, methods=["POST"]),
                Route("/webhooks/turn/ready", self._ready),
                Route("/webhooks/turn/{sender}", self._forget, methods=["DELETE"]),
            ]
        )

    async def _turn(self, request: Request) -> Response:
        message = (await request.json())["message"]
        if self.down:
            return Response(status_code=503)
        await asyncio.sleep(self.delay)
        self.heard.append(message)
        return JSONResponse({"messages": self._say(message), "intent": "test", "error": False})

    async def _ready(self, _request: Request) -> Response:
        return Response(status_code=503 if self.down else 200)

    async def _forget(self, _request: Request) -> Response:
        return Response(status_code=204)

    def _say(self, message: str) -> list[dict[str, Any]]:
        if "keuzes" in message:
            buttons = [{"title": title, "payload": f"/pick_{title}"} for title in ("Havo", "Vmbo", "Vwo")]
            return [{"text": "Waar gaat het over?", "buttons": buttons}]
        if "bron" in message:
            return [{"text": "Zie https://example.org/uitleg voor meer.", "custom": {"sources": [SOURCE]}}]
        if "mens" in message:
            return [{"text": "Ik heb een mentor gevraagd.", "custom": ASK_PERSON}]
        return [{"text": f"Je zei: {message}"}]
