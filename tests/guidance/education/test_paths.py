"""Cards and lists of study paths."""

import pytest

from content.library import Library
from content.schema import Country, Finality
from guidance.education import paths, professions
from guidance.education.browse import Filter, select


def test_every_path_has_a_card(library: Library) -> None:
    for path_id in library.paths:
        card = paths.card(library, path_id)
        assert all(library.get(after) for after in card.after), path_id


@pytest.mark.parametrize("country", [Country.NL, Country.VL])
def test_a_field_lists_only_its_own_paths_of_the_country(library: Library, country: Country) -> None:
    found = select(library, Filter(country, domain="zorg"))
    assert len(found) >= 5
    assert {(path.domain, path.country) for path in found} == {("zorg", country)}


def test_a_finality_lists_paths_of_every_stage(library: Library) -> None:
    found = select(library, Filter(levels=("vl-dubbele-finaliteit",)))
    assert {path.stage for path in found} >= {"vl-graad-2", "vl-graad-3"}
    assert {path.finality for path in found} == {Finality.DUBBEL}


def test_a_spread_list_starts_with_different_levels(library: Library) -> None:
    found = select(library, Filter(Country.VL, domain="techniek"))
    first = paths.spread(found, 3)
    assert len({(path.level, path.finality) for path in first}) == 3
    assert len(paths.spread(found, len(found))) == len(found)


def test_a_profession_leads_back_to_paths_of_the_country(library: Library) -> None:
    for job_id in library.professions:
        for country in (Country.NL, Country.VL):
            card = professions.card(library, job_id, country)
            assert all(path.country == country for path in card.paths)
            assert len(card.paths) <= 6


def test_jobs_after_a_path_are_those_either_side_names(library: Library) -> None:
    for job in library.professions.values():
        for path_id in job.paths:
            assert job in paths.jobs_after(library, path_id)
    for path in library.paths.values():
        assert set(path.professions) <= {job.id for job in paths.jobs_after(library, path.id)}
