"""The engine at its HTTP edge: speaks the turn channel's contract and answers by a few words in the message."""

import asyncio
from dataclasses import asdict
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from conversation.messages import Document
from tests.drawing import sample_map, sample_page, sample_profile

SOURCE = {"title": "Onderwijs in beeld", "url": "https://example.org/bron", "checked_on": "2026-11-22"}
CALENDAR = Document("proef.ics", "text/calendar; charset=utf-8", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
BROKEN = {"kind": "hexagon", "data": {"scores": []}, "alt": "Tekening\nMet woorden"}
ASK_PERSON = {"effects": [{"name": "open_case", "data": {"reason": "asked", "urgency": "normal"}}]}


def documents(path: str) -> Document | None:
    """The one file there is."""
    return CALENDAR if path.partition("?")[0] == "calendar/proef.ics" else None


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
        return JSONResponse({"messages": self._say(message), "error": False})

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
        if "agenda" in message:
            files = [{"title": "Zet het in mijn agenda", "path": "calendar/proef.ics"}]
            return [{"text": "Kerstvakantie: over 3 weken.", "custom": {"files": files, "sources": [SOURCE]}}]
        if "profiel" in message:
            picture = asdict(sample_profile())
            return [{"text": "Dit vind je leuk.", "custom": {"picture": picture}}]
        if "kaart" in message:
            return [{"text": "Zo ziet het eruit.", "custom": {"picture": asdict(sample_map())}}]
        if "printen" in message:
            return [{"text": "Neem deze mee.", "custom": {"page": asdict(sample_page())}}]
        if "kapot" in message:
            return [{"text": "Hier hoort iets bij.", "custom": {"picture": BROKEN}}]
        if "mens" in message:
            return [{"text": "Ik heb een mentor gevraagd.", "custom": ASK_PERSON}]
        return [{"text": f"Je zei: {message}"}]
