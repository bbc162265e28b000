"""Wakes whoever waits for something new in a conversation: an open page, the desk, the outbox relay."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager


class Bell:
    """Rings when something is new; rings between two waits are kept as one."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def ring(self) -> None:
        """Wake the waiter now, or its next wait."""
        self._event.set()

    async def wait(self, timeout: float) -> bool:
        """Wait at most `timeout` seconds; true when it rang."""
        try:
            async with asyncio.timeout(timeout):
                await self._event.wait()
        except TimeoutError:
            return False
        self._event.clear()
        return True


class Hub:
    """Bells by conversation; `None` hears all conversations. Use it from one event loop."""

    def __init__(self) -> None:
        self._bells: dict[str | None, set[Bell]] = {}

    @contextmanager
    def subscribe(self, conversation_id: str | None = None) -> Iterator[Bell]:
        """Give a bell that rings as long as the block lasts."""
        bell = Bell()
        self._bells.setdefault(conversation_id, set()).add(bell)
        try:
            yield bell
        finally:
            self._bells[conversation_id].discard(bell)
            if not self._bells[conversation_id]:
                del self._bells[conversation_id]

    def ring(self, conversation_id: str) -> None:
        """Wake all who listen to this conversation or to all."""
        for bell in (*self._bells.get(conversation_id, ()), *self._bells.get(None, ())):
            bell.ring()
