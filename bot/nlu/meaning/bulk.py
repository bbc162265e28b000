"""Encodes thousands of sentences for a training, in batches of about equal length."""

from pathlib import Path
from typing import Callable, Iterator, List, Optional, Sequence

import numpy as np

BATCH_TOKENS = 512
"""Padding included. More leaves the processor's cache, fewer leaves it idle."""
MIN_COSINE = 0.999
PROBE = ("welke richting past bij mij als ik graag met mijn handen werk?", "ça coûte combien 😂", "مرحبا")


class BulkError(RuntimeError):
    """The installed model is not one this can run; the message says why."""


class BulkEncoder:
    """The encoder's network on TensorFlow. Checks itself against the engine before it is used.

    Raises:
        BulkError: the model file is laid out in another way, or gives other vectors than the engine.
    """

    def __init__(self, engine: Callable[[Sequence[str]], np.ndarray], model_file: Optional[Path] = None) -> None:
        # Imported late: TensorFlow takes seconds, and only a training comes here.
        from bot.nlu.meaning.adapted import base
        from bot.nlu.meaning.e5_file import ModelFileError, read
        from bot.nlu.meaning.e5_network import Network
        from bot.nlu.meaning.e5_tokens import Tokens

        self._engine = engine
        try:
            model = read(model_file or base())
            self._tokens, self._network, self._longest = Tokens(model.pieces), Network(model), model.positions
        except (OSError, KeyError, ModelFileError) as error:
            raise BulkError(str(error)) from error
        cosines = (self.encode(PROBE) * engine(PROBE)).sum(axis=1)
        if cosines.min() < MIN_COSINE:
            raise BulkError(f"vectors agree to {cosines.min():.3f} only")

    def encode(self, sentences: Sequence[str]) -> np.ndarray:
        """Unit vectors, shape (len(sentences), dimension). What is longer than the network reads goes to the engine."""
        tokens = [self._tokens(sentence.replace("\0", " ")) for sentence in sentences]
        vectors: List[np.ndarray] = [np.zeros(0)] * len(tokens)
        for rows in _batches([len(ids) for ids in tokens]):
            too_long = len(tokens[rows[-1]]) > self._longest
            made = self._engine([sentences[r] for r in rows]) if too_long else self._network([tokens[r] for r in rows])
            for row, vector in zip(rows, made, strict=True):
                vectors[row] = vector
        return np.stack(vectors).astype(np.float32)


def _batches(lengths: Sequence[int]) -> Iterator[List[int]]:
    """Row numbers, shortest first, as many at a time as fit when all are padded to the longest."""
    batch: List[int] = []
    for row in sorted(range(len(lengths)), key=lambda r: lengths[r]):
        if batch and (len(batch) + 1) * lengths[row] > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch
