"""Names of content are found as people write them, the longest first, and doubt is told instead of guessed away."""

from typing import Any

import pytest

from bot.nlu.names.gazetteer import GazetteerError, _entry, read
from bot.nlu.names.linking import MAX_LINKS, Link, Linker

ENTRIES = [
    {"kind": "level", "id": "nl-havo", "name": "Havo", "forms": ["havo"]},
    {"kind": "level", "id": "nl-hbo", "name": "Hbo", "forms": ["hbo"]},
    {"kind": "level", "id": "nl-associate-degree", "name": "Associate degree", "forms": ["do"]},
    {"kind": "path", "id": "nl-hbo-verpleegkunde", "name": "Verpleegkunde", "forms": ["hbo-v"], "country": "nl"},
    {"kind": "path", "id": "nl-mbo-verpleegkunde-4", "name": "Verpleegkunde", "country": "nl", "level": "nl-mbo-4"},
    {"kind": "path", "id": "vl-3-houttechnieken", "name": "Houttechnieken", "country": "vl", "stage": "vl-graad-3"},
    {"kind": "path", "id": "vl-2-houttechnieken", "name": "Houttechnieken", "country": "vl", "stage": "vl-graad-2"},
    {"kind": "path", "id": "nl-mbo-kapper-2", "name": "Kapper", "forms": ["kapper"], "country": "nl"},
    {"kind": "profession", "id": "kapper", "name": "kapper"},
    {"kind": "place", "id": "luik", "name": "Liège", "forms": ["luik"]},
]


@pytest.fixture(scope="module")
def linker() -> Linker:
    return Linker([_entry(raw) for raw in ENTRIES])


def only(links: list[Link]) -> Link:
    assert len(links) == 1
    return links[0]


def test_the_longest_name_wins(linker: Linker) -> None:
    assert only(linker.link("wat is HBO-V eigenlijk")).id == "nl-hbo-verpleegkunde"


def test_places_are_those_of_the_message(linker: Linker) -> None:
    text = "ik doe (de) Hávo nu"
    link = only(linker.link(text))
    assert (link.id, text[link.start : link.end], link.text) == ("nl-havo", "Hávo", "Hávo")


def test_case_and_accents_do_not_matter(linker: Linker) -> None:
    assert only(linker.link("wonen in LIEGE")).id == "luik"


def test_an_ambiguous_name_keeps_its_candidates(linker: Linker) -> None:
    assert set(only(linker.link("verpleegkunde")).candidates) == {"nl-hbo-verpleegkunde", "nl-mbo-verpleegkunde-4"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("verpleegkunde niv 4", "nl-mbo-verpleegkunde-4"),
        ("houttechnieken in de 3de graad", "vl-3-houttechnieken"),
        ("houttechnieken in het vierde jaar", "vl-2-houttechnieken"),
        ("5 tso houttechnieken", "vl-3-houttechnieken"),
    ],
)
def test_numbers_near_a_name_settle_it(linker: Linker, text: str, expected: str) -> None:
    assert expected in [link.id for link in linker.link(text)]
    assert all(len(link.candidates) == 1 for link in linker.link(text) if link.kind == "path")


@pytest.mark.parametrize("spelling", ["verpleegkunnde", "verpleegkundde", "houtechnieken"])
def test_misspellings_of_long_names_are_mended(linker: Linker, spelling: str) -> None:
    assert only(linker.link(spelling)).kind == "path"


@pytest.mark.parametrize("word", ["have", "kappen", "luiken", "houden", "kaper"])
def test_existing_and_short_words_are_not_misspellings(linker: Linker, word: str) -> None:
    assert linker.link(word) == []


def test_work_or_study(linker: Linker) -> None:
    assert only(linker.link("ik wil kapper worden")).kind == "profession"
    assert only(linker.link("de opleiding kapper")).kind == "path"


def test_a_two_letter_word_is_only_a_name_in_capitals(linker: Linker) -> None:
    assert linker.link("how do you do") == []
    assert only(linker.link("een DO volgen")).id == "nl-associate-degree"


@pytest.mark.parametrize("text", ["", "   ", "?!", "\u200b", "x" * 10_000])
def test_odd_texts_link_nothing(linker: Linker, text: str) -> None:
    assert linker.link(text) == []


def test_an_empty_gazetteer_links_nothing() -> None:
    assert Linker([]).link("havo") == []


def test_a_wrong_entry_is_named(tmp_path: Any) -> None:
    file = tmp_path / "gazetteer.json"
    file.write_text('{"entries": [{"kind": "planet", "id": "mars"}]}', encoding="utf-8")
    with pytest.raises(GazetteerError, match="mars"):
        read(file)


def test_a_message_of_nothing_but_names_has_a_limit(linker: Linker) -> None:
    assert len(linker.link("havo " * 2000)) == MAX_LINKS
