"""Gives the help lines to someone in danger when storing fails or takes too long, and keeps trying to store."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from conversation.inbox import Accepted
from conversation.messages import Draft, Incoming
from conversation.ports import NotFound
from gateway.care.course import Course
from safety.tiers import Screening

PATIENCE = 3.0
"""Seconds a person in danger waits for our database before the help lines come without it."""
PAUSES = (1.0, 5.0, 15.0, 60.0, 300.0)
"""Seconds between attempts to store all the same; afterwards the channel or the person must come again."""

log = logging.getLogger(__name__)


class NotStored(Exception):
    """Danger was told and could not be stored in time; `reply` holds the help lines and must reach the person."""

    def __init__(self, reply: Draft) -> None:
        super().__init__("danger was told and could not be stored in time")
        self.reply = reply


class Emergency:
    """Watches over the storing of one message; use it from one event loop."""

    def __init__(
        self,
        care: Course,
        keep: Callable[[Incoming, Screening], Awaitable[Accepted]],
        *,
        patience: float = PATIENCE,
        pauses: tuple[float, ...] = PAUSES,
    ) -> None:
        self._care, self._keep, self._patience, self._pauses = care, keep, patience, pauses
        self._under_way: set[asyncio.Task[None]] = set()

    def reply(self, text: str, screening: Screening) -> Draft | None:
        """The help lines, made of nothing but the message; None when there is no danger."""
        return self._care.cry(text, screening)

    async def stored(self, storing: asyncio.Task[Accepted], incoming: Incoming, screening: Screening) -> Accepted:
        """Wait for the storing. Raises what it raises, and `NotStored` when danger was told and it fails or is slow."""
        reply = await asyncio.to_thread(self.reply, incoming.text, screening)
        if reply is None:
            return await storing
        try:
            return await asyncio.wait_for(asyncio.shield(storing), self._patience)
        except NotFound:
            raise
        except Exception as error:
            log.error("danger could not be stored in time: %s, trying again", type(error).__name__)
        task = asyncio.create_task(self._store_later(storing, incoming, screening))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        raise NotStored(reply)

    async def stop(self) -> None:
        """Give up what is under way."""
        for task in tuple(self._under_way):
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _store_later(self, storing: asyncio.Task[Accepted], incoming: Incoming, screening: Screening) -> None:
        """Await the first attempt, then try again: the same external id makes a second storing harmless."""
        attempt: Awaitable[Accepted] = storing
        for pause in (*self._pauses, None):
            try:
                await attempt
                return
            except NotFound:
                return
            except Exception as error:
                log.error("danger is still not stored: %s", type(error).__name__)
            if pause is not None:
                await asyncio.sleep(pause)
                attempt = self._keep(incoming, screening)
