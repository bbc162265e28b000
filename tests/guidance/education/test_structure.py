"""Building blocks are explained with what is around them."""

import pytest

from content.library import Library
from content.schema import Country
from guidance.education import structure


def test_a_block_knows_its_parts_and_what_follows(library: Library) -> None:
    vmbo = structure.explain(library, "nl-vmbo")
    assert {"nl-vmbo-bb", "nl-vmbo-kb", "nl-vmbo-gl", "nl-vmbo-tl"} <= {part.id for part in vmbo.parts}
    assert structure.explain(library, "nl-vmbo-tl").parent == vmbo.entry


def test_parts_run_from_young_to_old(library: Library) -> None:
    orders = [part.order for part in structure.parts_of(library, "nl-vmbo")]
    assert orders == sorted(orders)


@pytest.mark.parametrize("country", [Country.NL, Country.VL])
def test_the_overview_shows_large_blocks_of_one_country(library: Library, country: Country) -> None:
    blocks = structure.overview(library, country)
    assert len(blocks) >= 3
    assert {block.country for block in blocks} == {country}
    assert all(block.part_of is None for block in blocks)


@pytest.mark.parametrize(
    ("entry_id", "words", "name"),
    [("vl-arbeidsmarktfinaliteit", "wat is bso", "bso"), ("vl-arbeidsmarktfinaliteit", "wat is arbeidsmarkt", None)],
)
def test_an_abolished_name_is_told_apart(library: Library, entry_id: str, words: str, name: str | None) -> None:
    assert structure.replaced(library.structure[entry_id], words) == name


def test_an_unknown_block_is_an_error(library: Library) -> None:
    with pytest.raises(KeyError):
        structure.explain(library, "nl-bestaat-niet")


@pytest.mark.parametrize(
    ("words", "name"),
    [("wat is handel nu?", "Handel"), ("Handel-talen", "Handel-talen"), ("handelswetenschappen", None), ("", None)],
)
def test_an_abolished_direction_is_told_apart(library: Library, words: str, name: str | None) -> None:
    assert structure.replaced(library.paths["vl-2-bedrijf-en-organisatie"], words) == name
