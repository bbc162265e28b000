"""Slows down whoever sends too fast, without remembering anybody for long."""

import time
from collections import OrderedDict
from collections.abc import Callable

CAPACITY = 20_000


class TokenBuckets:
    """A token bucket for each key: `rate` a second, `burst` at once. The longest unused keys are forgotten."""

    def __init__(self, rate: float, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._burst, self._clock = rate, burst, clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str) -> float:
        """Take a token. Returns 0 when there was one, else the seconds until there is."""
        now = self._clock()
        tokens, since = self._buckets.pop(key, (float(self._burst), now))
        tokens = min(self._burst, tokens + (now - since) * self._rate)
        allowed = tokens >= 1
        self._buckets[key] = (tokens - allowed, now)
        while len(self._buckets) > CAPACITY:
            self._buckets.popitem(last=False)
        return 0.0 if allowed else (1 - tokens) / self._rate
