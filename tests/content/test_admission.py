"""What one needs for a study is told of that study: a diploma alone decides nothing."""

import pytest

from content.library import Library
from content.schema import PathType, StudyPath

OF_THE_LIST = "lijst van 2015"


def studies(library: Library) -> list[StudyPath]:
    return [path for path in library.paths.values() if path.type in (PathType.HBO, PathType.WO)]


def test_study_says_more_than_its_diploma(library: Library) -> None:
    bare = [path.id for path in studies(library) if len((path.admission or "").rstrip(".").split(". ")) < 2]
    assert bare == []


def test_list_is_named_with_its_source(library: Library) -> None:
    """The annexes change nearly every year, so the year of the list that was read is always said."""
    told = [path for path in library.paths.values() if OF_THE_LIST in (path.admission or "")]
    assert len(told) > 100
    assert [path.id for path in told if "nl-ratho" not in {citation.id for citation in path.sources}] == []


def test_study_with_the_list_says_whom_to_ask(library: Library) -> None:
    asking = [path.id for path in studies(library) if OF_THE_LIST in (path.admission or "") and not path.verify]
    assert asking == []


@pytest.mark.parametrize("kind", [PathType.HBO, PathType.WO])
def test_most_studies_do_not_share_their_text(library: Library, kind: PathType) -> None:
    texts = [path.admission for path in library.paths.values() if path.type == kind]
    assert max(texts.count(text) for text in texts) <= len(texts) / 3
    assert len(set(texts)) >= len(texts) / 3
