"""What is possible after something, and the way from here to there."""

from itertools import pairwise

import pytest

from content.library import Library
from guidance.education import progression


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("nl-vmbo-tl", {"nl-mbo-4", "nl-havo"}),
        ("nl-havo", {"nl-hbo", "nl-vwo"}),
        ("nl-mbo-4", {"nl-hbo"}),
        ("vl-arbeidsmarktfinaliteit", {"vl-graduaat"}),
    ],
)
def test_after_a_level(library: Library, start: str, expected: set[str]) -> None:
    options = progression.after(library, start)
    assert options is not None
    assert expected <= {leg.step.to for leg in options.legs}
    assert options.exact


def test_a_path_without_steps_of_its_own_has_those_of_its_level(library: Library) -> None:
    starts = {one.start for one in library.progressions.values()}
    path = next(
        path
        for path in library.paths.values()
        if path.level in starts and path.id not in starts and path.country == "nl"
    )
    options = progression.after(library, path.id)
    assert options is not None
    assert not options.exact
    assert options.start == path.level


@pytest.mark.parametrize(
    ("start", "goal", "first", "last"),
    [
        ("nl-vmbo-tl", "nl-hbo", {"nl-havo", "nl-mbo-4"}, "nl-hbo"),
        ("nl-vmbo-tl", "nl-wo", {"nl-havo"}, "nl-wo"),
        ("nl-mbo-2", "nl-hbo", {"nl-mbo-3", "nl-mbo-4"}, "nl-hbo"),
        ("vl-arbeidsmarktfinaliteit", "vl-professionele-bachelor", {"vl-graduaat"}, "vl-professionele-bachelor"),
    ],
)
def test_a_route_is_connected_and_reaches_its_goal(
    library: Library, start: str, goal: str, first: set[str], last: str
) -> None:
    routes = progression.routes(library, start, goal)
    assert routes
    assert routes[0].legs[0].step.to in first
    for route in routes:
        assert route.reaches == route.legs[-1].step.to == last
        assert all(two.start in progression.around(library, one.step.to) for one, two in pairwise(route.legs))


def test_an_alternative_begins_with_another_step(library: Library) -> None:
    one, two = progression.routes(library, "nl-vmbo-tl", "nl-hbo")
    assert one.legs[0].step.to != two.legs[0].step.to


def test_a_route_to_a_direction_ends_at_the_level_it_belongs_to(library: Library) -> None:
    goal = next(path for path in library.paths.values() if path.level == "nl-hbo")
    route = progression.routes(library, "nl-havo", goal.id)[0]
    assert route.reaches in (goal.id, "nl-hbo")


def test_no_way_back_in_time_is_invented(library: Library) -> None:
    assert progression.routes(library, "nl-wo-master", "nl-groep-8") == ()


def test_years_are_only_given_when_every_step_gives_them(library: Library) -> None:
    for start in ("nl-vmbo-tl", "nl-havo", "nl-mbo-2"):
        for route in progression.routes(library, start, "nl-hbo"):
            unknown = any(leg.step.years is None for leg in route.legs)
            assert (route.years is None) == unknown
