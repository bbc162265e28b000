"""Sends stored messages through channels that push, in order, and keeps trying as each channel asks."""

import asyncio
import logging
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Protocol

from conversation.inbox import Delivery
from conversation.messages import Channel, Message
from conversation.ports import NotFound, OutboxStore
from gateway.hub import Hub

POLL = 1.0
MAX_ATTEMPTS = 20
BACKOFF_CAP = 300.0
MAX_RETRY_AFTER = 3_600.0

log = logging.getLogger(__name__)


class RetryAfter(Exception):
    """The channel asks to wait this many seconds; it does not count as a failed attempt of ours."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"retry after {seconds:g} s")
        self.seconds = seconds


class Blocked(Exception):
    """The person cannot be reached on this channel any more (bot blocked, chat gone)."""


class Transient(Exception):
    """It did not work this time; later it may."""


class PushChannel(Protocol):
    """A channel that brings messages to the person, such as Telegram."""

    channel: Channel

    async def send(self, address: str, message: Message) -> None:
        """Deliver one message to an address. Raises `RetryAfter`, `Blocked` or `Transient`."""
        ...


class OutboxRelay:
    """Delivers at least once: a crash after sending and before noting it sends that one message again."""

    def __init__(self, outbox: OutboxStore, channels: Mapping[Channel, PushChannel], hub: Hub) -> None:
        self._outbox = outbox
        self._channels = channels
        self._hub = hub

    async def run(self) -> None:
        """Deliver until cancelled; new messages wake it, retries are looked for every second."""
        with self._hub.subscribe() as bell:
            while True:
                try:
                    busy = await self.deliver_due()
                except Exception as error:
                    log.error("outbox: %s, trying again", type(error).__name__)
                    busy = False
                if not busy:
                    await bell.wait(POLL)

    async def deliver_due(self) -> bool:
        """Deliver what is due now, one message a conversation, side by side. False when there was nothing."""
        due = await asyncio.to_thread(self._outbox.due_deliveries, datetime.now(UTC))
        mine = [delivery for delivery in due if delivery.channel in self._channels]
        await asyncio.gather(*map(self._deliver, mine))
        return bool(mine)

    async def _deliver(self, delivery: Delivery) -> None:
        try:
            await self._settle(delivery)
        except NotFound:
            log.info("outbox: a delivery was erased meanwhile")

    async def _settle(self, delivery: Delivery) -> None:
        outbox = self._outbox
        try:
            await self._channels[delivery.channel].send(delivery.address, delivery.message)
        except RetryAfter as wish:
            await self._later(delivery, min(wish.seconds, MAX_RETRY_AFTER), "retry_after")
        except Blocked:
            await asyncio.to_thread(outbox.undeliverable, delivery.id, "blocked")
        except Exception as error:
            if not isinstance(error, Transient):
                log.error("outbox: sending failed with %s", type(error).__name__)
            if delivery.attempts + 1 >= MAX_ATTEMPTS:
                await asyncio.to_thread(outbox.undeliverable, delivery.id, type(error).__name__)
            else:
                await self._later(delivery, min(2.0**delivery.attempts, BACKOFF_CAP), type(error).__name__)
        else:
            await asyncio.to_thread(outbox.delivered, delivery.id)

    async def _later(self, delivery: Delivery, seconds: float, error: str) -> None:
        at = datetime.now(UTC) + timedelta(seconds=seconds)
        await asyncio.to_thread(self._outbox.retry, delivery.id, at, error)
