"""A mentor at the desk, as a browser without scripts: follows links and submits the forms that stand on a page."""

import json
import re
from dataclasses import dataclass
from typing import Any

import httpx

from channels.desk.accounts import one_time_link
from channels.web.sessions import hash_token
from mentoring.cases import Case, Reason, Urgency
from tests.web.house import House

PASSWORD = "vier losse woorden achter elkaar"


@dataclass
class MentorBrowser:
    """Posts with the form token of the page it looked at."""

    http: httpx.AsyncClient
    name: str
    email: str

    async def form_token(self, path: str = "/desk/") -> str:
        page = await self.http.get(path)
        found = re.search(r'name="form_token" value="([0-9a-f]+)"', page.text)
        assert found, f"no form on {path}: {page.status_code}"
        return found[1]

    async def submit(self, path: str, **fields: str) -> httpx.Response:
        return await self.http.post(path, data={"form_token": await self.form_token(), **fields})


async def sign_up(house: House, http: httpx.AsyncClient, name: str) -> MentorBrowser:
    """Make an account, follow its one-time link and choose a password."""
    email, link = f"{name.lower()}@example.org", one_time_link(house.url)
    house.stores.mentors.add_mentor(name, email, link.token_hash, link.expires)
    mentor = MentorBrowser(http, name, email)
    path = link.url.removeprefix(house.url)
    fields = {"form_token": await mentor.form_token(path), "password": PASSWORD, "again": PASSWORD}
    answer = await http.post(path, data=fields)
    assert answer.status_code == 303
    return mentor


async def talk_with(client: httpx.AsyncClient, text: str) -> str:
    """Say something in the chat; returns the session."""
    answer = await client.post("/api/chat", json={"text": text})
    session: str = answer.json()["session"]
    return session


def open_case(house: House, session: str, urgency: Urgency = Urgency.NORMAL, reason: Reason = Reason.ASKED) -> Case:
    """Open a case for a chat session."""
    conversation = house.stores.conversations.web_session(hash_token(session))
    assert conversation is not None
    return house.stores.cases.open_case(conversation.id, reason, urgency)


async def replies(client: httpx.AsyncClient, session: str) -> list[dict[str, Any]]:
    answer = await client.get("/api/chat/events", params={"session": session})
    found: list[dict[str, Any]] = answer.json()["replies"]
    return found


async def events_of(stream: httpx.Response) -> Any:
    """What the stream says about messages; the panel of a shared profile has events of its own."""
    name = ""
    async for line in stream.aiter_lines():
        if line.startswith("event: "):
            name = line[7:]
        elif line.startswith("data: ") and name != "profile":
            yield json.loads(line[6:])
        elif not line:
            name = ""
