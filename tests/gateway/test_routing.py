"""Commands, other kinds of messages, and who answers while a mentor is asked for or there."""

import pytest

from conversation.messages import Draft, IncomingKind, Route, Sender
from gateway.texts.strings import Strings
from mentoring.cases import Case, CaseState, Ending
from tests.gateway.conftest import House
from tests.gateway.fake_engine import FakeEngine
from tests.storage.people import ALL, UNASSIGNED, every, mentor


@pytest.fixture
async def claimed(house: House, listening: FakeEngine) -> Case:
    """A mentor took over."""
    await house.ask("/mens")
    (row,) = house.stores.cases.queue(UNASSIGNED)
    return house.stores.cases.claim(row.case.id, mentor(house.stores).id)


@pytest.mark.parametrize(
    ("command", "payload"), [("start", "/greet"), ("help", "/ask_capabilities"), ("START", "/greet")]
)
async def test_some_commands_are_the_engines(house: House, listening: FakeEngine, command: str, payload: str) -> None:
    await house.ask(command, IncomingKind.COMMAND)
    await house.ask(f"/{command}")
    assert listening.messages == [payload, payload]


@pytest.mark.parametrize("word", ["foo", "", "/", 'request_human{"a": "b"}'])
async def test_an_unknown_command_is_named(house: House, listening: FakeEngine, say: Strings, word: str) -> None:
    assert await house.said(word, IncomingKind.COMMAND) == [say("gateway.unknown_command")]
    assert listening.heard == []


async def test_privacy_needs_no_engine(house: House, say: Strings) -> None:
    assert await house.said("privacy", IncomingKind.COMMAND) == [say("gateway.privacy")]


async def test_stop_ends_contact_and_the_wish_for_a_person(house: House, say: Strings) -> None:
    await house.ask("mens", IncomingKind.COMMAND)
    assert await house.said("stop", IncomingKind.COMMAND) == [say("gateway.stopped")]
    assert [row.case.state for row in every(house.stores)] == [CaseState.CANCELLED]
    conversation = house.stores.conversations.conversation(house.address)
    assert conversation is not None
    assert (conversation.stopped, conversation.route) == (True, Route.BOT)


@pytest.mark.parametrize("kind", ["photo", "voice", "sticker", "other", "edited"])
async def test_what_is_no_text_gets_a_kind_word(house: House, listening: FakeEngine, say: Strings, kind: str) -> None:
    assert await house.said("bijschrift", IncomingKind(kind)) == [say(f"kind.{kind}")]
    assert house.talk()[0].text == f"{say(f'kind.shown_{kind}')} bijschrift"
    assert listening.heard == []


async def test_an_unknown_or_foreign_button_gets_a_kind_word(house: House, listening: FakeEngine, say: Strings) -> None:
    other = house.stores.conversations.open_web_session("other").id
    listening.script = lambda message: {"messages": [{"text": "Kies", "buttons": [{"title": "A", "payload": "/a"}]}]}
    (reply,) = await house.ask("help")
    for button, address in ((reply.buttons[0].id, other), ("made up", house.address), ("/greet", house.address)):
        accepted = await house.submit(button, IncomingKind.BUTTON, address=address)
        replies = house.stores.conversations.replies_to(accepted.inbound_id)
        assert [message.text for message in replies] == [say("gateway.unknown_button")]
    assert listening.messages == ["help"]


async def test_a_button_for_a_person_needs_no_engine(
    asked: str, house: House, listening: FakeEngine, say: Strings
) -> None:
    button = {"title": "Mens graag", "payload": '/request_human{"topic": "x"}'}
    listening.script = lambda message: {"messages": [{"text": "Kies", "buttons": [button]}]}
    (reply,) = await house.ask("help")
    assert await house.said(reply.buttons[0].id, IncomingKind.BUTTON) == [asked]
    assert listening.messages == ["help"]


async def test_the_bot_still_answers_while_a_person_is_asked_for(house: House, listening: FakeEngine) -> None:
    await house.ask("/mens")
    assert await house.said("wat is havo") == ["je zei: wat is havo"]


async def test_with_a_mentor_the_bot_is_silent(house: House, listening: FakeEngine, claimed: Case) -> None:
    before = house.spoken()
    for text in ("dag mentor", "en nog iets"):
        assert await house.said(text) == []
    assert house.spoken() == before
    assert listening.heard == []
    (row,) = house.stores.cases.queue(ALL)
    assert row.unread == 3


async def test_an_old_button_pressed_with_a_mentor_is_read_by_the_mentor(
    house: House, listening: FakeEngine, say: Strings
) -> None:
    listening.script = lambda message: {"messages": [{"text": "Kies", "buttons": [{"title": "Havo", "payload": "/a"}]}]}
    (reply,) = await house.ask("help")
    await house.ask("/mens")
    (row,) = house.stores.cases.queue(UNASSIGNED)
    house.stores.cases.claim(row.case.id, mentor(house.stores).id)
    assert await house.said(reply.buttons[0].id, IncomingKind.BUTTON) == []
    assert house.talk()[-1].text == "Havo"
    assert await house.said("/mens") == [say("gateway.human_reading")]
    assert await house.said("/help") == [say("gateway.mentor_reading")]
    assert await house.said("/privacy") == [say("gateway.privacy")]
    assert listening.messages == ["help"]


async def test_after_closing_the_bot_answers_again(house: House, listening: FakeEngine, claimed: Case) -> None:
    assert claimed.mentor_id is not None
    await house.ask("dag mentor")
    house.stores.cases.answer(claimed.id, claimed.mentor_id, "dag", "c1")
    house.stores.cases.close(claimed.id, claimed.mentor_id, Ending.ANSWERED, Draft("tot later", Sender.SYSTEM))
    assert await house.said("wat is havo") == ["je zei: wat is havo"]
    assert house.spoken()[-3:] == ["dag", "tot later", "je zei: wat is havo"]


async def test_an_answer_that_comes_after_the_claim_is_dropped(house: House, listening: FakeEngine) -> None:
    listening.delay = 0.3
    accepted = await house.submit("hoi")
    await house.until(lambda: bool(listening.heard))
    await house.submit("mens", IncomingKind.COMMAND)
    (row,) = house.stores.cases.queue(UNASSIGNED)
    house.stores.cases.claim(row.case.id, mentor(house.stores).id)
    await house.gateway.wait_for_turn(accepted.inbound_id, 5)
    assert house.stores.conversations.replies_to(accepted.inbound_id) == ()


async def test_stop_works_with_a_mentor(house: House, listening: FakeEngine, claimed: Case, say: Strings) -> None:
    assert await house.said("/stop") == [say("gateway.stopped")]
    assert await house.said("hoi") == ["je zei: hoi"]
