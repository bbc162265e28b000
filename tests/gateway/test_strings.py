"""Fixed texts: every key is used, every used key exists, and the words keep the house's tone."""

import re
from pathlib import Path

import pytest

from gateway.planned import BUTTONS
from gateway.texts.strings import Strings, StringsError, load_strings

ROOT = Path(__file__).resolve().parents[2]
USED = re.compile(r"""say\(\s*f?["']([a-z_]+\.(?:[a-z_]|\{[^}"]+\})+)["']""")
FROM_A_TABLE = re.compile(r"planned\.\{title\}")
FILLED_IN = re.compile(r"\{[^}]+\}")
PLACEHOLDER = re.compile(r"\{(\w+)\}")


def used_keys(*rooms: str) -> set[str]:
    """Keys as the code writes them; a part that is filled in ("planned.{kind}_child") stands for any word."""
    files = [path for room in rooms for path in (ROOT / room).rglob("*.py")]
    written = {key for path in files for key in USED.findall(path.read_text(encoding="utf-8"))}
    from_table = {f"planned.{title}" for buttons in BUTTONS.values() for title, _ in buttons}
    return {key for key in written if not FROM_A_TABLE.fullmatch(key)} | from_table


def matches(key: str, used: set[str]) -> bool:
    return any(re.fullmatch(FILLED_IN.sub("[a-z_]+", one.replace(".", r"\.")), key) for one in used)


def test_every_key_is_used(say: Strings) -> None:
    used = used_keys("gateway", "channels")
    assert [key for key in say.texts if not matches(key, used)] == []


def test_every_key_the_gateway_uses_exists(say: Strings) -> None:
    assert [one for one in used_keys("gateway") if not any(matches(key, {one}) for key in say.texts)] == []


@pytest.mark.parametrize("key", sorted(load_strings().texts))
def test_a_text_is_calm_and_short(say: Strings, key: str) -> None:
    text = say.texts[key]
    assert "!" not in text
    for sentence in re.split(r"[.:?]\s|\n", PLACEHOLDER.sub("x", text)):
        assert len(sentence.split()) <= 20, sentence


def test_placeholders_are_filled_and_missing_ones_named(say: Strings) -> None:
    assert say("calendar.name", school="A") == "Data van A"
    with pytest.raises(StringsError, match="school"):
        say("calendar.name")
    with pytest.raises(StringsError, match=r"no\.such_key"):
        say("no.such_key")


@pytest.mark.parametrize("bad", ["- a list", "area: text", "area: {key: 5}", "area: {key: ''}"])
def test_a_bad_file_is_refused_with_the_place(tmp_path: Path, bad: str) -> None:
    path = tmp_path / "strings.yml"
    path.write_text(bad, encoding="utf-8")
    with pytest.raises(StringsError, match=r"strings\.yml"):
        load_strings(path)
