"""Teaches the sentence encoder which of our own questions have one answer (see bot/nlu/meaning/adapt.py)."""

import json
import random
import subprocess
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from bot.actions.core.shelf import library
from content.schema import Country
from guidance.answers.lexicon import plain
from guidance.search import pairs
from guidance.search.passages import passages
from guidance.search.units import units
from ops.console import Failure, say
from ops.settings import Settings
from ops.train import ENGINE_PYTHON, engine_env

MOST, TURNS, PASSAGES = 12, 3, 2
"""Texts of one unit that are taught, and how many of them are turns of a talk and passages of its answer: an hour is
enough for so many."""


def teach(settings: Settings) -> None:
    """Teach it anew from content and the labelled pairs; about an hour on two cores. Learn the ranker after it.

    Raises:
        Failure: the engine stopped.
    """
    groups = list(questions())
    say(f"teaching on {sum(len(one['texts']) for one in groups)} questions of {len(groups)} answers (about an hour)")
    command = [str(ENGINE_PYTHON), "-m", "bot.nlu.meaning.adapt"]
    done = subprocess.run(command, env=engine_env(settings), input=json.dumps(groups), text=True, check=False)
    if done.returncode:
        raise Failure("the sentence encoder was not taught: its last words stand above")
    say("taught: now run ./wegwijs train --answers, which learns the ranker on the new vectors")


def questions() -> Iterator[dict[str, Any]]:
    """Every unit with the ways it is asked, in a talk and alone, and its country ("" for both)."""
    shelf, labelled, turns = library(), pairs.by_unit(pairs.read()), completed()
    known = {unit.id: unit for school in ("", *shelf.schools) for unit in units(shelf, school)}
    for one in sorted({*known, *labelled, *turns}):
        unit = known.get(one)
        country = unit.country if unit else _country(one)
        alone = list(dict.fromkeys(map(plain, (*labelled.get(one, ()), *(unit.questions if unit else ())))))
        random.Random(one).shuffle(alone)
        said = passages(plain(unit.text)) if unit else []
        texts = (*turns.get(one, ())[:TURNS], *said[:PASSAGES], *alone)
        yield {"unit": one, "country": country, "texts": list(dict.fromkeys(texts))[:MOST]}


def completed() -> Mapping[str, list[str]]:
    """For each unit the turns it answers, completed by the turn before, as a search in a talk asks them."""
    found: dict[str, list[str]] = defaultdict(list)
    for talk in pairs.talks(pairs.TAUGHT):
        for before, now in pairwise(talk):
            found[now.unit].append(f"{plain(before.text)} {plain(now.text)}")
    return found


def _country(unit: str) -> str:
    own = library().country_of(unit.partition("#")[0])
    return own.value if own in (Country.NL, Country.VL) else ""
