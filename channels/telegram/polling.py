"""Fetches updates; Telegram keeps each one until we ask for what comes after it, and we ask only when it is stored."""

import logging
from collections.abc import Sequence

from telegram import Bot, Update

from channels.telegram.bot import UNREADABLE
from channels.telegram.intake import Intake
from channels.telegram.patience import Patience
from channels.telegram.updates import ALLOWED_UPDATES

LONG_POLL = 30
"""Seconds the server holds a request while there is nothing new."""
GIVE_UP_AFTER = 5

log = logging.getLogger(__name__)


class Polling:
    """One loop over getUpdates. After a restart the server sends again what was not acknowledged."""

    def __init__(self, bot: Bot, intake: Intake, patience: Patience) -> None:
        self._bot = bot
        self._intake = intake
        self._patience = patience
        self._offset: int | None = None
        self._refusals: dict[int, int] = {}

    async def run(self) -> None:
        """Fetch until cancelled, through every kind of trouble."""
        while True:
            try:
                updates = await self._bot.get_updates(
                    offset=self._offset, timeout=LONG_POLL, allowed_updates=ALLOWED_UPDATES
                )
                await self._take(updates)
            except Exception as error:
                await self._patience.after(error)
            else:
                self._patience.fine()

    async def _take(self, updates: Sequence[Update]) -> None:
        """Hand over updates; raises the first failure after the others had their turn.

        The later updates of a chat with a failure wait, so that nothing is answered out of order.
        """
        failed: dict[int, Exception] = {}
        held: set[int] = set()
        for update in updates:
            chat = update.effective_chat.id if update.effective_chat else 0
            if chat in held:
                continue
            try:
                await self._taken(update)
            except Exception as error:
                failed[update.update_id] = error
                held.add(chat)
        self._settle(updates, failed, others_passed=len(held) < len({u.effective_chat for u in updates}))
        if failed:
            raise next(iter(failed.values()))

    async def _taken(self, update: Update) -> None:
        if (data := update.api_kwargs.get(UNREADABLE)) is not None:
            await self._intake.unreadable(data)
        else:
            await self._intake.take(update)

    def _settle(self, updates: Sequence[Update], failed: dict[int, Exception], *, others_passed: bool) -> None:
        """Move on to the first failure. One that keeps failing while others pass is at fault itself: leave it out."""
        for update_id in failed:
            self._refusals[update_id] = self._refusals.get(update_id, 0) + others_passed
        waiting = [update_id for update_id in failed if self._refusals[update_id] < GIVE_UP_AFTER]
        for update_id in failed.keys() - waiting:
            log.error("telegram: gave up on an update after %d attempts", self._refusals.pop(update_id))
        if waiting:
            self._offset = min(waiting)
        elif updates:
            self._offset = max(update.update_id for update in updates) + 1
