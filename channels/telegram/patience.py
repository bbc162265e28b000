"""Keeps trying without filling the log: longer pauses after every failure, one line for each kind of trouble."""

import asyncio
import logging
from collections.abc import Sequence

from telegram.error import InvalidToken, RetryAfter

from channels.telegram.errors import explain, seconds

PAUSES = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
"""Seconds before the next attempt, by failures in a row; the last holds on."""
NO_TOKEN_PAUSES = (300.0,)
"""A refused token is not mended by asking; but a wrong answer on the way must not need a restart."""

log = logging.getLogger(__name__)


class Patience:
    """Counts failures in a row. `trouble` says what is wrong now, in one line, or is None."""

    def __init__(self, pauses: Sequence[float] = PAUSES) -> None:
        self.trouble: str | None = None
        self._pauses = pauses
        self._failures = 0

    async def after(self, error: Exception) -> None:
        """Note a failure and wait."""
        trouble = explain(error)
        if trouble != self.trouble:
            log.error("telegram: %s", trouble)
        self.trouble = trouble
        self._failures += 1
        await asyncio.sleep(self._pause(error))

    def fine(self) -> None:
        """Note that it works."""
        if self.trouble is not None:
            log.info("telegram: works again")
        self.trouble, self._failures = None, 0

    def _pause(self, error: Exception) -> float:
        pauses = NO_TOKEN_PAUSES if isinstance(error, InvalidToken) else self._pauses
        pause = pauses[min(self._failures, len(pauses)) - 1]
        return max(pause, seconds(error)) if isinstance(error, RetryAfter) else pause
