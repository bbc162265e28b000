"""Learns how much each sign counts when answers are ranked, from the labelled pairs, and writes the weights."""

import json
import random
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.actions.answer.encoder import encoder
from bot.actions.core.shelf import library
from content.schema import Country
from guidance.search import pairs as labelled
from guidance.search.asked import Context, asks
from guidance.search.features import NAMES, candidates
from guidance.search.index import Index
from guidance.search.ranker import WEIGHTS, with_products
from guidance.search.units import units
from ops.console import Failure, progress, say
from ops.settings import ROOT, Settings
from ops.train import ENGINE_PYTHON, engine_env

SCHOOLS = {"nl": "voorbeeld-nl", "vl": "voorbeeld-vl"}
OTHER_COUNTRY = 0.12
"""So often a question is put to a school of the other country: what the words say must then decide."""
FOLDS = 5
STRENGTH = 0.05
"""How far weights are drawn to nothing (C of scikit-learn). A usual value; others were not compared."""


@dataclass(frozen=True)
class Example:
    """One labelled question: the features of its candidates, and which of them answers."""

    unit: str
    rows: NDArray[np.float64]
    right: int


def learn(settings: Settings) -> None:
    """Learn the weights, say how well they rank units they were not taught on, and write them beside the ranker."""
    texts = labelled.read()
    with progress(f"understanding {len(texts)} labelled questions"):
        messages = _understood([pair.text for pair in texts], settings)
    with progress("weighing their candidates"):
        examples = list(_examples(texts, messages))
    say(f"the right unit is among the candidates of {len(examples)} of {len(texts)}")
    scores = _held_out(examples)
    say(f"right unit first {scores[0]:.3f}, among three {scores[1]:.3f} (units never taught on)")
    WEIGHTS.write_text(json.dumps(_fit(examples) | {"calibration": list(scores[2])}) + "\n", encoding="utf-8")
    say(f"weights written: {WEIGHTS.relative_to(ROOT)}")


def _understood(texts: Sequence[str], settings: Settings) -> dict[str, Mapping[str, Any]]:
    lines = "".join(json.dumps(text) + "\n" for text in texts)
    command = [str(ENGINE_PYTHON), "-m", "bot.nlu.ask.batch"]
    done = subprocess.run(
        command, cwd=ROOT, env=engine_env(settings), input=lines, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Failure("the engine could not read the pairs:\n  " + "\n  ".join(done.stderr.strip().splitlines()[-5:]))
    return {message["text"]: message for message in map(json.loads, done.stdout.splitlines())}


def _examples(texts: Sequence[labelled.Pair], messages: Mapping[str, Mapping[str, Any]]) -> Iterator[Example]:
    encoder().prepare(library())
    here = {code: Index(units(library(), school), {}, encoder().plain) for code, school in SCHOOLS.items()}
    chance = random.Random(1)
    for pair in texts:
        own = library().country_of(pair.unit.partition("#")[0])
        country = own.value if own in (Country.NL, Country.VL) else chance.choice(list(SCHOOLS))
        asked_in = {"nl": "vl", "vl": "nl"}[country] if chance.random() < OTHER_COUNTRY else country
        best = _nearest(here[asked_in], pair, messages[pair.text], asked_in)
        if best is not None:
            yield best


def _nearest(index: Index, pair: labelled.Pair, message: Mapping[str, Any], country: str) -> Example | None:
    """Of the asks of a message the one its label fits best."""
    found: list[tuple[float, Example]] = []
    for asked in asks(index, library(), message, Context(country)):
        options, rows = candidates(index, asked)
        ids = [unit.id for unit in options]
        if pair.unit in ids:
            at = ids.index(pair.unit)
            near = float(rows[at, NAMES.index("meaning")] + rows[at, NAMES.index("letters")])
            found.append((near, Example(pair.unit, rows.astype(np.float64), at)))
    return max(found, key=lambda one: one[0])[1] if found else None


def _fit(examples: Sequence[Example]) -> dict[str, Any]:
    from sklearn.linear_model import LogisticRegression

    rows = np.vstack([example.rows for example in examples])
    right = np.concatenate([np.arange(len(example.rows)) == example.right for example in examples])
    mean, scale = rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-3)
    made = with_products((rows - mean) / scale)
    model = LogisticRegression(C=STRENGTH, max_iter=300).fit(made, right)
    weights = [round(float(one), 5) for one in model.coef_[0]]
    return {
        "names": list(NAMES),
        "mean": [round(float(one), 5) for one in mean],
        "scale": [round(float(one), 5) for one in scale],
        "weights": weights,
        "bias": round(float(model.intercept_[0]), 5),
    }


def _held_out(examples: Sequence[Example]) -> tuple[float, float, tuple[float, float, float]]:
    """How often the right unit is first and among three in folds over units, and the calibration learnt there."""
    names = sorted({example.unit for example in examples})
    random.Random(2).shuffle(names)
    fold = {name: at % FOLDS for at, name in enumerate(names)}
    ranks, signs = [], []
    for number in range(FOLDS):
        taught = _fit([example for example in examples if fold[example.unit] != number])
        mean, scale, weights = (np.array(taught[key]) for key in ("mean", "scale", "weights"))
        for example in (one for one in examples if fold[one.unit] == number):
            scores = with_products((example.rows - mean) / scale) @ weights + taught["bias"]
            ordered = np.sort(scores)[::-1]
            ranks.append(int((scores > scores[example.right]).sum()))
            signs.append((ordered[0], ordered[0] - (ordered[1] if len(ordered) > 1 else ordered[0] - 5)))
    first = np.array(ranks) == 0
    return float(first.mean()), float((np.array(ranks) < 3).mean()), _calibrate(np.array(signs), first)


def _calibrate(signs: NDArray[np.float64], right: NDArray[np.bool_]) -> tuple[float, float, float]:
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression().fit(signs, right)
    slope, lead = (round(float(one), 4) for one in model.coef_[0])
    return slope, lead, round(float(model.intercept_[0]), 4)
