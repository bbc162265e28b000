"""Labelled pairs are read with their place, and every one names a unit that is there."""

from collections import Counter
from pathlib import Path

import pytest

from content.library import Library
from guidance.search.pairs import TAUGHT, Pair, PairError, by_unit, read, talks, unknown
from guidance.search.units import aspect_units, pair_units, units

GOOD = """\
- unit: nl-faq-kosten
  ask: [wat kost het, hoeveel betaal ik]
- unit: nl-havo#duration
  ask:
    - hoe lang duurt havo
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "a.yml").write_text(GOOD, encoding="utf-8")
    return tmp_path


def known_units(library: Library) -> set[str]:
    """The ids of every unit the product can answer with, whichever school it is for."""
    known = {unit.id for school in ("", *library.schools) for unit in units(library, school)}
    entries = (*library.paths, *library.structure, *library.professions)
    known |= {unit.id for one in entries for unit in aspect_units(library, one)}
    return known | {unit.id for unit in pair_units(library, list(library.structure)[:2])}


def test_pairs_come_with_unit_and_place(root: Path) -> None:
    assert read(root) == (
        Pair("wat kost het", "nl-faq-kosten", "a.yml:1"),
        Pair("hoeveel betaal ik", "nl-faq-kosten", "a.yml:1"),
        Pair("hoe lang duurt havo", "nl-havo#duration", "a.yml:3"),
    )


def test_files_come_in_the_order_of_their_names(root: Path) -> None:
    (root / "Z.yml").write_text("- {unit: z, ask: [eerst]}\n", encoding="utf-8")
    (root / "b.yml").write_text("- {unit: b, ask: [laatst]}\n", encoding="utf-8")
    assert [pair.place for pair in read(root)] == ["Z.yml:1", "a.yml:1", "a.yml:1", "a.yml:3", "b.yml:1"]


@pytest.mark.parametrize(
    ("added", "line"),
    [
        ("- unit: nl-faq-boeken\n  ask: wat kosten boeken\n", 6),
        ("- unit: nl-faq-boeken\n", 6),
        ("- ask: [wat kosten boeken]\n", 6),
        ("\n# nog een\n- unit: x\n  ask: {een: twee}\n", 8),
    ],
    ids=["no list", "no questions", "no unit", "a mapping, after a remark"],
)
def test_pair_that_is_none_is_named_with_file_and_line(root: Path, added: str, line: int) -> None:
    (root / "a.yml").write_text(GOOD + added, encoding="utf-8")
    with pytest.raises(PairError, match=rf"^a\.yml:{line}: a pair needs 'unit' and a list 'ask'"):
        read(root)


def test_bare_text_is_no_record(root: Path) -> None:
    (root / "a.yml").write_text(GOOD + "- wat kosten boeken\n", encoding="utf-8")
    with pytest.raises(PairError, match=r"^a\.yml:6: a record is needed \('- unit"):
        read(root)


def test_talks_are_read_turn_by_turn(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("- {talk: x, turns: [{say: wat is havo, unit: u}, {say: en vwo, unit: v}]}\n")
    assert [[turn.unit for turn in turns] for turns in talks(tmp_path)] == [["u", "v"]]


@pytest.mark.parametrize("turns", ["", ", turns: havo", ", turns: [{say: wat is havo}]"])
def test_talk_without_turns_is_named_with_file_and_line(tmp_path: Path, turns: str) -> None:
    (tmp_path / "a.yml").write_text(f"# een\n- {{talk: x{turns}}}\n", encoding="utf-8")
    with pytest.raises(PairError, match=r"^a\.yml:2: a talk needs 'turns'"):
        talks(tmp_path)


def test_every_turn_of_our_talks_has_a_unit(library: Library) -> None:
    known = {unit.id for school in ("", *library.schools) for unit in units(library, school)}
    turns = [turn for one in (*talks(), *talks(TAUGHT)) for turn in one]
    made = {unit.id for turn in turns for unit in aspect_units(library, turn.unit.partition("#")[0])}
    assert unknown(turns, known | made) == []
    assert len(turns) > 1000


@pytest.mark.parametrize("text", ["unit: nl-havo\nask: [wat]\n", "tekst\n", "", "# niets\n"])
def test_file_that_is_no_list_is_named(root: Path, text: str) -> None:
    (root / "b.yml").write_text(text, encoding="utf-8")
    with pytest.raises(PairError, match=r"^b\.yml:1: this file must hold a list"):
        read(root)


def test_no_folder_holds_no_pairs(tmp_path: Path) -> None:
    assert read(tmp_path / "nergens") == ()


def test_number_as_a_question_is_text(root: Path) -> None:
    (root / "a.yml").write_text("- {unit: x, ask: [2027, nee]}\n", encoding="utf-8")
    assert [pair.text for pair in read(root)] == ["2027", "nee"]


def test_questions_of_a_unit_are_together(root: Path) -> None:
    assert by_unit(read(root)) == {
        "nl-faq-kosten": ("wat kost het", "hoeveel betaal ik"),
        "nl-havo#duration": ("hoe lang duurt havo",),
    }


def test_unknown_unit_is_reported_with_its_place(root: Path) -> None:
    assert unknown(read(root), {"nl-faq-kosten"}) == [
        "a.yml:3: no unit 'nl-havo#duration' (correct the id, or remove the pair)"
    ]
    assert unknown(read(root), {"nl-faq-kosten", "nl-havo#duration"}) == []


def test_all_pairs_name_a_unit_that_is_there(library: Library) -> None:
    assert unknown(read(), known_units(library)) == []


def test_pairs_are_said_once() -> None:
    counts = Counter((pair.unit, pair.text.casefold()) for pair in read())
    assert [one for one, count in counts.items() if count > 1] == []


def test_pairs_hold_no_empty_question() -> None:
    assert [pair.place for pair in read() if len(pair.text.strip()) < 2] == []
