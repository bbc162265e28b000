"""Side by side on the same rows, without a verdict."""

import pytest

from content.library import Library
from guidance.education.compare import MOST, compare, neighbours


def test_two_levels_share_their_rows_in_the_order_asked(library: Library) -> None:
    found = compare(library, ("nl-vwo", "nl-havo"))
    assert [entry.id for entry in found.entries] == ["nl-vwo", "nl-havo"]
    assert {"duur", "diploma", "daarna"} <= {row.key for row in found.rows}
    assert all(len(row.values) == 2 for row in found.rows)


def test_two_directions_show_what_one_learns(library: Library) -> None:
    ids = [path.id for path in library.paths.values() if path.stage == "vl-graad-2"][:2]
    rows = {row.key: row.values for row in compare(library, ids).rows}
    assert rows["leren"] == tuple(library.paths[one].learns for one in ids)


def test_entries_of_different_kinds_only_share_rows_both_fill(library: Library) -> None:
    path = next(iter(library.paths))
    for row in compare(library, (path, "nl-havo")).rows:
        assert all(row.values), row.key


def test_no_more_than_fits_a_screen(library: Library) -> None:
    assert len(compare(library, ("nl-havo", "nl-vwo", "nl-mbo", "nl-hbo")).entries) == MOST


def test_an_unknown_entry_is_an_error(library: Library) -> None:
    with pytest.raises(KeyError):
        compare(library, ("nl-havo", "nl-bestaat-niet"))


@pytest.mark.parametrize("entry_id", ["nl-havo", "nl-bol", "vl-dubbele-finaliteit", "vl-b-attest"])
def test_neighbours_are_of_the_same_kind_and_country(library: Library, entry_id: str) -> None:
    entry = library.structure[entry_id]
    beside = neighbours(library, entry_id)
    assert beside
    assert entry not in beside
    assert {(library.structure[one.id].kind, library.country_of(one.id)) for one in beside} == {
        (entry.kind, entry.country)
    }
