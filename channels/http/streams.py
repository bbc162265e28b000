"""Streams of server-sent events: those that are open now, and how they are sent."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from gateway.hub import Bell

RECONNECT_MS = 2000
PING = "event: ping\ndata: {}\n\n"
"""Keeps proxies from closing a quiet line, and lets a client see that it is not dead."""
STREAM_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


class Streams:
    """The streams that are open now."""

    def __init__(self) -> None:
        self.closing = False
        self._bells: set[Bell] = set()

    @contextmanager
    def hold(self, subscription: AbstractContextManager[Bell]) -> Iterator[Bell]:
        """Subscribe for as long as a stream is open; `close` rings too, and sets `closing`."""
        with subscription as bell:
            self._bells.add(bell)
            try:
                yield bell
            finally:
                self._bells.discard(bell)

    def close(self) -> None:
        """Let all streams end by themselves."""
        self.closing = True
        for bell in self._bells:
            bell.ring()
