"""Content kept from an earlier start is the same content, and is never used for other files."""

from pathlib import Path

import pytest

from content import cache
from content.library import Library
from content.loader import load
from tests.content.conftest import ContentFolder

PATH = "study_paths/nl/nl-mbo-robots-4.yml"


@pytest.fixture
def library(folder: ContentFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    monkeypatch.setattr(cache, "FOLDER", tmp_path / "kept")
    found = load(folder.root)
    cache.keep(folder.root, found)
    return found


def test_what_is_recalled_equals_what_was_kept(folder: ContentFolder, library: Library) -> None:
    assert cache.recall(folder.root) == library


def test_nothing_can_be_changed_in_what_is_recalled(folder: ContentFolder, library: Library) -> None:
    kept = cache.recall(folder.root)
    assert kept is not None
    with pytest.raises(TypeError):
        kept.paths["x"] = next(iter(library.paths.values()))  # type: ignore[index]


def test_a_changed_a_new_and_a_missing_file_are_noticed(folder: ContentFolder, library: Library) -> None:
    file = folder.root / PATH
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Robots maken.", "Robots bouwen."), encoding="utf-8")
    assert cache.recall(folder.root) is None
    file.unlink()
    assert cache.recall(folder.root) is None


def test_a_broken_file_is_as_good_as_none(folder: ContentFolder, library: Library) -> None:
    kept = next(cache.FOLDER.glob("content-*.json"))
    kept.write_bytes(kept.read_bytes()[:100])
    assert cache.recall(folder.root) is None


def test_only_the_newest_is_kept(folder: ContentFolder, library: Library) -> None:
    (folder.root / PATH).touch()
    cache.keep(folder.root, library)
    assert len(list(cache.FOLDER.glob("*"))) == 1


def test_a_folder_that_cannot_be_made_is_no_fault(
    folder: ContentFolder, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "FOLDER", folder.root / PATH / "below-a-file")
    cache.keep(folder.root, library)
    assert cache.recall(folder.root) is None
