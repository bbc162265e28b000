"""Keeps the vectors of what content can be asked beside the content, so that a first start need not work them out.

A vector is kept as its distance to the mean of all, in whole steps (`STEP`): what is lost (a cosine of 0.998 to the
vector before) moves no answer, and the file is a fifth as large. Texts that are new since it was written are encoded at
the start, as ever; a file of another encoder is not read at all.
"""

import hashlib
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

KEPT = Path(__file__).resolve().parents[1] / "bot" / "data" / "vectors.npz"
STEP = 0.006
BYTES = 8
"""Of the SHA-256 of a text, so many say which text it is."""
Vectors = NDArray[np.float32]


def key(text: str) -> str:
    """The name of a text in a cache of vectors."""
    return hashlib.sha256(text.encode()).hexdigest()


def keep(texts: Sequence[str], known: Mapping[str, Vectors], encoder: str, to: Path = KEPT) -> int:
    """Write the vectors of texts, by their `key` in `known`; `encoder` names what made them. Returns how many."""
    keys = sorted({key(text) for text in texts} & set(known))
    vectors = np.stack([known[one] for one in keys]).astype(np.float32)
    mean = vectors.mean(axis=0)
    steps = np.clip(np.round((vectors - mean) / STEP), -127, 127).astype(np.int8)
    short = np.array([bytes.fromhex(one)[:BYTES] for one in keys], dtype=f"S{BYTES}")
    fields: dict[str, Any] = {"encoder": encoder, "keys": short, "mean": mean, "steps": steps}
    np.savez_compressed(to, **fields)
    return len(keys)


def kept(texts: Sequence[str], encoder: str, source: Path = KEPT) -> dict[str, Vectors]:
    """The vectors that are kept of texts, by their `key`; none when there is no file, or another encoder made it."""
    try:
        with np.load(source, allow_pickle=False) as stored:
            if str(stored["encoder"]) != encoder:
                return {}
            place = {bytes(one).ljust(BYTES, b"\0"): at for at, one in enumerate(stored["keys"])}
            mean, steps = stored["mean"], stored["steps"]
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return {}
    wanted = {one: place.get(bytes.fromhex(one)[:BYTES]) for one in map(key, texts)}
    return {one: _unit(mean + steps[at] * STEP) for one, at in wanted.items() if at is not None}


def _unit(vector: Vectors) -> Vectors:
    made: Vectors = (vector / np.linalg.norm(vector)).astype(np.float32)
    return made
