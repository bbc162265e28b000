"""The client of the turn channel: typed errors, and answers mapped whole."""

import asyncio

import pytest
from starlette.responses import Response

from conversation.messages import FileLink, Page, Picture
from conversation.turns import EffectName
from gateway.engine.answer import Answer, to_turn
from gateway.engine.client import EngineClient, EngineDown, EngineFailed, EngineSlow
from tests.gateway.fake_engine import SECRET, FakeEngine

META = {"school": "", "today": "2026-11-23", "channel": "web"}


async def turn(engine: FakeEngine, *, secret: str = SECRET, trusted: bool = False, payload: str = "/greet") -> str:
    async with EngineClient(engine.url, secret, timeout=0.3) as client:
        return (await client.turn("abc", payload, trusted=trusted, metadata=META)).replies[0].text


async def test_only_our_own_payloads_may_be_intents(listening: FakeEngine) -> None:
    assert await turn(listening) == "je zei: greet"
    assert await turn(listening, trusted=True) == "je zei: /greet"
    assert [body["metadata"]["button"] for body in listening.heard] == [False, True]


async def test_nobody_there_is_down(engine: FakeEngine) -> None:
    with pytest.raises(EngineDown):
        await turn(engine)
    async with EngineClient(engine.url, SECRET) as client:
        assert not await client.ready()
        with pytest.raises(EngineDown):
            await client.forget("abc")


async def test_too_late_is_slow(listening: FakeEngine) -> None:
    listening.delay = 1
    with pytest.raises(EngineSlow, match=r"0\.3 s"):
        await turn(listening)


async def test_an_answer_that_drips_is_slow(unused_tcp_port: int) -> None:
    async def drip(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        for _ in range(50):
            writer.write(b" ")
            await asyncio.sleep(0.05)
        writer.close()

    server = await asyncio.start_server(drip, "127.0.0.1", unused_tcp_port)
    async with server, EngineClient(f"http://127.0.0.1:{unused_tcp_port}", SECRET, timeout=0.3) as client:
        with pytest.raises(EngineSlow):
            await client.turn("abc", "hoi", trusted=False, metadata=META)


async def test_a_wrong_secret_is_a_failure(listening: FakeEngine) -> None:
    with pytest.raises(EngineFailed, match="401"):
        await turn(listening, secret="wrong")


async def test_errors_never_quote_what_was_said(listening: FakeEngine) -> None:
    listening.script = lambda message: {"messages": [{"text": 5, "buttons": "geheim"}]}
    with pytest.raises(EngineFailed) as caught:
        await turn(listening)
    assert "geheim" not in str(caught.value)
    assert "messages.0.buttons" in str(caught.value)


async def test_ready_and_forget(listening: FakeEngine) -> None:
    async with EngineClient(f"{listening.url}/", SECRET) as client:
        assert await client.ready()
        await client.forget("abc")
    assert listening.forgotten == ["abc"]


async def test_no_model_is_down(listening: FakeEngine) -> None:
    listening.script = lambda message: Response(status_code=503)
    with pytest.raises(EngineDown, match="503"):
        await turn(listening)


def test_what_rides_along_belongs_to_the_reply_before_it() -> None:
    source = {"title": "Bron", "url": None, "checked_on": "2026-11-22"}
    answer = {
        "messages": [
            {"custom": {"effects": [{"name": "note", "data": {"topic": "x"}}]}},
            {"text": " een "},
            {"custom": {"sources": [source], "files": [{"title": "Agenda", "path": "calendar/x.ics?region=noord"}]}},
            {"custom": {"picture": {"kind": "map", "data": {}, "alt": "Kaart"}}},
            {"custom": {"page": {"title": "Pagina", "data": {}}}},
            {"text": "twee", "buttons": [{"title": "Ja", "payload": "/affirm"}]},
            {"custom": {"effects": [{"name": "open_case", "data": {"reason": "asked"}}]}},
        ],
        "something_new": 1,
    }
    turn = to_turn(Answer.model_validate(answer))
    first, second = turn.replies
    assert (first.text, len(first.sources), first.buttons) == ("een", 1, ())
    assert first.files == (FileLink("Agenda", "calendar/x.ics?region=noord"),)
    assert (first.picture, first.page) == (Picture("map", {}, "Kaart"), Page("Pagina", {}))
    assert (second.text, second.sources, second.buttons) == ("twee", (), (("Ja", "/affirm"),))
    assert [effect.name for effect in turn.effects] == [EffectName.NOTE, EffectName.OPEN_CASE]
    assert turn.effects[1].data == {"reason": "asked", "urgency": "normal"}


def test_a_source_that_is_no_web_page_is_refused() -> None:
    source = {"title": "Bron", "url": "javascript:alert(1)", "checked_on": "2026-11-22"}
    with pytest.raises(ValueError, match="url"):
        Answer.model_validate({"messages": [{"text": "a", "custom": {"sources": [source]}}]})
