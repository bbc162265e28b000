"""What `./wegwijs content check` prints and `content stats` counts."""

import pytest

import content.schema as schema
from content.check import check, stats
from content.documents import read
from content.layout import GLOSSARY
from content.library import Library
from content.loader import CONTENT_ROOT
from content.schema import PathType
from tests.content.conftest import ContentFolder


def test_check_of_valid_content_ends_with_zero(folder: ContentFolder, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(folder.root) == 0
    assert capsys.readouterr().out == "13 entries checked, 0 problems\n"


def test_check_prints_file_line_and_mend(folder: ContentFolder, capsys: pytest.CaptureFixture[str]) -> None:
    folder.change("domains/techniek.yml", "tags: [machines]", "tags: [machine]")
    assert check(folder.root) == 1
    assert capsys.readouterr().out.splitlines() == [
        "content/domains/techniek.yml:4: no tag has the id 'machine' (did you mean 'machines'?)",
        "13 entries checked, 1 problem",
    ]


def test_stats_count_what_is_there(folder: ContentFolder) -> None:
    counted = stats(folder.root)
    assert counted["paths"] == {"nl": {"mbo": 1}, "vl": {}}
    assert counted["schools"] == {"proef": {"programme": 1, "dates": 1}}
    assert counted["oldest_check"] == "2026-01-01"
    assert counted["verify"] == 1
    assert (counted["professions"], counted["sources"], counted["problems"]) == (1, 1, 0)


def test_stats_of_an_empty_folder_are_zero(folder: ContentFolder) -> None:
    counted = stats(folder.root / "nergens")
    assert counted["oldest_check"] is None
    assert counted["professions"] == 0


def test_stats_count_what_is_left_out_and_what_people_must_ask_about() -> None:
    counted = stats(CONTENT_ROOT)
    assert counted["left_out"]["groups"]["nl"] >= 1
    assert counted["left_out"]["groups"]["vl"] >= 1
    assert counted["left_out"]["facts"] >= 141
    assert set(counted["left_out"]["why"]) >= {"nl-vooropleidingseisen", "vl-leertijd-dbso"}
    assert sum(counted["verify_by_kind"].values()) == counted["verify"]


def test_what_is_only_taught_duaal_says_whom_to_ask(library: Library) -> None:
    uncertain = [path for path in library.paths.values() if path.type in (PathType.DUAL, PathType.START_UP)]
    assert len(uncertain) == 48 + 9
    assert all(path.verify and path.work_based for path in uncertain)


def test_glossary_agrees_with_the_schema() -> None:
    document, problems = read(CONTENT_ROOT, CONTENT_ROOT / GLOSSARY)
    assert problems == []
    terms = [entry["term"] for entry in document.data]
    assert len(terms) == len(set(terms))
    for entry in document.data:
        if "schema" in entry:
            assert entry["schema"] in schema.__all__, entry
        if "values" in entry:
            assert entry["values"] == [member.value for member in getattr(schema, entry["schema"])]
