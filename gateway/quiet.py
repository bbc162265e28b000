"""Opens a quiet case for a gentle question that nobody answered, and says so to the person."""

import asyncio
import logging
from datetime import UTC, datetime

from conversation.ports import CareStore
from gateway.care.course import quiet_case
from gateway.care.replies import CareReplies
from gateway.hub import Hub

LOOK_AGAIN_SECONDS = 30.0

log = logging.getLogger(__name__)


class QuietRelay:
    """Looks a few times a minute."""

    def __init__(self, store: CareStore, hub: Hub, replies: CareReplies) -> None:
        self._store, self._hub, self._replies = store, hub, replies

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            try:
                await self.settle_due(datetime.now(UTC))
            except Exception as error:
                log.error("quiet cases: %s, trying again", type(error).__name__)
            await asyncio.sleep(LOOK_AGAIN_SECONDS)

    async def settle_due(self, now: datetime) -> int:
        """Open what is due now; returns how many."""
        opened = 0
        for conversation_id, care in await asyncio.to_thread(self._store.unanswered, now):
            reply = self._replies.fixed("quiet", care)
            if await asyncio.to_thread(self._store.settle, conversation_id, reply, quiet_case(), now):
                self._hub.ring(conversation_id)
                opened += 1
        return opened
