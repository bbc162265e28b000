"""What came since: as JSON and as a stream that loses nothing and doubles nothing."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from channels.web.sessions import hash_token
from conversation.messages import Sender
from mentoring.cases import Reason, Urgency
from tests.web.house import House
from tests.web.test_chat_api import say

Client = httpx.AsyncClient
STREAM = {"Accept": "text/event-stream"}


async def since(client: Client, session: str, after: str = "0", **more: str) -> list[dict[str, Any]]:
    answer = await client.get("/api/chat/events", params={"session": session, "after": after, **more})
    assert answer.json()["session"] == session
    replies: list[dict[str, Any]] = answer.json()["replies"]
    return replies


async def test_after_gives_only_what_came_later(client: Client) -> None:
    first = (await say(client, "een")).json()
    second = (await say(client, "twee", first["session"])).json()
    assert await since(client, first["session"]) == first["replies"] + second["replies"]
    assert await since(client, first["session"], first["replies"][-1]["id"]) == second["replies"]
    assert await since(client, first["session"], "999999999") == []


async def test_own_words_come_only_when_asked_for(client: Client) -> None:
    session = (await say(client, "een")).json()["session"]
    assert [reply["sender"] for reply in await since(client, session)] == ["bot"]
    whole = await since(client, session, own="1")
    assert [(reply["sender"], reply["text"]) for reply in whole[:1]] == [("person", "een")]


@pytest.mark.parametrize("after", ["x", "-1", "1" * 30, "１"])
async def test_a_wrong_after_is_refused(client: Client, after: str) -> None:
    session = (await say(client, "een")).json()["session"]
    answer = await client.get("/api/chat/events", params={"session": session, "after": after})
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "bad_request")


async def test_a_long_talk_is_given_whole(client: Client, house: House) -> None:
    session = (await say(client, "begin")).json()["session"]
    case = _claimed(house, session)
    for number in range(230):
        house.stores.cases.answer(case, _mentor(house), f"regel {number}", str(number))
    texts = [reply["text"] for reply in await since(client, session)]
    assert [text for text in texts if text.startswith("regel")] == [f"regel {number}" for number in range(230)]


async def test_a_mentors_words_arrive_on_the_open_stream(client: Client, house: House) -> None:
    session = (await say(client, "hoi")).json()["session"]
    case = _claimed(house, session)
    async with client.stream("GET", "/api/chat/events", params={"session": session}, headers=STREAM) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        events = _events(stream)
        assert (await anext(events))["sender"] == Sender.BOT.value
        message = house.stores.cases.answer(case, _mentor(house), "Dag, ik lees mee.", "c1")
        house.gateway.notify(message.conversation_id)
        event = await asyncio.wait_for(anext(events), 3)
    assert (event["sender"], event["text"], event["name"]) == ("mentor", "Dag, ik lees mee.", "Anna de Vries")
    assert event["last_event_id"] == event["id"]


async def test_who_speaks_is_said_when_it_changes(client: Client, house: House) -> None:
    first = (await say(client, "hoi")).json()
    session = first["session"]
    assert first["speaker"] == {"kind": "bot"}
    async with client.stream("GET", "/api/chat/events", params={"session": session}, headers=STREAM) as stream:
        events = _events(stream, "speaker")
        assert (await anext(events))["kind"] == "bot"
        case = house.stores.cases.case(_claimed(house, session))
        assert case is not None
        house.gateway.notify(case.conversation_id)
        now = await asyncio.wait_for(anext(events), 3)
        assert (now["kind"], now["name"]) == ("mentor", "Anna de Vries")
        await house.gateway.keeper.look(datetime.now(UTC))  # she is not signed in at the desk
        assert (await asyncio.wait_for(anext(events), 3))["kind"] == "waiting"
    again = await client.get("/api/chat/events", params={"session": session})
    assert again.json()["speaker"] == {"kind": "waiting"}


async def test_a_stream_goes_on_where_it_broke(client: Client, house: House) -> None:
    session = (await say(client, "een")).json()["session"]
    seen = (await since(client, session))[-1]["id"]
    await say(client, "twee", session)
    headers = STREAM | {"Last-Event-ID": seen}
    # A browser repeats the address it began with, so the id it saw must win from `after`.
    params = {"session": session, "after": "0"}
    async with client.stream("GET", "/api/chat/events", params=params, headers=headers) as stream:
        assert (await anext(_events(stream)))["text"] == "Je zei: twee"


async def test_the_stream_of_an_erased_talk_ends(client: Client, house: House) -> None:
    session = (await say(client, "een")).json()["session"]
    conversation = house.stores.conversations.web_session(hash_token(session))
    assert conversation is not None
    async with client.stream("GET", "/api/chat/events", params={"session": session}, headers=STREAM) as stream:
        events = _events(stream)
        await anext(events)
        house.stores.conversations.erase(conversation.id)
        house.gateway.notify(conversation.id)
        with pytest.raises(StopAsyncIteration):
            await asyncio.wait_for(anext(events), 5)
    assert (await client.get("/api/chat/events", params={"session": session})).status_code == 403


async def _events(stream: httpx.Response, wanted: str = "message") -> Any:
    event_id, kind = "", "message"
    async for line in stream.aiter_lines():
        if line.startswith("id: "):
            event_id = line[4:]
        if line.startswith("event: "):
            kind = line[7:]
        if line.startswith("data: ") and kind == wanted:
            yield json.loads(line[6:]) | {"last_event_id": event_id}
        kind = kind if line else "message"


def _mentor(house: House) -> str:
    known = house.stores.mentors.mentor_by_email("anna@example.org")
    if known is not None:
        return known[0].id
    expires = datetime.now(UTC) + timedelta(days=1)
    return house.stores.mentors.add_mentor("Anna de Vries", "anna@example.org", "hash", expires).id


def _claimed(house: House, session: str) -> str:
    conversation = house.stores.conversations.web_session(hash_token(session))
    assert conversation is not None
    case = house.stores.cases.open_case(conversation.id, Reason.ASKED, Urgency.NORMAL)
    return house.stores.cases.claim(case.id, _mentor(house)).id
