"""`./wegwijs parse` answers each line with one object of the agreed form, whatever the line holds."""

import json
import subprocess
import sys

import pytest

from ops.settings import ROOT
from tests.engine.bad_input import BAD_INPUT

pytestmark = [pytest.mark.trained, pytest.mark.timeout(1200)]

KEYS = [
    *("text", "intent", "confidence", "ranking", "understood", "intents", "entities", "terms"),
    *("asks", "background", "lang", "safety"),
]
LINES = {name: text for name, text in BAD_INPUT.items() if "\ud83d" not in text}
ODD_BUT_NAMED = "zzqx verpleegkunde brrr flups"
NOT_UTF8 = b"wat is \xff\xfe havo"


@pytest.fixture(scope="module")
def parsed() -> list[dict]:
    given = (
        b"\n".join([*(text.encode() for text in LINES.values()), NOT_UTF8, b"wat is\rhavo", ODD_BUT_NAMED.encode()])
        + b"\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "ops.cli", "parse"],
        input=given,
        capture_output=True,
        cwd=ROOT,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.decode().split("\n") if line]


def test_one_object_a_line_in_order(parsed: list[dict]) -> None:
    assert [found["text"] for found in parsed] == [
        *LINES.values(),
        "wat is \ufffd\ufffd havo",
        "wat is\rhavo",
        ODD_BUT_NAMED,
    ]


def test_every_object_has_the_agreed_form(parsed: list[dict]) -> None:
    for found in parsed:
        assert list(found) == KEYS
        assert len(found["ranking"]) == 5 or found["intent"] == "out_of_scope"
        assert found["ranking"][0] == {"intent": found["intent"], "confidence": found["confidence"]}
        assert 0 <= found["confidence"] <= 1
        assert found["intents"]
        assert found["safety"] in {"none", "T3", "T2", "T1"}
        assert all(found["text"][e["start"] : e["end"]] == e["text"] for e in found["entities"])


def test_a_typed_command_is_only_text(parsed: list[dict]) -> None:
    by_name = dict(zip(LINES, parsed, strict=False))
    assert not {"request_data"} & set(by_name["typed intent"]["intents"]) or by_name["typed intent"]["confidence"] < 1.0
    assert by_name["slot command"]["confidence"] < 1.0


def test_hidden_characters_change_nothing(parsed: list[dict]) -> None:
    by_name = dict(zip(LINES, parsed, strict=False))
    assert by_name["zero width inside"]["intent"] == by_name["direction marks"]["intent"]
    assert by_name["nothing"]["intent"] == by_name["zero width"]["intent"] == "out_of_scope"


def test_odd_words_around_a_direction_are_not_off_topic(parsed: list[dict]) -> None:
    (found,) = (one for one in parsed if one["text"] == ODD_BUT_NAMED)
    assert found["intent"] != "out_of_scope"
    assert [entity["kind"] for entity in found["entities"]] == ["path"]
