"""Looks after cases whose mentor is silent or gone, and tells the person: nobody waits for one who is not there."""

import asyncio
import logging
from datetime import UTC, datetime

from gateway.hub import Hub
from gateway.texts.people import PeopleTexts
from mentoring.ports import CaseStore

LOOK_AGAIN_SECONDS = 5.0

log = logging.getLogger(__name__)


class CaseKeeper:
    """Looks every few seconds. What it does is stored, so that a restart loses nothing."""

    def __init__(self, cases: CaseStore, hub: Hub, people: PeopleTexts) -> None:
        self._cases, self._hub, self._people = cases, hub, people

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            try:
                await self.look(datetime.now(UTC))
            except Exception as error:
                log.error("cases: %s, trying again", type(error).__name__)
            await asyncio.sleep(LOOK_AGAIN_SECONDS)

    async def look(self, now: datetime) -> int:
        """Move what must move at `now`; returns how many cases did."""
        due = await asyncio.to_thread(self._cases.overdue, now)
        if not due:
            return 0
        reach, count = await asyncio.to_thread(self._cases.reach, now), 0
        for overdue in due:
            words = self._people.moved(overdue, reach, now)
            if await asyncio.to_thread(self._cases.move, overdue, words, now):
                log.info("case moved by itself: %s", overdue.cause.value)
                self._hub.ring(overdue.case.conversation_id)
                count += 1
        return count
