"""The training sentences themselves: enough of each, in registers, once, and none taken from a test table."""

import csv
import os
import re
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import yaml

from bot.nlu.meaning.encoder import encoder
from bot.nlu.spelling.normalise import normalise

NLU = Path(__file__).parents[2] / "bot" / "data" / "nlu"
BESIDE = Path(__file__).parents[3] / "shared" / "nlu_dev.tsv"
"""Where a table to measure on lies when it is kept beside the repository."""
ROWS = Path(os.environ.get("WEGWIJS_BENCH_ROWS") or BESIDE)
TALK = {
    *("greet", "goodbye", "thank", "affirm", "deny", "inform", "follow_up", "restart", "bot_challenge", "complain_bot"),
    *("ask_capabilities", "abuse", "out_of_scope", "request_human", "request_data", "ask_privacy"),
}
TOO_NEAR = 0.95
"""Of centred vectors: with what all sentences share left in, unrelated sentences of this encoder reach 0.8."""


def sentences() -> list[tuple[str, str]]:
    found = []
    for path in sorted(NLU.glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            found += [
                (line[2:].strip(), block["intent"]) for line in block["examples"].splitlines() if line[:2] == "- "
            ]
    return found


def bare(text: str) -> str:
    """Normalised, without marks; a text of marks alone stays what it is."""
    plain = normalise(text)
    return " ".join(re.findall(r"\w+", plain)) or plain


@pytest.fixture(scope="module")
def taught() -> list[tuple[str, str]]:
    return sentences()


def test_each_intent_has_enough_sentences(taught: list[tuple[str, str]]) -> None:
    counts = Counter(intent for _, intent in taught)
    assert len(counts) == 36
    assert {i: n for i, n in counts.items() if n < (40 if i in TALK else 80)} == {}


def test_no_sentence_twice_and_none_under_two_intents(taught: list[tuple[str, str]]) -> None:
    places: dict[str, list[str]] = {}
    for text, intent in taught:
        places.setdefault(text.lower(), []).append(intent)
    assert {text: intents for text, intents in places.items() if len(intents) > 1} == {}


@pytest.mark.parametrize("path", sorted(NLU.glob("*.yml")), ids=lambda path: path.stem)
def test_registers_are_kept_apart_by_comment(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    blocks = {block["intent"] for block in yaml.safe_load(text)["nlu"]}
    assert blocks == {path.stem}
    assert len(re.findall(r"^\s*# \S", text, re.M)) >= 4


@pytest.mark.skipif(not ROWS.is_file(), reason=f"no table at {ROWS}: training data is NOT checked against test rows")
def test_no_sentence_comes_from_the_test_table(taught: list[tuple[str, str]]) -> None:
    with ROWS.open(encoding="utf-8", newline="") as file:
        rows = [row["text"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    known = {bare(row) for row in rows}
    assert [text for text, _ in taught if bare(text) in known] == []
    texts = [normalise(text) for text, _ in taught]
    ours, theirs = encoder().encode_many(texts), encoder().encode_many([normalise(row) for row in rows])
    centre = ours.mean(axis=0)
    near = (_directions(ours - centre) @ _directions(theirs - centre).T).max(axis=1)
    assert [texts[i] for i in np.flatnonzero(near > TOO_NEAR)] == []


def _directions(moved: np.ndarray) -> np.ndarray:
    return moved / np.linalg.norm(moved, axis=1, keepdims=True)
