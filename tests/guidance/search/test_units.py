"""Every entry gives its units, each with an id of its own."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from content.library import Library
from content.schema import Country
from guidance.search.units import BOTH_ENTRIES, Unit, asked, aspect_units, pair_units, unit_id, units, wording

SCHOOLS = ("", "voorbeeld-nl", "voorbeeld-vl")


@pytest.fixture(scope="module")
def found(library: Library) -> dict[str, Unit]:
    return {unit.id: unit for unit in units(library)}


@pytest.mark.parametrize("school", SCHOOLS)
def test_ids_are_unique_with_every_school(library: Library, school: str) -> None:
    counts = Counter(unit.id for unit in units(library, school))
    assert [one for one, count in counts.items() if count > 1] == []


def test_every_entry_is_a_unit(library: Library, found: dict[str, Unit]) -> None:
    whole = {*library.faq, *library.articles, *library.key_dates}
    cut = {unit_id(one, aspect) for one in library.structure for aspect in ("what", "next")}
    cut |= {unit_id(one, aspect) for one in library.professions for aspect in ("what", "become")}
    cut |= {unit_id(one, "what") for one in library.paths}
    assert set(found) == whole | cut


def test_every_entry_gives_its_aspects(library: Library) -> None:
    entries = (*library.paths, *library.structure, *library.professions)
    for one in entries:
        made = list(aspect_units(library, one))
        assert {"what"} < {unit.aspect for unit in made}, one
        assert all((unit.entry, unit.about, unit.id) == (one, (one,), unit_id(one, unit.aspect)) for unit in made)
        assert len({unit.id for unit in made}) == len(made), one


def test_what_an_entry_does_not_hold_is_no_aspect(library: Library) -> None:
    for path in library.paths.values():
        aspects = {unit.aspect for unit in aspect_units(library, path.id)}
        assert ("duration" in aspects) == bool(path.duration), path.id
        assert ("admission" in aspects) == bool(path.admission), path.id


def test_an_aspect_of_both_ways_is_the_same_unit(library: Library, found: dict[str, Unit]) -> None:
    """A unit found by its words and the same one found by its name must not answer apart."""
    for one in (*library.paths, *library.structure, *library.professions):
        for unit in aspect_units(library, one):
            if twin := found.get(unit.id):
                assert (unit.kind, unit.aspect, unit.about, unit.country) == (
                    twin.kind,
                    twin.aspect,
                    twin.about,
                    twin.country,
                )


def test_nothing_has_no_aspects(library: Library) -> None:
    assert list(aspect_units(library, "bestaat-niet")) == []
    assert list(aspect_units(library, next(iter(library.faq)))) == []


@pytest.mark.parametrize("school", SCHOOLS[1:])
def test_own_school_is_included(library: Library, school: str) -> None:
    own = library.schools[school]
    added = {unit.id: unit for unit in units(library, school)}
    for entry in own.programme:
        assert added[entry.id].kind == "programme"
        assert added[entry.id].country == own.school.country.value
    for day in own.dates:
        assert added[day.id].kind == "school_date"


def test_another_school_is_not_included(library: Library) -> None:
    other = library.schools["voorbeeld-vl"]
    ids = {unit.id for unit in units(library, "voorbeeld-nl") if unit.kind in ("programme", "school_date")}
    own = library.schools["voorbeeld-nl"]
    assert ids == {one.id for one in (*own.programme, *own.dates)}
    assert other.programme
    assert units(library, "bestaat-niet") == units(library)


def test_order_is_fixed(library: Library) -> None:
    assert [unit.id for unit in units(library)] == [unit.id for unit in units(library)]


def test_question_and_answer_hold_what_the_entry_holds(library: Library, found: dict[str, Unit]) -> None:
    for entry in library.faq.values():
        unit = found[entry.id]
        assert unit.questions == (entry.name, *entry.questions)
        assert unit.about == entry.about
        assert unit.country == ("" if entry.country == Country.BOTH else entry.country.value)
        assert "[" not in unit.text, entry.id
        assert "|" not in unit.text, entry.id


def test_units_found_by_words_have_questions(found: dict[str, Unit]) -> None:
    assert [unit.id for unit in found.values() if not unit.questions] == []


def test_names_of_an_entry_are_asked_about(found: dict[str, Unit]) -> None:
    said = found[unit_id("nl-havo", "what")].questions
    assert "havo" in said
    assert "wat is havo" in said


def test_two_entries_have_a_difference_and_a_way(library: Library) -> None:
    made = list(pair_units(library, ["nl-havo", "nl-vwo"]))
    assert [unit.id for unit in made] == [unit_id(BOTH_ENTRIES, "difference"), unit_id(BOTH_ENTRIES, "route")]
    assert all(unit.about == ("nl-havo", "nl-vwo") and unit.country == "nl" for unit in made)


def test_two_entries_of_two_countries_are_of_neither(library: Library) -> None:
    assert {unit.country for unit in pair_units(library, ["nl-havo", "vl-hogeschool"])} == {""}


@pytest.mark.parametrize("ids", [[], ["nl-havo"], ["nl-havo", "nl-havo"], ["nl-havo", "bestaat-niet"]])
def test_less_than_two_entries_are_no_pair(library: Library, ids: list[str]) -> None:
    assert list(pair_units(library, ids)) == []


def test_every_aspect_of_an_entry_can_be_asked(library: Library) -> None:
    """Without a way to ask it an aspect could never be found."""
    kinds = {(unit.kind, unit.aspect) for one in library.paths for unit in aspect_units(library, one)}
    kinds |= {(unit.kind, unit.aspect) for one in library.structure for unit in aspect_units(library, one)}
    kinds |= {(unit.kind, unit.aspect) for one in library.professions for unit in aspect_units(library, one)}
    assert sorted(f"{kind} {aspect}" for kind, aspect in kinds if not asked(kind, aspect)) == []
    assert asked("pair", "difference")
    assert asked("pair", "route")


def test_wording_names_no_aspect_nobody_has(library: Library) -> None:
    given: dict[str, set[str]] = {"level": set(), "path": set(), "profession": set()}
    for one in (*library.paths, *library.structure, *library.professions):
        for unit in aspect_units(library, one):
            given[unit.kind].add(unit.aspect)
    assert {kind: set(wording()[kind]) for kind in given} == given


def test_wording_says_each_thing_once() -> None:
    read = yaml.safe_load(Path("guidance/search/wording.yml").read_text(encoding="utf-8"))
    for kind in ("level", "path", "profession"):
        for aspect, said in read[kind].items():
            assert len(set(said["asked"])) == len(said["asked"]), (kind, aspect)
