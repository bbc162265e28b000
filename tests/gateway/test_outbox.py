"""The relay: in order, as patient as the channel asks, and at least once."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select, update

from conversation.messages import Channel, Message
from gateway.hub import Hub
from gateway.outbox import MAX_ATTEMPTS, Blocked, OutboxRelay, RetryAfter, Transient
from storage import Stores
from storage.models import OutboxRow
from tests.storage.people import accept, bot, texts


class FakeChannel:
    """Stands for Telegram's network: fails as scripted, remembers what got through."""

    channel = Channel.TELEGRAM

    def __init__(self) -> None:
        self.script: list[Exception | None] = []
        self.sent: list[tuple[str, str]] = []

    async def send(self, address: str, message: Message) -> None:
        failure = self.script.pop(0) if self.script else None
        if failure is not None:
            raise failure
        self.sent.append((address, message.text))


@pytest.fixture
def channel() -> FakeChannel:
    return FakeChannel()


@pytest.fixture
def relay(stores: Stores, channel: FakeChannel) -> OutboxRelay:
    return OutboxRelay(stores.outbox, {Channel.TELEGRAM: channel}, Hub())


def say(stores: Stores, *words: str, address: str = "42") -> str:
    accepted = accept(stores, update=words[0], address=address)
    stores.turns.finish(accepted.inbound_id, [bot(word) for word in words])
    return accepted.conversation.id


async def drain(relay: OutboxRelay) -> None:
    while await relay.deliver_due():
        pass


def put_forward(stores: Stores) -> float:
    """Make what waits due now; returns how many seconds it would have waited."""
    with stores.database.write() as session:
        due = session.scalars(select(OutboxRow.due_at).where(OutboxRow.state == "pending")).first()
        assert due is not None
        session.execute(update(OutboxRow).values(due_at=datetime(2000, 1, 1, tzinfo=UTC)))
        return (due - datetime.now(UTC)).total_seconds()


async def test_messages_arrive_once_and_in_order(stores: Stores, relay: OutboxRelay, channel: FakeChannel) -> None:
    say(stores, "een", "twee", "drie")
    say(stores, "ander", address="43")
    await drain(relay)
    assert [text for address, text in channel.sent if address == "42"] == ["een", "twee", "drie"]
    assert ("43", "ander") in channel.sent
    assert len(channel.sent) == 4


async def test_the_channels_wish_to_wait_is_honoured(stores: Stores, relay: OutboxRelay, channel: FakeChannel) -> None:
    channel.script = [RetryAfter(17)]
    say(stores, "een", "twee")
    await drain(relay)
    assert channel.sent == []
    assert 15 < put_forward(stores) < 18
    await drain(relay)
    assert [text for _, text in channel.sent] == ["een", "twee"]


async def test_a_passing_fault_is_retried_with_growing_pauses(
    stores: Stores, relay: OutboxRelay, channel: FakeChannel
) -> None:
    channel.script = [Transient(), Transient(), RuntimeError("a bug"), Transient()]
    say(stores, "een")
    pauses = []
    for _ in range(4):
        await drain(relay)
        pauses.append(round(put_forward(stores)))
    await drain(relay)
    assert pauses == [1, 2, 4, 8]
    assert [text for _, text in channel.sent] == ["een"]


async def test_a_blocked_person_is_marked(stores: Stores, relay: OutboxRelay, channel: FakeChannel) -> None:
    channel.script = [Blocked()]
    own = say(stores, "een")
    await drain(relay)
    assert stores.conversations.messages_after(own)[-1].undelivered
    await drain(relay)
    assert channel.sent == []


async def test_endless_faults_end(stores: Stores, relay: OutboxRelay, channel: FakeChannel) -> None:
    own = say(stores, "een")
    channel.script = [Transient()] * MAX_ATTEMPTS
    for _ in range(MAX_ATTEMPTS - 1):
        await drain(relay)
        put_forward(stores)
    await drain(relay)
    assert stores.conversations.messages_after(own)[-1].undelivered


async def test_a_crash_after_sending_sends_that_one_again(
    stores: Stores, relay: OutboxRelay, channel: FakeChannel, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(stores, "een", "twee")
    with monkeypatch.context() as patch:
        patch.setattr(stores.outbox, "delivered", lambda delivery_id: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            await relay.deliver_due()
    await drain(relay)
    assert [text for _, text in channel.sent] == ["een", "een", "twee"]


async def test_a_conversation_erased_while_sending_does_no_harm(
    stores: Stores, relay: OutboxRelay, channel: FakeChannel, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = say(stores, "een")
    send = channel.send

    async def erase_then_send(address: str, message: Message) -> None:
        stores.conversations.erase(own)
        await send(address, message)

    monkeypatch.setattr(channel, "send", erase_then_send)
    await drain(relay)
    assert texts(stores, own) == []
