"""The one door: every message of every channel is stored, screened and routed here before anything else sees it."""

import asyncio
from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from functools import partial
from zoneinfo import ZoneInfo

from conversation.inbox import Accepted
from conversation.messages import Conversation, Incoming
from conversation.ports import InboxStore, TurnStore
from gateway.engine.client import EngineClient
from gateway.hub import Bell, Hub
from gateway.routing import Routing
from gateway.texts.crisis import CrisisReply
from gateway.texts.strings import Strings
from gateway.worker import BACKOFF, TurnWorker

SCHOOL_ZONE = ZoneInfo("Europe/Amsterdam")
"""Both countries share it; it decides what "today" is."""


class Gateway:
    """Takes messages in and lets them be answered. Use it from one event loop, between `start` and `stop`.

    `school` is the configured school's id or empty; `backoff` as in `gateway.worker.BACKOFF`.
    """

    def __init__(
        self,
        inbox: InboxStore,
        turns: TurnStore,
        engine: EngineClient,
        say: Strings,
        crisis: CrisisReply,
        *,
        school: str = "",
        hub: Hub | None = None,
        backoff: Sequence[float] = BACKOFF,
    ) -> None:
        self.hub = hub or Hub()
        self._inbox = inbox
        self._school = school
        self._routing = Routing(say, crisis)
        self._worker = TurnWorker(turns, engine, self.hub, say, self._metadata, backoff=backoff)

    async def start(self) -> None:
        """Pick up messages that a stop or crash left unanswered."""
        await self._worker.start()

    async def stop(self) -> None:
        """Stop answering; nothing is lost."""
        await self._worker.stop()

    async def submit(self, incoming: Incoming) -> Accepted:
        """Store one message with what safety and routing say, in one transaction, and let its turn begin.

        When this returns, the message cannot be lost any more: the channel may acknowledge it. Calling again with the
        same external id changes nothing. Raises `conversation.ports.NotFound` for an unknown web conversation.
        """
        screening = self._routing.screen(incoming)
        decide = partial(self._routing.decide, screening=screening)
        accepted = await asyncio.to_thread(self._inbox.accept, incoming, decide)
        if accepted.pending:
            self._worker.expect(accepted.conversation.id, accepted.inbound_id)
            self._worker.kick(accepted.conversation.id)
        self.hub.ring(accepted.conversation.id)
        return accepted

    async def wait_for_turn(self, inbound_id: str, timeout: float) -> None:
        """Wait at most `timeout` seconds until a message was answered, or put off with an apology."""
        await self._worker.wait(inbound_id, timeout)

    def subscribe(self, conversation_id: str | None = None) -> AbstractContextManager[Bell]:
        """`with gateway.subscribe(id) as bell: await bell.wait(seconds)`; None hears every conversation."""
        return self.hub.subscribe(conversation_id)

    def notify(self, conversation_id: str) -> None:
        """Say that something new stands in a conversation, such as a mentor's answer."""
        self.hub.ring(conversation_id)

    def _metadata(self, conversation: Conversation) -> dict[str, str]:
        today = datetime.now(UTC).astimezone(SCHOOL_ZONE).date()
        return {
            "school": self._school,
            "today": today.isoformat(),
            "channel": conversation.channel.value,
            "route": conversation.route.value,
        }
