"""What pushes out: in order within a conversation, retried, and never in the way of others."""

from datetime import UTC, datetime

import pytest

from conversation.messages import Channel
from conversation.ports import NotFound
from conversation.turns import Effect, EffectName
from storage import Stores
from tests.storage.people import accept, ask_engine, ask_person, bot, later, texts, typed


def due(stores: Stores) -> list[str]:
    return [delivery.message.text for delivery in stores.outbox.due_deliveries(later(1))]


def test_messages_leave_in_order_one_at_a_time(stores: Stores) -> None:
    stores.turns.finish(accept(stores).inbound_id, [bot("een"), bot("twee")])
    (delivery,) = stores.outbox.due_deliveries(later(1))
    assert (delivery.channel, delivery.address, delivery.message.text) == (Channel.TELEGRAM, "4242", "een")
    stores.outbox.delivered(delivery.id)
    assert due(stores) == ["twee"]


def test_a_message_being_retried_holds_back_later_ones_of_its_conversation_only(stores: Stores) -> None:
    stores.turns.finish(accept(stores, address="a").inbound_id, [bot("a1"), bot("a2")])
    stores.turns.finish(accept(stores, address="b").inbound_id, [bot("b1")])
    first = stores.outbox.due_deliveries(later(1))[0]
    stores.outbox.retry(first.id, later(60), "retry_after")
    assert due(stores) == ["b1"]
    again = stores.outbox.due_deliveries(later(61))
    assert [(delivery.message.text, delivery.attempts) for delivery in again] == [("a1", 1), ("b1", 0)]


def test_an_undeliverable_message_is_marked_and_the_next_goes_on(stores: Stores) -> None:
    accepted = accept(stores)
    stores.turns.finish(accepted.inbound_id, [bot("een"), bot("twee")])
    stores.outbox.undeliverable(stores.outbox.due_deliveries(later(1))[0].id, "blocked")
    talk = stores.conversations.messages_after(accepted.conversation.id)
    assert [(message.text, message.undelivered) for message in talk] == [("hoi", False), ("een", True), ("twee", False)]
    assert due(stores) == ["twee"]


def test_the_web_is_not_pushed(stores: Stores) -> None:
    own = stores.conversations.open_web_session("t").id
    accepted = stores.inbox.accept(typed(address=own, channel=Channel.WEB), ask_engine)
    stores.turns.finish(accepted.inbound_id, [bot("dag")])
    assert due(stores) == []


def test_a_forgotten_conversation_is_gone_after_its_last_word(stores: Stores) -> None:
    stores.turns.finish(accept(stores, "geheim", "1").inbound_id, [bot("oud")])
    accepted = accept(stores, "wis alles", "2")
    own = accepted.conversation.id
    stores.turns.finish(accepted.inbound_id, [bot("alles is gewist")], [Effect(EffectName.FORGET)])
    assert texts(stores, own) == ["alles is gewist"]
    assert accept(stores, "wis alles", "2").duplicate, "a redelivered wish is harmless"
    (delivery,) = stores.outbox.due_deliveries(later(1))
    stores.outbox.delivered(delivery.id)
    assert stores.conversations.find(Channel.TELEGRAM, "4242") is None
    with pytest.raises(NotFound):
        stores.outbox.delivered(delivery.id)


def test_writing_again_before_the_last_word_left_keeps_the_conversation(stores: Stores) -> None:
    accepted = accept(stores, "wis alles", "1")
    stores.turns.finish(accepted.inbound_id, [bot("gewist")], [Effect(EffectName.FORGET)])
    accept(stores, "hoi", "2")
    stores.outbox.delivered(stores.outbox.due_deliveries(later(1))[0].id)
    assert texts(stores, accepted.conversation.id) == ["gewist", "hoi"]


def test_a_crash_before_noting_a_delivery_offers_it_again(stores: Stores) -> None:
    stores.turns.finish(accept(stores).inbound_id, [bot("een")], [ask_person()])
    assert due(stores) == due(stores) == ["een"]
    assert stores.outbox.due_deliveries(datetime(2000, 1, 1, tzinfo=UTC)) == ()
