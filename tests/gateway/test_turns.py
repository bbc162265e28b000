"""A message's way through the door when all is well."""

import asyncio
import time
from datetime import UTC, datetime

import pytest

from conversation.messages import IncomingKind, Picture, Route, Sender
from gateway.texts.strings import Strings
from mentoring.cases import Reason
from mentoring.hours import ZONE
from tests.gateway.conftest import House, Opener
from tests.gateway.fake_engine import FakeEngine
from tests.storage.people import UNASSIGNED, every


async def test_a_text_is_answered_by_the_engine(house: House, listening: FakeEngine) -> None:
    (reply,) = await house.ask("wat is havo")
    assert (reply.text, reply.sender) == ("je zei: wat is havo", Sender.BOT)
    (heard,) = listening.heard
    today = datetime.now(UTC).astimezone(ZONE).date().isoformat()
    assert heard == {
        "sender": house.address,
        "message": "wat is havo",
        "metadata": {"school": "voorbeeld-nl", "today": today, "channel": "web", "route": "bot", "button": False},
    }


async def test_quick_messages_are_answered_one_at_a_time_in_order(house: House, listening: FakeEngine) -> None:
    listening.delay = 0.02
    accepted = [await house.submit(f"vraag {i}") for i in range(10)]
    for one in accepted:
        await house.gateway.wait_for_turn(one.inbound_id, 5)
    assert listening.messages == [f"vraag {i}" for i in range(10)]
    assert listening.most_at_once_in_one == 1
    assert house.spoken() == [f"je zei: vraag {i}" for i in range(10)]


async def test_conversations_do_not_wait_for_each_other(house: House, listening: FakeEngine) -> None:
    listening.delay = 0.2
    addresses = [house.stores.conversations.open_web_session(f"t{i}").id for i in range(5)]
    accepted = [await house.submit("hoi", address=address) for address in addresses]
    for one in accepted:
        await house.gateway.wait_for_turn(one.inbound_id, 5)
    assert listening.most_at_once > 1
    assert listening.most_at_once_in_one == 1
    assert all(len(house.talk(address)) == 2 for address in addresses)


async def test_a_retry_of_the_channel_is_answered_with_the_same(house: House, listening: FakeEngine) -> None:
    first, again = await asyncio.gather(house.submit("hoi", update="c1"), house.submit("hoi", update="c1"))
    assert first.inbound_id == again.inbound_id
    await house.gateway.wait_for_turn(first.inbound_id, 5)
    late = await house.submit("hoi", update="c1")
    assert (late.duplicate, late.pending) == (True, False)
    await house.gateway.wait_for_turn(late.inbound_id, 5)
    assert listening.messages == ["hoi"]


async def test_buttons_images_sources_and_effects_arrive(house: House, listening: FakeEngine) -> None:
    effect = {"name": "open_case", "data": {"reason": "wellbeing", "urgency": "normal"}}
    source = {"title": "Bron", "url": "https://example.org/x", "checked_on": "2026-11-22"}
    picture = {"kind": "map", "data": {"country": "nl"}, "alt": "Kaart\nMet woorden"}
    listening.script = lambda message: {
        "messages": [
            {"text": "Kies maar", "buttons": [{"title": "Havo", "payload": '/inform{"level": "nl-havo"}'}]},
            {"custom": {"sources": [source], "picture": picture, "effects": [effect]}},
        ],
        "error": False,
    }
    reply, about_people = await house.ask("help")
    assert about_people.sender is Sender.SYSTEM
    assert (reply.sources[0].title, reply.buttons[0].title) == ("Bron", "Havo")
    assert reply.picture == Picture("map", {"country": "nl"}, "Kaart\nMet woorden")
    assert reply.picture.title == "Kaart"
    (row,) = house.stores.cases.queue(UNASSIGNED)
    assert row.case.reason is Reason.WELLBEING


async def test_a_button_reaches_the_engine_as_its_payload(house: House, listening: FakeEngine) -> None:
    payload = '/inform{"level": "nl-havo"}'
    listening.script = lambda message: {
        "messages": [{"text": "Kies", "buttons": [{"title": "Havo", "payload": payload}]}]
    }
    (reply,) = await house.ask("help")
    await house.ask(reply.buttons[0].id, IncomingKind.BUTTON)
    assert listening.messages[-1] == payload
    assert [m.text for m in house.talk() if m.sender is Sender.PERSON] == ["help", "Havo"]


@pytest.mark.parametrize(
    "typed",
    [
        '/request_human{"x": "y"}',
        "//greet",
        " / greet",
        "\N{ZERO WIDTH SPACE}/greet",
        "／greet",
        "\n\t/restart",
        "/greet",
    ],
)
async def test_a_typed_slash_never_reaches_the_engine_first(house: House, listening: FakeEngine, typed: str) -> None:
    await house.ask(typed)
    assert [message[0] for message in listening.messages if message] == [typed.strip(" /\n\t\u200b／")[0]]
    assert every(house.stores) == []


@pytest.mark.parametrize("text", ["", " \n\t ", "\x00\x07", "\N{ZERO WIDTH SPACE}", "/", " // "])
async def test_an_empty_message_gets_a_kind_word(house: House, listening: FakeEngine, say: Strings, text: str) -> None:
    assert await house.said(text) == [say("gateway.empty")]
    assert listening.heard == []


@pytest.mark.parametrize(
    ("text", "heard"), [("👍🏽", "👍🏽"), ("a\x00b\x1bc\r\nd", "abc\nd"), ("?", "?"), ("\ud800hoi", "hoi")]
)
async def test_odd_characters_pass_or_are_dropped(house: House, listening: FakeEngine, text: str, heard: str) -> None:
    await house.ask(text)
    assert listening.messages == [heard]


async def test_a_long_text_is_kept_whole_but_shortened_for_the_engine(house: House, listening: FakeEngine) -> None:
    await house.ask("lang " * 1000)
    assert len(listening.messages[0]) == 2000
    assert len(house.talk()[0].text) == 4999


async def test_a_far_too_long_text_is_cut_and_said_so(house: House, listening: FakeEngine, say: Strings) -> None:
    replies = await house.said("x" * 20_000)
    assert replies[0] == say("gateway.too_long")
    assert replies[1].startswith("je zei: xxx")
    assert len(house.talk()[0].text) == 10_000


async def test_what_waits_after_a_restart_is_answered(
    opener: Opener, engine: FakeEngine, listening: FakeEngine
) -> None:
    first = await opener()
    engine.delay = 0.3
    for text in ("een", "twee"):
        await first.submit(text)
    await first.until(lambda: bool(engine.heard))
    await first.gateway.stop()
    assert first.spoken() == []
    engine.delay = 0.0
    second = await opener()
    await second.until(lambda: len(second.spoken()) == 2)
    assert second.spoken() == ["je zei: een", "je zei: twee"]


async def test_a_crash_of_the_store_after_the_turn_loses_and_doubles_nothing(
    house: House, listening: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish, failures = house.stores.turns.finish, iter([True, True])

    def crashing(*args: object, **kwargs: object) -> object:
        if next(failures, False):
            raise RuntimeError("disk full")
        return finish(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr("gateway.worker.STORE_PAUSE", 0.01)
    monkeypatch.setattr(house.stores.turns, "finish", crashing)
    assert await house.said("hoi") == ["je zei: hoi"]
    assert house.spoken() == ["je zei: hoi"]


async def test_forgetting_reaches_the_engine(house: House, listening: FakeEngine) -> None:
    answer = {"text": "gewist", "custom": {"effects": [{"name": "forget", "data": {}}]}}
    listening.script = lambda message: {"messages": [answer]}
    assert await house.said("wis mijn gegevens") == ["gewist"]
    await house.until(lambda: listening.forgotten == [house.address])
    assert [message.text for message in house.talk()] == ["gewist"]


async def test_who_subscribes_hears_what_is_new(house: House, listening: FakeEngine) -> None:
    with house.gateway.subscribe(house.address) as bell, house.gateway.subscribe(None) as everything:
        assert not await bell.wait(0.05)
        house.gateway.notify(house.address)
        assert await bell.wait(1)
        assert await everything.wait(1)
        house.gateway.notify("another")
        assert not await bell.wait(0.05)
        assert await everything.wait(1)
        await house.ask("hoi")
        assert await bell.wait(1)


async def test_many_people_at_once_lose_nothing(house: House, listening: FakeEngine) -> None:
    addresses = [house.stores.conversations.open_web_session(f"t{i}").id for i in range(20)]
    accepted = await asyncio.gather(*(house.submit(f"{i}", address=a) for i in range(5) for a in addresses))
    await asyncio.gather(*(house.gateway.wait_for_turn(one.inbound_id, 60) for one in accepted))
    for address in addresses:
        words = [m.text for m in house.talk(address) if m.sender is Sender.PERSON]
        answers = [m.text for m in house.talk(address) if m.sender is Sender.BOT]
        assert answers == [f"je zei: {word}" for word in words]
    assert listening.most_at_once_in_one == 1
    assert len(listening.messages) == 100


async def test_the_route_is_the_bots(house: House, listening: FakeEngine) -> None:
    accepted = await house.submit("hoi")
    assert accepted.conversation.route is Route.BOT


async def test_a_message_that_comes_while_the_worker_reads_is_waited_for(
    house: House, listening: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = house.stores.turns.waiting

    def slow_read(conversation_id: str) -> object:
        found = read(conversation_id)
        time.sleep(0.1)
        return found

    monkeypatch.setattr(house.stores.turns, "waiting", slow_read)
    for i in range(6):
        first, second = await house.submit(f"a{i}"), await house.submit(f"b{i}")
        for one in (first, second):
            await house.gateway.wait_for_turn(one.inbound_id, 5)
            assert len(house.stores.conversations.replies_to(one.inbound_id)) == 1
        await asyncio.sleep(0.03 * i)
