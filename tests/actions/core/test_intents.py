"""The list of intents holds every intent, and only those, each of a known kind."""

from pathlib import Path

import yaml

from bot.actions.core.base import HANDLERS, READ
from bot.actions.core.intents import FILE, intents

KINDS = {"topic", "chat", "act", "person", "care", "button"}
DOMAIN = yaml.safe_load((Path(FILE).with_name("domain.yml")).read_text(encoding="utf-8"))
OF_THE_ENGINE = {next(iter(one)) if isinstance(one, dict) else one for one in DOMAIN["intents"]}


def test_every_intent_of_the_engine_has_a_record() -> None:
    assert OF_THE_ENGINE - set(intents()) == set()


def test_every_record_is_an_intent_of_the_engine_or_one_that_reading_makes() -> None:
    assert set(intents()) - OF_THE_ENGINE == set(READ)
    assert set(intents()) <= {*HANDLERS, *READ}


def test_a_record_has_its_own_name_and_stands_once() -> None:
    assert all(one.name == name for name, one in intents().items())
    keys = [line.split(":")[0] for line in FILE.read_text(encoding="utf-8").splitlines() if line[:1].isalpha()]
    assert sorted(keys) == sorted(intents())


def test_kinds_are_known_and_all_used() -> None:
    assert {one.kind for one in intents().values()} == KINDS


def test_how_likely_an_answer_must_be_is_a_chance() -> None:
    asked = [one.answer_from for one in intents().values() if one.answer_from is not None]
    assert asked
    assert all(0 < one < 1 for one in asked)


def test_content_never_answers_a_button_or_words_of_danger() -> None:
    never = {name for name, one in intents().items() if one.answer_from is None}
    assert {"crisis", "maybe_danger", *(name for name, one in intents().items() if one.kind == "button")} <= never
