"""Teaches the safety screen's model from the sentences in the repository, in a few minutes."""

import random
from collections.abc import Sequence

import numpy as np

from ops.care.corpus import TAUGHT, Sentence, everyday, read
from ops.care.fit import Taught, fit
from ops.care.vectors import vectors
from ops.console import progress, say
from ops.settings import Settings
from safety.clauses import stretches
from safety.model import WEIGHTS, grams, packed

EVERYDAY = 2_500
"""Everyday questions taught as harmless, picked at random; more of them teach nothing new."""
SEED = 7


def main(settings: Settings) -> None:
    """Write `safety/weights.npz`.

    Raises:
        Failure: the engine could not encode.
    """
    sentences = read(TAUGHT)
    plain = everyday("taught")
    sentences += random.Random(SEED).sample(plain, min(EVERYDAY, len(plain)))
    taught = prepared(settings, sentences)
    with progress(f"teaching the safety screen {len(sentences)} sentences"):
        model = fit(taught)
    with WEIGHTS.open("wb") as file:
        np.savez_compressed(file, **packed(model))
    say(f"written: {WEIGHTS.name}, {WEIGHTS.stat().st_size / 1e6:.1f} MB, leaning on {len(model.meaning)} sentences")


def prepared(settings: Settings, sentences: Sequence[Sentence]) -> Taught:
    """Sentences with the vectors and letters of all their stretches; those without any word are left out."""
    parts = [(one, found) for one in sentences if (found := stretches(one.text))]
    flat = [part for _, found in parts for part in found]
    owner = np.repeat(np.arange(len(parts)), [len(found) for _, found in parts])
    return Taught([one for one, _ in parts], owner, vectors(settings, flat), grams(flat))
