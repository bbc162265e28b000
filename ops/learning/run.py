"""Learns how much each sign counts when answers are ranked, from the labelled pairs, and writes the weights."""

import json
import random
import re
import subprocess
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import yaml

from bot.actions.answer.encoder import encoder
from bot.actions.core.intents import intents
from bot.actions.core.shelf import library
from content.schema import Country
from guidance.search import pairs as labelled
from guidance.search.asked import Context, asks, frame_of
from guidance.search.features import NAMES, candidates
from guidance.search.index import Index
from guidance.search.ranker import WEIGHTS
from guidance.search.units import ASPECT_MARK, aspect_units, units
from ops.console import Failure, progress, say
from ops.learning.encoder import teach
from ops.learning.fit import Example, fit, held_out
from ops.serve import refresh_lookups
from ops.settings import ROOT, Settings
from ops.train import ENGINE_PYTHON, engine_env, ensure_model
from ops.vectors import ensure_vectors, keep_vectors, taught

SCHOOLS = {"nl": "voorbeeld-nl", "vl": "voorbeeld-vl"}
NLU = ROOT / "bot" / "data" / "nlu"
OF_EACH, HALF = 50, 0.5
"""Messages of each intent that asks nothing; how many of them come in the middle of a talk."""
OTHER = {"nl": "vl", "vl": "nl"}
OTHER_TALK = 0.25
"""So often a complete question comes after a talk about something else, which must not draw it away."""
OTHER_COUNTRY = 0.12
"""So often a question is put to a school of the other country: what the words say must then decide."""


@dataclass(frozen=True)
class Labelled:
    """All there is to learn from: single questions, talks, and messages nothing in content answers.

    The sentence encoder was taught in the talks of `taught`, on units of `known`: there it is surer than on what people
    ask next, so of those talks only the turns about other units count.
    """

    asked: tuple[labelled.Pair, ...]
    talks: tuple[tuple[labelled.Pair, ...], ...]
    nothing: tuple[str, ...]
    known_words: tuple[labelled.Pair, ...] = ()
    """Pairs that stand in the index while it is learnt from, as all do later; none of them is learnt from."""
    taught: tuple[tuple[labelled.Pair, ...], ...] = ()
    known: frozenset[str] = frozenset()

    @property
    def texts(self) -> list[str]:
        """Every text, each once."""
        turns = (turn for turns in (*self.talks, *self.taught) for turn in turns)
        return list(dict.fromkeys([*(pair.text for pair in (*self.asked, *turns)), *self.nothing]))

    def counts(self, turn: labelled.Pair, talk: int) -> bool:
        """Whether a turn of the talk with this number (those of `taught` come last) may teach the ranker."""
        return talk < len(self.talks) or turn.unit not in self.known


def train_all(settings: Settings, *, force: bool, answers: bool, encoder: bool) -> None:
    """Train the model when its inputs changed (or with `force`); first the sentence encoder, or instead the ranker."""
    refresh_lookups()
    if encoder:
        teach(settings)
    ensure_vectors(settings)
    learn(settings) if answers else ensure_model(settings, force)


def learn(settings: Settings) -> None:
    """Learn the weights, say how well they rank units they were not taught on, and write them beside the ranker.

    What the sentence encoder was taught on is left out.
    """
    known = frozenset(taught())
    asked, words = parted(labelled.read(), known)
    data = Labelled(asked, labelled.talks(), _nothing_to_find(), words, labelled.talks(labelled.TAUGHT), known)
    with progress(f"understanding {len(data.texts)} labelled messages"):
        messages = _understood(data.texts, settings)
    with progress("weighing their candidates"):
        every = list(examples(data, messages))
    found = [one for one in every if one is not None]
    say(f"the right unit is among the candidates of {len(found)} of {len(every)}")
    apart = held_out(found)
    say(f"right unit first {apart.first:.3f}, among three {apart.among_three:.3f} (units never taught on)")
    WEIGHTS.write_text(json.dumps(fit(found) | {"calibration": list(apart.calibration)}) + "\n", encoding="utf-8")
    say(f"weights written: {WEIGHTS.relative_to(ROOT)}; vectors kept: {keep_vectors(settings)}")


def parted(
    pairs: Sequence[labelled.Pair], known: frozenset[str]
) -> tuple[tuple[labelled.Pair, ...], tuple[labelled.Pair, ...]]:
    """The pairs to learn from, half of those about units the encoder was not taught; and those the index holds."""
    asks = [pair.unit not in known and zlib.crc32(pair.text.encode()) % 2 == 0 for pair in pairs]
    learnt = tuple(pair for pair, ask in zip(pairs, asks, strict=True) if ask)
    return learnt, tuple(pair for pair, ask in zip(pairs, asks, strict=True) if not ask)


def _nothing_to_find() -> tuple[str, ...]:
    """Messages of intents that ask nothing content could answer, a few of each."""
    chance, found = random.Random(3), list[str]()
    for intent in intents().values():
        if intent.nothing_to_find:
            said = yaml.safe_load((NLU / f"{intent.name}.yml").read_text(encoding="utf-8"))["nlu"][0]["examples"]
            texts = [re.sub(r"\[([^\]]*)\](?:\([^)]*\)|\{[^}]*\})", r"\1", line[2:]) for line in said.splitlines()]
            found += chance.sample(texts, min(OF_EACH, len(texts)))
    return tuple(found)


def _understood(texts: Sequence[str], settings: Settings) -> dict[str, Mapping[str, Any]]:
    lines = "".join(json.dumps(text) + "\n" for text in texts)
    command = [str(ENGINE_PYTHON), "-m", "bot.nlu.ask.batch"]
    done = subprocess.run(
        command, cwd=ROOT, env=engine_env(settings), input=lines, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Failure("the engine could not read the pairs:\n  " + "\n  ".join(done.stderr.strip().splitlines()[-5:]))
    return {message["text"]: message for message in map(json.loads, done.stdout.splitlines())}


def examples(data: Labelled, messages: Mapping[str, Mapping[str, Any]]) -> Iterator[Example | None]:
    """The features of every labelled message: alone, now and then after a talk about something else, and in its talk.

    None stands for a question whose unit is not among its candidates.
    """
    encoder().prepare(library())
    words = labelled.by_unit(data.known_words)
    here = {code: Index(units(library(), school), words, encoder().asked) for code, school in SCHOOLS.items()}
    chance, frames = random.Random(1), []
    for number, turns in enumerate((*data.talks, *data.taught)):
        country = _country(turns[0], chance)
        frame: dict[str, Any] = {}
        for pair in turns:
            best, frame = _nearest(here[country], pair, messages[pair.text], Context(country, frame=frame))
            frames.append(frame)
            if data.counts(pair, number):
                yield best
    for pair in data.asked:
        country = _country(pair, chance)
        asked_in = OTHER[country] if chance.random() < OTHER_COUNTRY else country
        frame = chance.choice(frames) if frames and chance.random() < OTHER_TALK else {}
        yield _nearest(here[asked_in], pair, messages[pair.text], Context(asked_in, frame=frame))[0]
    for text in data.nothing:
        country = chance.choice(list(SCHOOLS))
        context = Context(country, frame=chance.choice(frames) if frames and chance.random() < HALF else {})
        asked = asks(here[country], library(), messages[text], context)[0]
        yield Example("", candidates(here[country], asked)[1].astype(np.float64), None)


def _country(pair: labelled.Pair, chance: random.Random) -> str:
    own = library().country_of(pair.unit.partition("#")[0])
    return own.value if own in (Country.NL, Country.VL) else chance.choice(list(SCHOOLS))


def _nearest(
    index: Index, pair: labelled.Pair, message: Mapping[str, Any], context: Context
) -> tuple[Example | None, dict[str, Any]]:
    """Of the asks of a message the one its label fits best, and what the next turn leans on."""
    found: list[tuple[float, Example]] = []
    every = asks(index, library(), message, context)
    for asked in every:
        options, rows = candidates(index, asked)
        ids = [unit.id for unit in options]
        if pair.unit in ids:
            at = ids.index(pair.unit)
            near = float(rows[at, NAMES.index("meaning")] + rows[at, NAMES.index("letters")])
            found.append((near, Example(pair.unit, rows.astype(np.float64), at)))
    made = aspect_units(library(), pair.unit.partition(ASPECT_MARK)[0])
    answered = [unit for unit in (*index.units, *every[-1].generated, *made) if unit.id == pair.unit][:1]
    best = max(found, key=lambda one: one[0])[1] if found else None
    return best, frame_of(every[-1], context.frame, answered)
