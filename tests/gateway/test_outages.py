"""An engine that is dead, slow, empty or broken: never silence, never the same apology twice, nothing lost."""

import asyncio
import time
from typing import Any

import pytest
from starlette.responses import Response

from conversation.messages import IncomingKind, Route
from gateway.texts.strings import Strings
from mentoring.cases import Reason
from tests.gateway.conftest import House, Opener
from tests.gateway.fake_engine import FakeEngine, echo, serving
from tests.storage.people import UNASSIGNED, every, mentor


async def test_a_dead_engine_apologises_once_and_answers_later(house: House, engine: FakeEngine, say: Strings) -> None:
    (apology,) = await house.ask("wat is havo")
    assert apology.text == say("gateway.apology")
    assert [button.title for button in apology.buttons] == [say("gateway.human_button")]
    await asyncio.sleep(0.3)
    assert house.spoken() == [say("gateway.apology")], "retries are silent"
    with serving(engine):
        await house.until(lambda: len(house.spoken()) == 2)
    assert house.spoken() == [say("gateway.apology"), "je zei: wat is havo"]


async def test_later_messages_of_an_outage_get_a_short_word_and_their_turn(
    house: House, engine: FakeEngine, say: Strings
) -> None:
    await house.ask("een")
    assert await house.said("twee") == [say("gateway.apology_again")]
    with serving(engine):
        await house.until(lambda: len(house.spoken()) == 4)
    assert house.spoken()[2:] == ["je zei: een", "je zei: twee"]


async def test_a_slow_engine_apologises_in_time(
    house: House, listening: FakeEngine, say: Strings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house.client, "_timeout", 0.5)
    listening.delay = 3
    begin = time.monotonic()
    assert await house.said("hoi") == [say("gateway.apology")]
    assert time.monotonic() - begin < 2
    listening.delay = 0
    await house.until(lambda: house.spoken()[-1] == "je zei: hoi")


@pytest.mark.parametrize(
    "answer",
    [
        Response(status_code=500),
        Response("no json"),
        {"messages": [], "error": False},
        {"messages": [{"text": "half"}], "error": True},
        {"messages": [{"text": "  "}]},
        {"messages": [{"text": "a", "custom": {"effects": [{"name": "launch_rocket", "data": {}}]}}]},
        {"messages": [{"text": "a", "custom": {"effects": [{"name": "open_case", "data": {"reason": "boredom"}}]}}]},
        {"messages": [{"text": "a", "buttons": [{"title": ""}]}]},
        {"something": "else"},
    ],
    ids=["500", "no-json", "silence", "action-failed", "blank", "unknown-effect", "bad-case", "bad-button", "foreign"],
)
async def test_a_broken_answer_is_tried_again_then_given_to_a_person(
    house: House, listening: FakeEngine, say: Strings, answer: Response | dict[str, Any]
) -> None:
    listening.script = lambda message: answer
    assert (await house.said("hoi"))[0] == say("gateway.apology")
    await house.until(lambda: len(house.spoken()) == 3)
    assert house.spoken()[1] == say("gateway.filed")
    assert listening.messages == ["hoi"] * 3
    (row,) = every(house.stores)
    assert row.case.reason is Reason.ENGINE_DOWN
    listening.script = echo
    assert await house.said("nog een") == ["je zei: nog een"]


async def test_no_model_counts_as_down_and_heals(house: House, listening: FakeEngine, say: Strings) -> None:
    listening.script = lambda message: Response(status_code=503)
    await house.ask("hoi")
    await house.until(lambda: len(listening.heard) > 4)
    assert house.spoken() == [say("gateway.apology")], "a missing model is waited for longer than a failing action"
    listening.script = echo
    await house.until(lambda: house.spoken()[-1] == "je zei: hoi")


async def test_an_engine_that_stays_away_gives_the_message_to_a_person(
    house: House, say: Strings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gateway.worker.MAX_ATTEMPTS", 4)
    await house.ask("een")
    await house.until(lambda: say("gateway.filed") in house.spoken())
    assert house.stores.turns.conversations_with_pending() == ()
    assert len(house.stores.cases.queue(UNASSIGNED)) == 1


@pytest.mark.parametrize(
    "text", ["ik wil een mens", "Kan ik een MENTOR spreken?", "i want a human", "met iemand praten!"]
)
async def test_a_person_is_never_far_with_a_dead_engine(asked: str, house: House, say: Strings, text: str) -> None:
    assert await house.said(text) == [asked]
    (row,) = house.stores.cases.queue(UNASSIGNED)
    assert row.case.reason is Reason.ASKED
    assert house.stores.turns.conversations_with_pending() == ()


async def test_a_wish_for_a_person_passes_a_message_that_waits(asked: str, house: House, say: Strings) -> None:
    await house.ask("wat is havo")
    assert (await house.said("geef me dan een mens"))[-1] == asked
    assert len(house.stores.cases.queue(UNASSIGNED)) == 1


async def test_the_apologys_button_brings_a_person(asked: str, house: House, say: Strings) -> None:
    (apology,) = await house.ask("hoi")
    assert await house.said(apology.buttons[0].id, IncomingKind.BUTTON) == [asked]
    conversation = house.stores.conversations.conversation(house.address)
    assert conversation is not None
    assert conversation.route is Route.WAITING


async def test_the_command_brings_a_person(asked_already: str, asked: str, house: House, say: Strings) -> None:
    assert await house.said("mens", IncomingKind.COMMAND) == [asked]
    assert await house.said("/mens") == [asked_already]
    assert len(house.stores.cases.queue(UNASSIGNED)) == 1


async def test_a_restart_in_an_outage_does_not_apologise_again(
    opener: Opener, engine: FakeEngine, say: Strings
) -> None:
    first = await opener()
    await first.ask("hoi")
    await first.gateway.stop()
    second = await opener()
    await asyncio.sleep(0.3)
    assert second.spoken() == [say("gateway.apology")]
    with serving(engine):
        await second.until(lambda: second.spoken()[-1] == "je zei: hoi")


async def test_a_claim_during_an_outage_leaves_it_to_the_mentor(
    asked: str, house: House, engine: FakeEngine, say: Strings
) -> None:
    await house.ask("hoi")
    await house.ask("/mens")
    (row,) = house.stores.cases.queue(UNASSIGNED)
    house.stores.cases.claim(row.case.id, mentor(house.stores).id)
    await asyncio.sleep(0.5)  # an attempt that was under way when the mentor came has met the dead engine by then
    with serving(engine):
        await house.until(lambda: house.stores.turns.conversations_with_pending() == ())
    assert house.spoken() == [say("gateway.apology"), asked]
    assert engine.heard == []


async def test_waiting_for_a_turn_ends_with_its_time(house: House, listening: FakeEngine) -> None:
    listening.delay = 0.4
    accepted = await house.submit("hoi")
    begin = time.monotonic()
    await house.gateway.wait_for_turn(accepted.inbound_id, 0.1)
    assert time.monotonic() - begin < 0.3
    await house.gateway.wait_for_turn("unknown", 5)
    assert time.monotonic() - begin < 0.35
