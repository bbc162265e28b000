"""Small courtesies beside the real work: nobody waits for them, and when they fail nothing is lost."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

from telegram.error import TelegramError

log = logging.getLogger(__name__)


class Errands:
    """Runs coroutines in the background of one event loop."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, errand: Coroutine[Any, Any, Any]) -> None:
        """Begin an errand; errors of Telegram are left for what they are."""
        task = asyncio.create_task(_quietly(errand))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def stop(self) -> None:
        """Drop all that are under way."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _quietly(errand: Coroutine[Any, Any, Any]) -> None:
    try:
        await errand
    except TelegramError as error:
        log.debug("telegram: an errand failed with %s", type(error).__name__)
    except Exception as error:
        log.error("telegram: an errand failed with %s", type(error).__name__)
