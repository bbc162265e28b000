"""The engine recognises exactly the names content holds."""

import json
from pathlib import Path

from content.loader import load
from content.lookups import GAZETTEER, drift, export, gazetteer, refresh
from tests.content.conftest import ContentFolder


def test_committed_gazetteer_equals_content() -> None:
    assert drift() == []


def test_entry_has_names_old_names_and_misspellings(folder: ContentFolder) -> None:
    entries = {(entry["kind"], entry["id"]): entry for entry in gazetteer(load(folder.root))["entries"]}
    assert entries["path", "nl-mbo-robots-4"] == {
        "kind": "path",
        "id": "nl-mbo-robots-4",
        "name": "Robots (technicus)",
        "forms": ["Robots (technicus)", "Robots", "robotica", "Automaten"],
        "misspellings": ["roboten"],
        "country": "nl",
        "stage": None,
        "level": "nl-mbo-4",
        "within": ["nl-mbo-4"],
    }


def test_a_certificate_is_a_term_and_a_level_is_none() -> None:
    kinds = {entry["id"]: entry["kind"] for entry in gazetteer(load())["entries"]}
    assert {kinds["vl-b-attest"], kinds["nl-numerus-fixus"]} == {"term"}
    assert {kinds["nl-havo"], kinds["vl-hogeschool"], kinds["nl-bbl"]} == {"level"}


def test_words_are_those_of_sentences_not_of_names(folder: ContentFolder) -> None:
    words = gazetteer(load(folder.root))["words"]
    assert words == sorted(set(words))
    assert "roboten" not in words


def test_domain_is_a_path_and_a_subject_stays_a_subject(folder: ContentFolder) -> None:
    keys = [(entry["kind"], entry["id"]) for entry in gazetteer(load(folder.root))["entries"]]
    assert ("path", "techniek") in keys
    assert ("subject", "techniek") in keys
    assert keys == sorted(keys)


def test_export_is_deterministic_and_leaves_no_other_file(folder: ContentFolder, tmp_path: Path) -> None:
    target = tmp_path / "out" / "gazetteer.json"
    assert export(folder.root, target) == 6
    first = target.read_bytes()
    export(folder.root, target)
    assert target.read_bytes() == first
    assert [path.name for path in target.parent.iterdir()] == ["gazetteer.json"]
    assert drift(folder.root, target) == []


def test_drift_names_what_changed(folder: ContentFolder, tmp_path: Path) -> None:
    target = tmp_path / "gazetteer.json"
    assert drift(folder.root, target) == ["gazetteer.json is missing (run ./wegwijs content lookups)"]
    export(folder.root, target)
    folder.change("places/nl.yml", "name: Leiden", "name: Leyden")
    folder.write("places/vl.yml", "- {id: gent, name: Gent, country: vl}\n")
    assert drift(folder.root, target) == ["missing: place gent", "differs: place leiden"]
    target.write_text("[]")
    assert drift(folder.root, target) == ["gazetteer.json cannot be read (run ./wegwijs content lookups)"]


def test_gazetteer_has_one_entry_a_line() -> None:
    lines = GAZETTEER.read_text(encoding="utf-8").splitlines()
    assert len(lines) - 3 == len(json.loads("\n".join(lines))["entries"])


def test_refresh_writes_only_when_content_changed(folder: ContentFolder, tmp_path: Path) -> None:
    target = tmp_path / "gazetteer.json"
    assert refresh(load(folder.root), target)
    assert not refresh(load(folder.root), target)
    folder.change("places/nl.yml", "name: Leiden", "name: Leyden")
    assert refresh(load(folder.root), target)
