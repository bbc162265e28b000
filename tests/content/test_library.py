"""What other rooms ask of the library."""

from datetime import date

import pytest

from content.library import CitedSource, Library
from content.loader import load
from tests.content.conftest import ContentFolder


@pytest.fixture
def library(folder: ContentFolder) -> Library:
    return load(folder.root)


def test_get_finds_every_kind(library: Library) -> None:
    kinds = {id: library.kind_of(id) for id in ("nl-mbo-robots-4", "nl-mbo-4", "robotmaker", "leiden", "nl-boeken")}
    assert list(kinds.values()) == ["path", "level", "profession", "place", "article"]
    assert all(library.get(id).id == id for id in kinds)


def test_unknown_id_is_none_everywhere(library: Library) -> None:
    assert library.get("x") is None
    assert library.kind_of("x") is None
    assert library.country_of("x") is None
    assert library.progressions_from("x") == ()


def test_domain_goes_before_the_subject_of_the_same_id(library: Library) -> None:
    assert library.kind_of("techniek") == "domain"
    assert library.subjects["techniek"].countries == ("nl",)


def test_country_is_none_for_what_belongs_to_no_country(library: Library) -> None:
    assert library.country_of("nl-mbo-4") == "nl"
    assert library.country_of("robotmaker") is None


def test_progressions_are_found_by_their_start(library: Library) -> None:
    assert [entry.id for entry in library.progressions_from("nl-mbo-robots-4")] == ["nl-na-robots"]


def test_citations_carry_title_link_and_check_date(library: Library) -> None:
    assert library.citations(library.structure["nl-mbo-4"]) == (
        CitedSource("Een bron", "https://example.org/bron", date(2026, 1, 2)),
    )


def test_programme_entry_cites_the_paper_of_the_school(library: Library) -> None:
    entry = library.schools["proef"].programme[0]
    assert library.citations(entry) == (CitedSource("Schoolgids", None, date(2026, 1, 2)),)
    assert library.citations(library.schools["proef"].dates[0]) == (CitedSource("Schoolgids", None, date(2026, 1, 1)),)


def test_comparison_rows_keep_their_order() -> None:
    assert next(iter(load().rows)) == "duur"
