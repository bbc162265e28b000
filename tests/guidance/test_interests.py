"""A wide set with reasons, never a ranking of the person."""

from itertools import combinations

import pytest

from content.library import Library
from content.schema import Country
from guidance.interests import FIELDS, MOST, Exploration, Wanted, explore, touches
from guidance.lexicon import Mention


def like(entry_id: str, liked: bool = True) -> Mention:
    return Mention(entry_id, entry_id, liked)


def levels(found: Exploration) -> set[tuple[str, str | None]]:
    return {(one.path.level, one.path.finality) for field in found.fields for one in field.suggestions}


@pytest.mark.parametrize("country", [Country.NL, Country.VL])
def test_every_pair_of_interests_gives_a_wide_set(library: Library, country: Country) -> None:
    for one, two in combinations(sorted(library.tags), 2):
        found = explore(library, (like(one), like(two)), Wanted(country))
        assert len(found.fields) >= FIELDS, (one, two)
        assert 6 <= found.size <= MOST, (one, two, found.size)
        assert len(levels(found)) >= 2, (one, two)


def test_hard_noes_are_respected(library: Library) -> None:
    said = (like("dieren"), like("wiskunde", liked=False), like("rekenen-wiskunde", liked=False))
    found = explore(library, said, Wanted(Country.VL))
    assert found.size
    for field in found.fields:
        for one in field.suggestions:
            assert not {"wiskunde", "rekenen-wiskunde"} & touches(library, one.path)


def test_reasons_are_the_persons_own_likes(library: Library) -> None:
    found = explore(library, (like("dieren"), like("koken-eten")), Wanted(Country.NL))
    reasons = {reason for field in found.fields for reason in field.reasons}
    assert reasons == set(found.likes)


def test_fields_stand_in_order_of_name_not_of_score(library: Library) -> None:
    found = explore(library, (like("computers"), like("muziek")), Wanted(Country.NL))
    names = [field.domain.name for field in found.fields]
    assert names == sorted(names)


def test_filters_of_the_person_hold(library: Library) -> None:
    found = explore(library, (like("computers"),), Wanted(Country.NL, level="nl-hbo"))
    assert {one.path.level for field in found.fields for one in field.suggestions} == {"nl-hbo"}


def test_nothing_liked_gives_nothing(library: Library) -> None:
    assert explore(library, (like("dieren", liked=False),), Wanted()).fields == ()


def test_fields_waved_away_do_not_return(library: Library) -> None:
    first = explore(library, (like("dieren"),), Wanted(Country.NL))
    shown = [field.domain.id for field in first.fields]
    again = explore(library, (like("dieren"),), Wanted(Country.NL), without=shown)
    assert not {field.domain.id for field in again.fields} & set(shown)
