"""Teaches the sentence encoder our own questions: what asks the same comes near, what another unit answers goes apart.

Contrastive learning on groups of questions with one answer (supervised contrastive loss, Khosla et al. 2020). Only the
upper layers learn; what the lower ones make of each text is worked out once. An hour on two cores.
"""

import json
import random
import sys
from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Dict, Iterator, List, Sequence, Tuple

import numpy as np
import tensorflow as tf

from bot.nlu.meaning.adapted import base, write_difference
from bot.nlu.meaning.e5_file import read
from bot.nlu.meaning.e5_tokens import Tokens
from bot.nlu.meaning.e5_upper import Upper, matrices, padded

KEPT_APART = 5
"""One unit in so many is not taught, so that the ranker can learn how far meaning is to be trusted."""
EPOCHS, QUESTIONS = 2, 2
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
    asked = _questions(_taught(groups))
    model = read(base())
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
    write_difference({name: upper.matrix(name) for name in matrices(model)}, asked.units)


def _taught(groups: Sequence[Dict[str, Any]]) -> List[Dict[str, Any]]:
    """The groups to learn from, without those kept apart."""
    ids = sorted(str(group["unit"]) for group in groups)
    random.Random(7).shuffle(ids)
    apart = set(ids[: len(ids) // KEPT_APART])
    return [group for group in groups if group["unit"] not in apart and len(group["texts"]) >= QUESTIONS]


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
