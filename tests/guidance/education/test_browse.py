"""From all directions to a few: every choice says how many are left, and keeps that promise."""

import pytest

from content.library import Library
from content.schema import Country, StudyDomain
from guidance.education.browse import Filter, facets, narrowest, select, with_choice


@pytest.mark.parametrize("country", [Country.NL, Country.VL])
def test_every_choice_leaves_as_many_as_it_says_down_to_the_last(library: Library, country: Country) -> None:
    waiting = [Filter(country)]
    while waiting:
        wanted = waiting.pop()
        found = select(library, wanted)
        for facet in facets(library, found, wanted):
            chosen = with_choice(wanted, facet)
            left = select(library, chosen)
            assert len(left) == facet.count, chosen
            assert len(left) < len(found), chosen
            if len(left) > 30:
                waiting.append(chosen)


@pytest.mark.parametrize("country", [Country.NL, Country.VL])
def test_the_first_choice_covers_every_direction(library: Library, country: Country) -> None:
    found = select(library, Filter(country))
    assert sum(facet.count for facet in facets(library, found, Filter(country))) == len(found)


def test_the_official_matrix_is_complete_by_stage_and_finality(library: Library) -> None:
    """The official counts are 81 and 139 parts, where a direction in two domains counts twice."""
    for stage, per_finality in (("vl-graad-2", (24, 33, 24)), ("vl-graad-3", (35, 53, 51))):
        for finality, official in zip(("doorstroom", "dubbele", "arbeidsmarkt"), per_finality, strict=True):
            level = f"vl-{finality}finaliteit".replace("dubbelefin", "dubbele-fin")
            found = [path for path in select(library, Filter(levels=(stage, level))) if path.type == "studierichting"]
            assert sum(len(path.study_domains) for path in found) == official, (stage, finality)


def test_a_study_domain_holds_only_its_own(library: Library) -> None:
    found = select(library, Filter(Country.VL, study_domain=StudyDomain.STEM))
    assert found
    assert all(StudyDomain.STEM in path.study_domains for path in found)


def test_levels_that_exclude_each_other_are_either(library: Library) -> None:
    found = select(library, Filter(levels=("nl-mbo-2", "nl-mbo-3")))
    assert {path.level for path in found} == {"nl-mbo-2", "nl-mbo-3"}


def test_a_level_and_a_field_both_hold(library: Library) -> None:
    found = select(library, Filter(levels=("nl-mbo-2",), domain="zorg"))
    assert {(path.level, path.domain) for path in found} == {("nl-mbo-2", "zorg")}


def test_a_larger_block_holds_what_lies_inside(library: Library) -> None:
    assert {path.level for path in select(library, Filter(levels=("nl-mbo",)))} >= {"nl-mbo-2", "nl-mbo-4"}
    assert narrowest(library, ("nl-mbo", "nl-mbo-3")) == ("nl-mbo-3",)
