"""What people ask about going on is answered as the sources say: cases in progression_cases.yml, each named."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.actions.core.shelf import library
from tests.actions.speaking import Said, Talk

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "progression_cases.yml").read_text(encoding="utf-8")
)
MOST_LINES = 12
NEED_SOURCES = ("utter_progression", "utter_route", "utter_return", "utter_structure_block")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_the_answer_holds_what_it_must_and_nothing_it_must_not(case: dict[str, Any]) -> None:
    replies = answered(case)
    text = "\n".join(reply.text for reply in replies)
    said = f"{case['say']!r} was answered with {replies[0].response}: {text}"
    assert replies[0].response == case.get("response", replies[0].response), said
    assert [part for part in case.get("expect", ()) if part.casefold() not in text.casefold()] == [], said
    assert [part for part in case.get("forbid", ()) if part.casefold() in text.casefold()] == [], said
    assert len(replies[0].text.splitlines()) <= MOST_LINES, said
    if replies[0].response in NEED_SOURCES:
        assert replies[0].custom["sources"], said


def answered(case: dict[str, Any]) -> list[Said]:
    """The replies to a case, with its names linked where they stand in the sentence."""
    entities = [_entity(case["say"], words, entry_id) for words, entry_id in case.get("names", {}).items()]
    entities.sort(key=lambda entity: entity["start"])
    first = next(iter(case.get("names", {}).values()), "nl")
    country = case.get("in") or (first[:2] if first[:3] in ("nl-", "vl-") else "nl")
    return Talk(f"voorbeeld-{country}").send(case.get("intent", "ask_progression"), case["say"], *entities)


def _entity(say: str, words: str, entry_id: str) -> dict[str, Any]:
    start = say.index(words)
    kind = "level" if entry_id in _levels() else "path" if entry_id[:3] in ("nl-", "vl-") else "profession"
    return {"entity": kind, "value": entry_id, "start": start, "end": start + len(words), "candidates": []}


def _levels() -> frozenset[str]:
    return frozenset(library().structure)


def test_there_are_a_hundred_and_fifty_cases_each_with_a_name_of_its_own() -> None:
    names = [case["case"] for case in CASES]
    assert len(names) >= 150
    assert len(set(names)) == len(names)
    assert all(set(case) & {"expect", "forbid", "response"} for case in CASES)
