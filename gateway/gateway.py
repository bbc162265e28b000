"""The one door: every message of every channel is stored, screened and routed here before anything else sees it."""

import asyncio
from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from functools import partial
from weakref import WeakValueDictionary

from conversation.inbox import Accepted
from conversation.messages import Conversation, Draft, Incoming
from conversation.ports import InboxStore, TurnStore
from gateway.care.course import Course
from gateway.emergency import Emergency
from gateway.engine.client import EngineClient
from gateway.hub import Bell, Hub
from gateway.keeper import CaseKeeper
from gateway.routing import Present, Routing
from gateway.texts.people import PeopleTexts
from gateway.texts.strings import Strings
from gateway.worded import WordedTurns
from gateway.worker import BACKOFF, TurnWorker
from mentoring.desk import Reach
from mentoring.hours import ZONE
from mentoring.ports import CaseStore
from safety.screen import Screen
from safety.tiers import Screening

WARMING = "ik wil niet meer leven"
"""Judged at the start, for nobody."""


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
        care: Course,
        cases: CaseStore,
        *,
        screen: Screen | None = None,
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
        self._screen = screen or Screen()
        self._routing = Routing(say, self._screen, care, self.people)
        self._order: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._emergency = Emergency(care, self._keep)
        self.keeper = CaseKeeper(cases, self.hub, self.people)
        worded = WordedTurns(cases, self.people)
        self._worker = TurnWorker(turns, engine, self.hub, say, self._metadata, worded.about_people, backoff=backoff)

    async def start(self) -> None:
        """Read what safety needs, so that the first cry waits for nothing, and pick up what was left unanswered."""
        await asyncio.to_thread(self._warm)
        await self._worker.start()

    async def stop(self) -> None:
        """Stop answering; nothing is lost."""
        await self._emergency.stop()
        await self._worker.stop()

    async def submit(self, incoming: Incoming) -> Accepted:
        """Store one message with what safety and routing say, in one transaction, and let its turn begin.

        When this returns, the message cannot be lost any more: the channel may acknowledge it. Calling again with the
        same external id changes nothing. Raises `conversation.ports.NotFound` for an unknown web conversation, and
        `gateway.emergency.NotStored`, which carries the help lines, when danger was told and cannot be stored in time.
        """
        async with self._order.setdefault(incoming.address, asyncio.Lock()):
            screening = await self.screen(incoming)
            storing = asyncio.create_task(self._keep(incoming, screening))
        return await self._emergency.stored(storing, incoming, screening)

    async def screen(self, incoming: Incoming) -> Screening:
        """Judge a message, away from the event loop; never raises."""
        return await asyncio.to_thread(self._routing.judge, incoming)

    async def cry(self, text: str) -> Draft | None:
        """The reply to danger for a channel that could not even hand the message over; None when there is none."""
        screening = await asyncio.to_thread(self._screen, text)
        return self._emergency.reply(text, screening)

    def _warm(self) -> None:
        screening = self._screen(WARMING)
        self._emergency.reply(WARMING, screening)

    async def _keep(self, incoming: Incoming, screening: Screening) -> Accepted:
        reach = Reach()
        if screening.danger or self._routing.may_ask_for_people(incoming):
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
