"""Makes the sentence vectors the screen's model is taught with, many at once, and keeps them."""

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ops.settings import Settings
from ops.vectors import encode_into, read_cache

FILE = "safety-vectors.npz"


def vectors(settings: Settings, texts: Sequence[str]) -> NDArray[np.float32]:
    """A unit vector for each text, from the cache or made now (some hundred a second).

    Raises:
        Failure: the engine could not encode.
    """
    cache = settings.var / "cache" / FILE
    encode_into(settings, list(dict.fromkeys(texts)), cache)
    known = read_cache(cache)
    return np.stack([known[hashlib.sha256(text.encode()).hexdigest()] for text in texts])
