"""Each fault an author can make is reported at its line, with a mend."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from content.loader import ContentError, collect, load
from tests.content.conftest import ContentFolder

PATH = "study_paths/nl/nl-mbo-robots-4.yml"
TODAY = date(2026, 11, 23)

FAULTS = yaml.safe_load(Path(__file__).with_name("faults.yml").read_text(encoding="utf-8"))


def test_valid_folder_loads(folder: ContentFolder) -> None:
    library = load(folder.root, TODAY)
    assert set(library.paths) == {"nl-mbo-robots-4"}
    assert library.schools["proef"].programme[0].id == "gsm"


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault["name"])
def test_fault_is_reported_at_its_line(folder: ContentFolder, fault: dict[str, Any]) -> None:
    folder.change(fault["file"], fault["old"], fault["new"])
    with pytest.raises(ContentError) as caught:
        load(folder.root, TODAY)
    found = [str(problem) for problem in caught.value.problems]
    place = f"content/{fault['file']}:{fault['line']}: "
    assert any(text.startswith(place) and fault["reason"] in text for text in found), found


def test_all_faults_are_reported_at_once(folder: ContentFolder) -> None:
    folder.change(PATH, "domain: techniek", "domain: kantoor")
    folder.change("domains/techniek.yml", "tags: [machines]", "tags: [dans]")
    _, problems = collect(folder.root, TODAY)
    assert [problem.file.name for problem in problems] == ["techniek.yml", "nl-mbo-robots-4.yml"]


def test_reference_to_an_entry_with_a_fault_is_not_a_second_problem(folder: ContentFolder) -> None:
    folder.change("domains/techniek.yml", "summary:", "sumary:")
    _, problems = collect(folder.root, TODAY)
    assert {problem.file.name for problem in problems} == {"techniek.yml"}


def test_same_id_in_two_kinds_is_refused(folder: ContentFolder) -> None:
    folder.write("professions/techniek.yml", (folder.root / "professions/robotmaker.yml").read_text())
    folder.change("professions/techniek.yml", "id: robotmaker", "id: techniek")
    _, problems = collect(folder.root, TODAY)
    assert [(problem.file.as_posix(), problem.line) for problem in problems] == [
        ("content/professions/techniek.yml", 1)
    ]
    assert "id 'techniek' already stands in content/domains/techniek.yml:1" in problems[0].reason


def test_same_id_twice_in_a_list_is_refused(folder: ContentFolder) -> None:
    entry = "- {id: leiden, name: Leiden, country: nl}\n"
    folder.write("places/nl.yml", entry + entry)
    _, problems = collect(folder.root, TODAY)
    assert [problem.line for problem in problems] == [2]


def test_second_default_article_is_refused(folder: ContentFolder) -> None:
    text = (folder.root / "articles/costs/nl-boeken.yml").read_text() + "default: true\n"
    folder.write("articles/costs/nl-boeken.yml", text)
    folder.write("articles/costs/nl-geld.yml", text.replace("id: nl-boeken", "id: nl-geld"))
    _, problems = collect(folder.root, TODAY)
    assert [(problem.file.name, problem.line) for problem in problems] == [("nl-geld.yml", 10)]


@pytest.mark.parametrize("name", ["domains/Techniek.yml", "domains/één.yml", "domains/a b.yml", "domains/een.yaml"])
def test_file_name_with_capital_accent_space_or_other_ending_is_refused(folder: ContentFolder, name: str) -> None:
    folder.write(name, "id: x\n")
    _, problems = collect(folder.root, TODAY)
    assert any(problem.file == Path("content") / name and "file name" in problem.reason for problem in problems)


def test_file_in_an_unknown_place_is_refused(folder: ContentFolder) -> None:
    folder.write("recepten/soep.yml", "id: soep\n")
    _, problems = collect(folder.root, TODAY)
    assert [problem.reason for problem in problems] == [
        "no kind of content lives in this place (see content/layout.py)"
    ]


def test_empty_file_is_refused(folder: ContentFolder) -> None:
    folder.write("domains/leeg.yml", "# niets\n")
    _, problems = collect(folder.root, TODAY)
    assert [str(problem) for problem in problems] == ["content/domains/leeg.yml:1: empty file (fill it or remove it)"]


def test_file_that_is_not_utf8_is_refused(folder: ContentFolder) -> None:
    (folder.root / "domains/latin.yml").write_bytes("name: één".encode("latin-1"))
    _, problems = collect(folder.root, TODAY)
    assert "not UTF-8" in problems[0].reason


def test_list_file_without_a_list_is_refused(folder: ContentFolder) -> None:
    folder.write("places/nl.yml", "id: leiden\n")
    _, problems = collect(folder.root, TODAY)
    assert [str(problem) for problem in problems] == [
        "content/places/nl.yml:1: this file must hold a list ('- id: ...') (see content/schema)"
    ]


def test_programme_without_a_school_is_refused(folder: ContentFolder) -> None:
    (folder.root / "schools/proef/school.yml").unlink()
    _, problems = collect(folder.root, TODAY)
    assert len(problems) == 2
    assert all("school 'proef' has no school.yml" in problem.reason for problem in problems)


def test_missing_folder_is_one_clear_problem(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="no such content folder"):
        load(tmp_path / "nergens")


def test_folders_do_not_share_anything(make_folder: Callable[[str], ContentFolder]) -> None:
    one, two = make_folder("one"), make_folder("two")
    (two.root / "professions/robotmaker.yml").unlink()
    two.change(PATH, "professions: [robotmaker]\n", "")
    assert "robotmaker" in load(one.root, TODAY).professions
    assert "robotmaker" not in load(two.root, TODAY).professions
