"""Takes waiting messages through the engine: one turn at a time in a conversation, in order, and never silent."""

import asyncio
import logging
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial

from conversation.inbox import Pending
from conversation.messages import Conversation, Draft, Route
from conversation.ports import TurnStore
from conversation.turns import EffectName, Turn
from gateway.engine.client import EngineClient, EngineError, EngineFailed
from gateway.failure_texts import FailureTexts
from gateway.hub import Hub
from gateway.routing import SHARING_INTENT, open_case
from gateway.texts.strings import Strings
from mentoring.cases import Reason

BACKOFF = (1, 2, 4, 8, 15, 30)
"""Seconds before the next attempt, by attempts so far; the last holds on."""
MAX_ATTEMPTS = 12
"""About four minutes without an engine: longer than any restart. Then a person gets it."""
MAX_ATTEMPTS_FAILED = 3
"""An action that fails three times will fail again: a person gets it sooner."""
TURNS_AT_ONCE = 16
STORE_PAUSE = 1.0

log = logging.getLogger(__name__)


class TurnWorker:
    """Runs the turns of all conversations on one event loop.

    `metadata` is what the engine is told about each; `about_people` adds what only the desk knows to a turn that calls
    a mentor or sends one away (it reads the store: called in a thread).
    """

    def __init__(
        self,
        turns: TurnStore,
        engine: EngineClient,
        hub: Hub,
        say: Strings,
        metadata: Callable[[Conversation], dict[str, str]],
        about_people: Callable[[Pending, Turn], Turn],
        *,
        backoff: Sequence[float] = BACKOFF,
    ) -> None:
        self._turns = turns
        self._engine = engine
        self._hub = hub
        self._metadata, self._about_people = metadata, about_people
        self._backoff = backoff
        self._texts = FailureTexts(say)
        self._slots = asyncio.Semaphore(TURNS_AT_ONCE)
        self._kicks: dict[str, asyncio.Event] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._expected: dict[str, dict[str, asyncio.Event]] = {}

    async def start(self) -> None:
        """Pick up what a stop or crash left waiting."""
        for conversation_id in await asyncio.to_thread(self._turns.conversations_with_pending):
            self.kick(conversation_id)

    async def stop(self) -> None:
        """Stop; what is unfinished stays in the inbox for the next start."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def kick(self, conversation_id: str) -> None:
        """Say that something waits in a conversation."""
        self._kicks.setdefault(conversation_id, asyncio.Event()).set()
        if conversation_id not in self._tasks:
            self._tasks[conversation_id] = asyncio.create_task(self._run(conversation_id))

    def expect(self, conversation_id: str, inbound_id: str) -> None:
        """Prepare to wait for a turn; `kick` must follow."""
        self._expected.setdefault(conversation_id, {}).setdefault(inbound_id, asyncio.Event())

    async def wait(self, inbound_id: str, timeout: float) -> None:
        """Wait until an expected turn was answered or put off; returns at once when it is not expected any more."""
        event = next((events[inbound_id] for events in self._expected.values() if inbound_id in events), None)
        if event is not None:
            await _wait_for(event, timeout)

    async def _run(self, conversation_id: str) -> None:
        kick = self._kicks[conversation_id]
        while True:
            kick.clear()
            try:
                busy = await self._step(conversation_id, kick)
            except Exception as error:
                log.error("turn worker: %s, trying again", type(error).__name__)
                await asyncio.sleep(STORE_PAUSE)
                continue
            if not busy and not kick.is_set():
                # No await from here on: a kick now begins a new task instead of being lost.
                del self._tasks[conversation_id], self._kicks[conversation_id]
                return

    async def _step(self, conversation_id: str, kick: asyncio.Event) -> bool:
        expected = set(self._expected.get(conversation_id, ()))  # before reading: what comes in meanwhile is not done
        waiting = await asyncio.to_thread(self._turns.waiting, conversation_id)
        self._release(conversation_id, expected - {pending.inbound_id for pending in waiting})
        if not waiting:
            return False
        delay = (waiting[0].due_at - datetime.now(UTC)).total_seconds()
        if delay <= 0:
            await self._turn(waiting)
        elif any(not pending.apologised for pending in waiting):
            await self._put_off(waiting, waiting[0].due_at, failed=False)
        else:
            await _wait_for(kick, delay)
        return True

    def _release(self, conversation_id: str, done: Iterable[str]) -> None:
        events = self._expected.get(conversation_id, {})
        for inbound_id in done:
            if inbound_id in events:
                events.pop(inbound_id).set()
        if not events:
            self._expected.pop(conversation_id, None)

    async def _turn(self, waiting: Sequence[Pending]) -> None:
        head = waiting[0]
        try:
            turn = await self._ask(head)
        except EngineError as error:
            log.warning("engine: %s: %s", type(error).__name__, error)
            await self._failed(waiting, error)
            return
        try:
            turn = await asyncio.to_thread(self._about_people, head, turn)
            await asyncio.to_thread(self._turns.finish, head.inbound_id, turn.replies, turn.effects)
        except ValueError as error:  # an answer that cannot be stored would come back for ever
            await self._failed(waiting, EngineFailed(type(error).__name__))
            return
        self._hub.ring(head.conversation.id)
        if any(effect.name is EffectName.FORGET for effect in turn.effects):
            await self._forget(head.conversation.id)

    async def _ask(self, head: Pending) -> Turn:
        if head.conversation.route is Route.MENTOR and not (head.trusted and head.payload.startswith(SHARING_INTENT)):
            return Turn()  # claimed while it waited: the mentor has it in the talk
        metadata = self._metadata(head.conversation) | head.recall.metadata()
        async with self._slots:
            return await self._engine.turn(head.conversation.id, head.payload, trusted=head.trusted, metadata=metadata)

    async def _forget(self, conversation_id: str) -> None:
        try:
            await self._engine.forget(conversation_id)
        except EngineError as error:
            log.warning("engine did not forget: %s", type(error).__name__)

    async def _failed(self, waiting: Sequence[Pending], error: EngineError) -> None:
        attempts = waiting[0].attempts + 1
        if attempts >= (MAX_ATTEMPTS_FAILED if isinstance(error, EngineFailed) else MAX_ATTEMPTS):
            await self._hand_over(waiting, self._texts.filed(), Reason.ENGINE_DOWN)
            return
        pause = self._backoff[min(attempts, len(self._backoff)) - 1]
        await self._put_off(waiting, datetime.now(UTC) + timedelta(seconds=pause), failed=True)

    async def _put_off(self, waiting: Sequence[Pending], until: datetime, *, failed: bool) -> None:
        if any(self._texts.asks_for_human(pending.payload) for pending in waiting):
            await self._hand_over(waiting, None, Reason.ASKED)
            return
        first, again = self._texts.apology(), self._texts.apology_again()
        defer = partial(self._turns.defer, waiting, until, first, again, failed=failed)
        await asyncio.to_thread(defer)
        self._release(waiting[0].conversation.id, [pending.inbound_id for pending in waiting])
        self._hub.ring(waiting[0].conversation.id)

    async def _hand_over(self, waiting: Sequence[Pending], reply: Draft | None, reason: Reason) -> None:
        conversation_id = waiting[0].conversation.id
        given_up = Turn((reply,) if reply else (), (open_case(reason),))
        turn = await asyncio.to_thread(self._about_people, waiting[0], given_up)
        await asyncio.to_thread(self._turns.give_up, waiting, turn.replies, turn.effects)
        self._hub.ring(conversation_id)


async def _wait_for(event: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return
