"""The chat API keeps DESIGN's shapes, and says clearly what it refuses."""

import asyncio
import hashlib
import re
import uuid
from typing import Any

import httpx
import pytest

from channels.web.api import MESSAGES_AT_ONCE
from tests.storage.people import UNASSIGNED
from tests.web.house import House

Client = httpx.AsyncClient


async def say(client: Client, text: str, session: str | None = None, **more: Any) -> httpx.Response:
    body = {"text": text, **({"session": session} if session else {}), **more}
    return await client.post("/api/chat", json=body)


async def test_a_message_gets_its_reply_in_the_agreed_shape(client: Client) -> None:
    body = (await say(client, "hoi")).json()
    assert re.fullmatch("[0-9a-f]{32}", body["session"])
    (reply,) = body["replies"]
    assert {key: reply[key] for key in ("id", "sender", "text", "buttons")} == {
        "id": "2",
        "sender": "bot",
        "text": "Je zei: hoi",
        "buttons": [],
    }
    assert "sources" not in reply
    assert "image" not in reply


async def test_sources_come_with_link_and_date(client: Client) -> None:
    (reply,) = (await say(client, "bron")).json()["replies"]
    assert reply["sources"] == [
        {"title": "Onderwijs in beeld", "url": "https://example.org/bron", "checked_on": "2026-11-22"}
    ]


async def test_a_button_is_pressed_by_its_id(client: Client, house: House) -> None:
    body = (await say(client, "keuzes")).json()
    button = body["replies"][0]["buttons"][1]
    assert button["title"] == "Vmbo"
    answer = await client.post("/api/chat", json={"text": "", "button": button["id"], "session": body["session"]})
    assert answer.status_code == 200
    assert house.engine.heard[-1] == "/pick_Vmbo"


async def test_typed_intents_are_not_obeyed(client: Client, house: House) -> None:
    await say(client, '/pick_Havo{"path": "x"}')
    assert not house.engine.heard[-1].startswith("/")


async def test_only_the_hash_of_a_session_is_stored(client: Client, house: House) -> None:
    session = (await say(client, "hoi")).json()["session"]
    assert house.stores.conversations.web_session(session) is None
    assert house.stores.conversations.web_session(hashlib.sha256(session.encode()).hexdigest()) is not None


@pytest.mark.parametrize("session", ["0" * 32, "", "x" * 5000, "é🙂", "' or 1=1 --"])
async def test_a_made_up_session_is_refused(client: Client, session: str) -> None:
    for answer in (
        await client.post("/api/chat", json={"text": "hoi", "session": session}),
        await client.get("/api/chat/events", params={"session": session}),
    ):
        assert answer.status_code == 403
        assert answer.json()["error"]["code"] == "unknown_session"


async def test_a_retry_returns_the_first_replies(client: Client, house: House) -> None:
    session = (await say(client, "hoi")).json()["session"]
    first = await say(client, "nog iets", session, client_id="a1")
    again = await say(client, "nog iets", session, client_id="a1")
    assert first.json() == again.json()
    assert house.engine.heard.count("nog iets") == 1


async def test_parallel_retries_are_one_message(client: Client, house: House) -> None:
    house.engine.delay = 0.3
    session = (await say(client, "hoi")).json()["session"]
    answers = await asyncio.gather(*(say(client, "eens", session, client_id="b2") for _ in range(3)))
    assert [answer.json() for answer in answers] == [answers[0].json()] * 3
    assert len(answers[0].json()["replies"]) == 1
    assert house.engine.heard.count("eens") == 1


async def test_a_retry_of_the_very_first_message_finds_its_session(client: Client) -> None:
    key = str(uuid.uuid4())
    first, again = await say(client, "hoi", client_id=key), await say(client, "hoi", client_id=key)
    assert first.json() == again.json()


async def test_a_guessable_client_id_never_opens_a_session_of_another(client: Client) -> None:
    first, other = await say(client, "hoi", client_id="1"), await say(client, "hoi", client_id="1")
    assert first.json()["session"] != other.json()["session"]


@pytest.mark.parametrize("text", ["", "   ", "\u200b", "\x00"])
async def test_an_empty_text_gets_a_kind_reply(client: Client, text: str) -> None:
    answer = await say(client, text)
    assert answer.status_code == 200
    assert answer.json()["replies"][0]["sender"] == "system"


@pytest.mark.parametrize("text", ["a" * 10_000, "😀" * 10_000, "ik 🤷🏽‍♀️ twijfel", "<b>hoi</b>", "\u202eomgekeerd"])
async def test_long_and_odd_texts_are_answered(client: Client, text: str) -> None:
    answer = await say(client, text)
    assert answer.status_code == 200
    assert answer.json()["replies"]


async def test_a_broken_surrogate_is_answered(client: Client) -> None:
    raw = b'{"text": "hoi \\ud83d daar"}'
    answer = await client.post("/api/chat", content=raw, headers={"Content-Type": "application/json"})
    assert answer.status_code in (200, 400)


@pytest.mark.parametrize(
    ("content", "kind", "status", "code"),
    [
        (b"{", "application/json", 400, "bad_json"),
        (b"\xff\xfe", "application/json", 400, "bad_json"),
        (b"[]", "application/json", 400, "bad_request"),
        (b"{}", "application/json", 400, "bad_request"),
        (b'{"text": 5}', "application/json", 400, "bad_request"),
        (b'{"text": "hoi", "client_id": ""}', "application/json", 400, "bad_request"),
        (b'{"text": "hoi", "session": 5}', "application/json", 400, "bad_request"),
        (b'{"text": "hoi"}', "text/plain", 415, "wrong_content_type"),
        (b'{"text": "' + b"a" * 300_000 + b'"}', "application/json", 413, "too_large"),
    ],
)
async def test_a_wrong_body_gets_a_clear_error(
    client: Client, content: bytes, kind: str, status: int, code: str
) -> None:
    answer = await client.post("/api/chat", content=content, headers={"Content-Type": kind})
    assert answer.status_code == status
    assert answer.json()["error"]["code"] == code
    assert answer.json()["error"]["message"]


async def test_a_wrong_method_or_path_is_json_too(client: Client) -> None:
    assert (await client.get("/api/chat")).json()["error"]["code"] == "method_not_allowed"
    assert (await client.get("/api/nothing")).json()["error"]["code"] == "not_found"


async def test_too_many_messages_are_slowed_down(client: Client) -> None:
    session = (await say(client, "hoi")).json()["session"]
    too_many = 10
    answers = await asyncio.gather(*(say(client, "", session) for _ in range(MESSAGES_AT_ONCE - 1 + too_many)))
    refused = [answer for answer in answers if answer.status_code == 429]
    assert too_many / 2 <= len(refused) <= too_many
    assert int(refused[0].headers["retry-after"]) >= 1
    assert refused[0].json()["error"]["code"] == "too_fast"


async def test_without_an_engine_the_person_gets_an_apology_and_a_way_to_a_person(client: Client, house: House) -> None:
    house.engine.down = True
    body = (await say(client, "wat is havo")).json()
    (reply,) = body["replies"]
    assert reply["sender"] == "system"
    await client.post("/api/chat", json={"button": reply["buttons"][0]["id"], "session": body["session"]})
    assert len(house.stores.cases.queue(UNASSIGNED)) == 1


async def test_nothing_of_a_message_is_logged(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG", logger="channels")
    caplog.set_level("DEBUG", logger="gateway")
    session = (await say(client, "geheimwoord")).json()["session"]
    await client.get("/api/chat/events", params={"session": session})
    rooms = ("channels", "gateway", "uvicorn")
    ours = [record.getMessage() for record in caplog.records if record.name.split(".")[0] in rooms]
    assert not [line for line in ours if "geheimwoord" in line or session in line]
