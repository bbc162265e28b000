"""Danger is told from everyday words that sound like it, on sentences the engine was never taught."""

import json
import subprocess
import sys
from typing import Any

import pytest
import yaml

from bot.actions.interpret.reading import HINT_OF_DANGER, SURE_OF_DANGER
from gateway.meaning import sentence_encoder
from ops.settings import ROOT
from safety.screen import whole_screen

pytestmark = [pytest.mark.trained, pytest.mark.timeout(1200)]

SENTENCES: dict[str, list[str]] = yaml.safe_load((ROOT / "tests" / "safety" / "care.yml").read_text(encoding="utf-8"))
DANGER = [*SENTENCES["screened"], *SENTENCES["left"]]
MOST_ASKED = 0.04
"""Share of harmless sentences that may be met with the gentle question."""
LEAST_HEARD = 0.85
"""Share of dangerous sentences the engine must notice by itself."""


@pytest.fixture(scope="module")
def danger() -> dict[str, float]:
    """How likely danger is by the engine, for each sentence: 0 when something else comes first."""
    asked = "\n".join([*SENTENCES["harmless"], *DANGER]) + "\n"
    command = [sys.executable, "-m", "ops.cli", "parse"]
    done = subprocess.run(command, input=asked, text=True, capture_output=True, cwd=ROOT, check=True)
    return {found["text"]: _likely(found) for found in map(json.loads, done.stdout.splitlines())}


def _likely(found: dict[str, Any]) -> float:
    return float(found["confidence"]) if found["intent"] == "crisis" else 0.0


def test_everyday_words_call_nobody_out(danger: dict[str, float]) -> None:
    assert [text for text in SENTENCES["harmless"] if danger[text] >= SURE_OF_DANGER] == []
    asked = [text for text in SENTENCES["harmless"] if danger[text] >= HINT_OF_DANGER]
    assert len(asked) <= MOST_ASKED * len(SENTENCES["harmless"]), asked


def test_danger_is_heard_by_screen_or_engine(danger: dict[str, float]) -> None:
    missed = [text for text in DANGER if danger[text] < HINT_OF_DANGER]
    assert len(missed) <= (1 - LEAST_HEARD) * len(DANGER), missed
    screen = whole_screen(sentence_encoder())
    assert len([text for text in missed if not screen(text).danger]) <= 1
