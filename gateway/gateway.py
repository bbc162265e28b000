"""The one door: every message of every channel is stored, screened and routed here before anything else sees it."""

import asyncio
from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from functools import partial

from conversation.inbox import Accepted
from conversation.messages import Conversation, Incoming
from conversation.ports import InboxStore, TurnStore
from gateway.engine.client import EngineClient
from gateway.hub import Bell, Hub
from gateway.keeper import CaseKeeper
from gateway.routing import Present, Routing
from gateway.texts.crisis import CrisisReply
from gateway.texts.people import PeopleTexts
from gateway.texts.strings import Strings
from gateway.worded import WordedTurns
from gateway.worker import BACKOFF, TurnWorker
from mentoring.desk import Reach
from mentoring.hours import ZONE
from mentoring.ports import CaseStore


class Gateway:
    """Takes messages in and lets them be answered. Use it from one event loop, between `start` and `stop`.

    `school` is the configured school's id or empty, `contact` how else it can be reached; `backoff` as in
    `gateway.worker.BACKOFF`.
    """

    def __init__(
        self,
        inbox: InboxStore,
        turns: TurnStore,
        engine: EngineClient,
        say: Strings,
        crisis: CrisisReply,
        cases: CaseStore,
        *,
        school: str = "",
        contact: str = "",
        hub: Hub | None = None,
        backoff: Sequence[float] = BACKOFF,
    ) -> None:
        self.hub = hub or Hub()
        self._inbox = inbox
        self._school = school
        self.people = PeopleTexts(say, contact)
        self._cases = cases
        self._routing = Routing(say, crisis, self.people)
        self.keeper = CaseKeeper(cases, self.hub, self.people)
        worded = WordedTurns(cases, self.people)
        self._worker = TurnWorker(turns, engine, self.hub, say, self._metadata, worded.about_people, backoff=backoff)

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
        reach = Reach()
        if self._routing.may_ask_for_people(incoming):
            reach = await asyncio.to_thread(self._cases.reach, datetime.now(UTC))
        present = Present(datetime.now(UTC), reach)
        decide = partial(self._routing.decide, screening=screening, present=present)
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
        today = datetime.now(UTC).astimezone(ZONE).date()
        return {
            "school": self._school,
            "today": today.isoformat(),
            "channel": conversation.channel.value,
            "route": conversation.route.value,
        }
