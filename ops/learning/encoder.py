"""Teaches the sentence encoder which of our own questions have one answer (see bot/nlu/meaning/adapt.py)."""

import json
import subprocess
from collections.abc import Iterator
from typing import Any

from bot.actions.core.shelf import library
from content.schema import Country
from guidance.answers.lexicon import plain
from guidance.search import pairs
from guidance.search.units import units
from ops.console import Failure, say
from ops.settings import Settings
from ops.train import ENGINE_PYTHON, engine_env


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
    """Every unit with the ways it is asked, and its country ("" for both)."""
    shelf, labelled = library(), pairs.by_unit(pairs.read())
    known = {unit.id: unit for school in ("", *shelf.schools) for unit in units(shelf, school)}
    for one in sorted({*known, *labelled}):
        unit = known.get(one)
        country = unit.country if unit else _country(one)
        texts = (*(unit.questions if unit else ()), *labelled.get(one, ()))
        yield {"unit": one, "country": country, "texts": list(dict.fromkeys(map(plain, texts)))}


def _country(unit: str) -> str:
    own = library().country_of(unit.partition("#")[0])
    return own.value if own in (Country.NL, Country.VL) else ""
