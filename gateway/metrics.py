"""Counts what passes through the channels, for Prometheus; numbers only, never words or names."""

import time
from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Histogram

from conversation.inbox import Accepted, Arrival, Decision
from conversation.messages import Incoming
from conversation.ports import InboxStore
from conversation.turns import Turn
from gateway.engine.client import EngineClient, EngineError

TURN_SECONDS = (0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8)


class Metrics:
    """All counters of one service, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.messages_in = Counter(
            "wegwijs_messages_in", "Messages stored, redeliveries left out", ["channel"], registry=self.registry
        )
        self.messages_out = Counter(
            "wegwijs_messages_out", "Messages handed to a channel", ["channel"], registry=self.registry
        )
        self.turns = Histogram("wegwijs_turn_seconds", "Engine turns", registry=self.registry, buckets=TURN_SECONDS)
        self.engine_failures = Counter(
            "wegwijs_engine_failures", "Turns without a usable answer", ["kind"], registry=self.registry
        )


class MeteredInbox:
    """An inbox that counts what it takes in."""

    def __init__(self, inbox: InboxStore, metrics: Metrics) -> None:
        self._inbox, self._metrics = inbox, metrics

    def accept(self, incoming: Incoming, decide: Callable[[Arrival], Decision]) -> Accepted:
        """Take a message in, see `conversation.ports.InboxStore`."""
        accepted = self._inbox.accept(incoming, decide)
        if not accepted.duplicate:
            self._metrics.messages_in.labels(incoming.channel.value).inc()
        return accepted


class MeteredEngine(EngineClient):
    """An engine client that counts its turns, their seconds and their failures."""

    def __init__(self, base_url: str, secret: str, metrics: Metrics, *, timeout: float) -> None:
        super().__init__(base_url, secret, timeout=timeout)
        self._metrics = metrics

    async def turn(self, conversation_id: str, payload: str, *, trusted: bool, metadata: dict[str, str]) -> Turn:
        """Give the engine one message, see `EngineClient.turn`."""
        begin = time.perf_counter()
        try:
            return await super().turn(conversation_id, payload, trusted=trusted, metadata=metadata)
        except EngineError as error:
            self._metrics.engine_failures.labels(type(error).__name__).inc()
            raise
        finally:
            self._metrics.turns.observe(time.perf_counter() - begin)
