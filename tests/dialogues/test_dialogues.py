"""Talks with the whole service on the trained model: the dialogues in this folder, with what each must say."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.dialogues.talking import Dialogue, PatientTalk, dialogues, known_failures, problems
from tests.stack import Stack

FLEMISH = "voorbeeld-vl"
MOST_KNOWN_FAILURES = 9
ALL = dialogues()


@pytest.fixture(scope="module")
def flemish_stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The same service, set up for the Flemish sample school."""
    with Stack(tmp_path_factory.mktemp("flemish"), WEGWIJS_SCHOOL=FLEMISH) as running:
        yield running


@pytest.mark.trained
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("dialogue", ALL, ids=lambda dialogue: dialogue["name"])
def test_dialogue(dialogue: Dialogue, request: pytest.FixtureRequest) -> None:
    service: Any = request.getfixturevalue("flemish_stack" if dialogue.get("school") == FLEMISH else "stack")
    found = problems(PatientTalk(service.url), dialogue)
    reason = known_failures().get(dialogue["name"])
    if reason and not found:
        pytest.fail(f"passes now: take it out of known_failures.yml ({reason})")
    if reason:
        pytest.xfail(reason)
    assert not found, "\n".join(found)


def test_there_are_enough_dialogues_with_names_of_their_own() -> None:
    names = [dialogue["name"] for dialogue in ALL]
    assert len(names) >= 80
    assert len(set(names)) == len(names)


def test_known_failures_are_few_and_real() -> None:
    known = known_failures()
    assert len(known) <= MOST_KNOWN_FAILURES
    assert set(known) <= {dialogue["name"] for dialogue in ALL}


def test_every_turn_expects_something() -> None:
    for dialogue in ALL:
        assert any({"contains", "not_contains", "buttons"} & set(turn) for turn in dialogue["turns"]), dialogue["name"]
