"""Taking messages in: once, with all that is decided, or not at all."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from conversation.inbox import Arrival, Decision
from conversation.messages import Channel, Incoming, IncomingKind, Route, Sender
from conversation.ports import NotFound
from storage import Stores, open_stores
from tests.storage.conftest import SECRET
from tests.storage.people import accept, ask_engine, ask_person, bot, pressed, texts, typed


def never(_arrival: Arrival) -> Decision:
    raise AssertionError("a redelivery is not decided again")


def test_the_first_message_begins_a_conversation(stores: Stores) -> None:
    accepted = accept(stores, "hoi")
    assert accepted.pending
    assert not accepted.duplicate
    assert accepted.conversation.route is Route.BOT
    assert stores.conversations.find(Channel.TELEGRAM, "4242") == accepted.conversation
    (heard,) = stores.conversations.messages_after(accepted.conversation.id)
    assert (heard.sender, heard.text, heard.seq) == (Sender.PERSON, "hoi", 1)
    assert heard.at.utcoffset() is not None


def test_a_redelivery_returns_the_first_outcome(stores: Stores) -> None:
    first = accept(stores, "hoi")
    again = stores.inbox.accept(typed("hoi"), never)
    assert (again.inbound_id, again.duplicate, again.pending) == (first.inbound_id, True, True)
    stores.turns.finish(first.inbound_id, [bot("dag")])
    answered = stores.inbox.accept(typed("hoi"), never)
    assert (answered.inbound_id, answered.pending) == (first.inbound_id, False)
    assert [message.text for message in stores.conversations.replies_to(first.inbound_id)] == ["dag"]
    assert texts(stores, first.conversation.id) == ["hoi", "dag"]


def test_the_same_id_in_another_conversation_is_another_message(stores: Stores) -> None:
    first, second = accept(stores, update="1", address="a"), accept(stores, update="1", address="b")
    assert first.conversation.id != second.conversation.id
    assert not second.duplicate


def test_twenty_redeliveries_at_once_store_one_message(stores: Stores) -> None:
    with ThreadPoolExecutor(20) as pool:
        accepted = list(pool.map(lambda _: accept(stores), range(20)))
    assert len({one.inbound_id for one in accepted}) == 1
    assert sum(not one.duplicate for one in accepted) == 1
    assert texts(stores, accepted[0].conversation.id) == ["hoi"]


def test_twenty_messages_at_once_all_stand_in_one_talk(stores: Stores) -> None:
    with ThreadPoolExecutor(20) as pool:
        accepted = list(pool.map(lambda i: accept(stores, f"bericht {i}", str(i)), range(20)))
    assert len({one.conversation.id for one in accepted}) == 1
    talk = stores.conversations.messages_after(accepted[0].conversation.id)
    assert [message.seq for message in talk] == list(range(1, 21))
    assert {message.text for message in talk} == {f"bericht {i}" for i in range(20)}


def test_a_crash_while_deciding_stores_nothing(stores: Stores) -> None:
    def crash(_arrival: Arrival) -> Decision:
        raise RuntimeError("crash")

    with pytest.raises(RuntimeError, match="crash"):
        stores.inbox.accept(typed(), crash)
    assert stores.conversations.find(Channel.TELEGRAM, "4242") is None


def test_an_impossible_effect_takes_the_whole_message_back(stores: Stores) -> None:
    broken = ask_person()
    broken.data["reason"] = "no such reason"
    with pytest.raises(ValueError, match="no such reason"):
        stores.inbox.accept(typed(), lambda _: Decision("hoi", replies=(bot("dag"),), effects=(broken,)))
    assert stores.conversations.find(Channel.TELEGRAM, "4242") is None


def test_a_made_up_web_session_is_refused(stores: Stores) -> None:
    with pytest.raises(NotFound, match="web session"):
        stores.inbox.accept(typed(address="f" * 32, channel=Channel.WEB), ask_engine)
    assert stores.conversations.web_session("made up") is None


def test_a_web_session_finds_its_conversation(stores: Stores) -> None:
    opened = stores.conversations.open_web_session("hash of a token")
    assert stores.conversations.web_session("hash of a token") == opened
    accepted = stores.inbox.accept(typed(address=opened.id, channel=Channel.WEB), ask_engine)
    assert accepted.conversation.id == opened.id


def test_a_button_stands_for_its_payload_only_in_its_own_conversation(stores: Stores) -> None:
    mine = accept(stores)
    (reply,) = stores.turns.finish(mine.inbound_id, [bot("kies", ("Havo", '/inform{"level": "nl-havo"}'))])
    (button,) = reply.buttons
    assert len(button.id) <= 24
    seen: list[Arrival] = []

    def look(arrival: Arrival) -> Decision:
        seen.append(arrival)
        return Decision("")

    stores.inbox.accept(pressed(button.id, "2"), look)
    stores.inbox.accept(pressed(button.id, "3", address="somebody else"), look)
    stores.inbox.accept(pressed("x" * 5000, "4"), look)
    assert seen[0].button is not None
    assert (seen[0].button.title, seen[0].button.payload) == ("Havo", '/inform{"level": "nl-havo"}')
    assert seen[1].button is None
    assert seen[2].button is None


@pytest.mark.parametrize(
    "text", ["👍🏽👩‍👩‍👧", "İstanbul ł ß", "مرحبا", "'; DROP TABLE message; --", "x" * 10_000, "\n\n"]
)
def test_any_text_comes_back_as_it_was(stores: Stores, text: str) -> None:
    accepted = accept(stores, text)
    assert texts(stores, accepted.conversation.id) == [text]
    (pending,) = stores.turns.waiting(accepted.conversation.id)
    assert pending.payload == text


def test_a_client_may_choose_any_id(stores: Stores) -> None:
    for update in ("", "x" * 100_000, "\ud800", "💥"):
        incoming = Incoming(
            Channel.TELEGRAM, "4242", update.encode("utf-8", "replace").decode(), "a", IncomingKind.TEXT
        )
        assert stores.inbox.accept(incoming, ask_engine).duplicate is False
        assert stores.inbox.accept(incoming, never).duplicate is True


def test_a_new_secret_key_still_finds_and_reads_everything(stores: Stores, url: str) -> None:
    before = accept(stores, "oud")
    renewed = open_stores(url, f"a newer secret that is long,{SECRET}")
    try:
        after = accept(renewed, "nieuw", "2")
        assert after.conversation.id == before.conversation.id
        assert texts(renewed, after.conversation.id) == ["oud", "nieuw"]
        assert accept(renewed, "nog", "3").conversation.id == before.conversation.id
    finally:
        renewed.close()
