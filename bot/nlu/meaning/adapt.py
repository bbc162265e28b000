"""Teaches the sentence encoder our own questions: what asks the same comes near, what another unit answers goes apart.

Contrastive learning on groups of questions with one answer (supervised contrastive loss, Khosla et al. 2020). Only the
upper layers learn; what the lower ones make of each text is worked out once. It goes on from what is kept in
`adapted.npz` (without that file it begins anew, and wants twice the epochs). An hour on two cores.
"""

import json
import sys
import tempfile
import zlib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, Iterator, List, Sequence, Set, Tuple

import numpy as np
import tensorflow as tf

from bot.nlu.meaning.adapted import DIFFERENCE, base, units_before, write_difference, write_model
from bot.nlu.meaning.e5_file import ModelFile, read
from bot.nlu.meaning.e5_tokens import Tokens
from bot.nlu.meaning.e5_upper import Upper, matrices, padded

KEPT_APART = 5
"""One new unit in so many is not taught, so that the ranker can learn how far meaning is to be trusted."""
EPOCHS, QUESTIONS = 1, 2
"""Times each question is seen; questions of a unit in a batch."""
SEEDS, NEIGHBOURS, AROUND = 4, 16, 32
"""A batch holds units that are hard to tell apart: of so many seeds, so many out of the nearest so many."""
TEMPERATURE, RATE, WARM_UP = 0.04, 1e-4, 20
SAME = 0.975
"""Questions of two units this near to each other (cosine before learning) ask the same: they are not driven apart."""
LONGEST = 40
"""Pieces of a question that are read."""


@dataclass(frozen=True)
class Questions:
    """Texts with the number of their unit, and the country of each unit ("" for both)."""

    texts: Tuple[str, ...]
    owners: np.ndarray
    units: Tuple[str, ...]
    countries: np.ndarray


def adapt(groups: Sequence[Dict[str, Any]]) -> None:
    """Learn from groups (`unit`, `country`, `texts`) and write the difference beside this module."""
    taught, apart = _parted(groups)
    asked = _questions(taught)
    model = _start()
    upper, tokens = Upper(model), Tokens(model.pieces)
    states = upper.lower([tokens(text)[:LONGEST] for text in asked.texts])
    before = upper.encode(states)
    batches = list(_batches(asked, before, np.random.default_rng(1)))
    for number, rows in enumerate(batches):
        rate = RATE * min(1.0, (number + 1) / WARM_UP) * (1 - number / len(batches))
        loss = upper.step(
            *padded(states, rows), asked.owners[rows], _alike(before, asked.owners, rows), rate, TEMPERATURE
        )
        print(json.dumps({"done": number + 1, "of": len(batches), "loss": round(loss, 3)}), flush=True)
    every = {*asked.units, *units_before()[0]}
    write_difference({name: upper.matrix(name) for name in matrices(model)}, every, apart)


def _start() -> ModelFile:
    """The model as it was taught last, else as the package brings it."""
    if not DIFFERENCE.exists():
        return read(base())
    with tempfile.TemporaryDirectory() as folder:
        write_model(Path(folder) / "model.bin")
        return read(Path(folder) / "model.bin")


def _parted(groups: Sequence[Dict[str, Any]]) -> Tuple[List[Dict[str, Any]], Set[str]]:
    """The groups to learn from, and the ids of those kept apart: what was apart stays so, and a share of the new."""
    taught, apart = units_before()
    ids = {str(group["unit"]) for group in groups}
    kept = {one for one in ids if one in apart or (one not in taught and zlib.crc32(one.encode()) % KEPT_APART == 0)}
    return [group for group in groups if group["unit"] not in kept and len(group["texts"]) >= QUESTIONS], kept


def _questions(groups: Sequence[Dict[str, Any]]) -> Questions:
    rows = [(number, str(text)) for number, group in enumerate(groups) for text in group["texts"]]
    return Questions(
        tuple(text for _, text in rows),
        np.array([number for number, _ in rows]),
        tuple(str(group["unit"]) for group in groups),
        np.array([str(group["country"]) for group in groups]),
    )


def _batches(asked: Questions, vectors: np.ndarray, chance: np.random.Generator) -> Iterator[np.ndarray]:
    """Rows of texts: two questions each of units that lie near to one another, of one country."""
    rows_of: Dict[int, List[int]] = defaultdict(list)
    for row, owner in enumerate(asked.owners):
        rows_of[int(owner)].append(row)
    middles = np.stack([vectors[rows_of[unit]].mean(axis=0) for unit in range(len(asked.units))])
    middles -= middles.mean(axis=0)
    middles /= np.linalg.norm(middles, axis=1, keepdims=True)
    size = SEEDS * NEIGHBOURS * QUESTIONS
    for _ in range(EPOCHS * len(asked.texts) // size):
        here = np.flatnonzero(np.isin(asked.countries, ["", chance.choice(["nl", "vl"])]))
        chosen = dict.fromkeys(one for _ in range(SEEDS) for one in _around(middles, here, chance))
        yield np.concatenate([chance.choice(rows_of[unit], QUESTIONS, replace=False) for unit in chosen])


def _around(middles: np.ndarray, here: np.ndarray, chance: np.random.Generator) -> List[int]:
    near = here[np.argsort(-(middles[here] @ middles[chance.choice(here)]))[:AROUND]]
    return [int(one) for one in chance.choice(near, min(NEIGHBOURS, len(near)), replace=False)]


def _alike(vectors: np.ndarray, owners: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Which two questions of a batch ask the same although two units answer them: 1 or 0, shape (rows, rows)."""
    near = vectors[rows] @ vectors[rows].T > SAME
    made: np.ndarray = (near & (owners[rows][:, None] != owners[rows][None, :])).astype(np.float32)
    return made


def main() -> int:
    """Entry point: `python -m bot.nlu.meaning.adapt < groups.json`."""
    tf.random.set_seed(1)
    adapt(json.load(sys.stdin))
    return 0


if __name__ == "__main__":
    sys.exit(main())
