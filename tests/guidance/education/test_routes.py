"""The ways people ask most for are sensible, in both countries: cases in routes.yml, each with its reason."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from content.library import Library
from guidance.education.progression import after, routes

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "routes.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['from']} to {case['to']}")
def test_the_way_is_sensible(library: Library, case: dict[str, Any]) -> None:
    found = routes(library, case["from"], case["to"])
    if case.get("none"):
        assert not found, case["why"]
        return
    assert found, case["why"]
    best = found[0]
    passed = [leg.step.to for leg in best.legs]
    assert best.reaches == case.get("ends", best.reaches), case["why"]
    assert set(case.get("via", ())) <= set(passed), case["why"]
    assert len(passed) == case.get("steps", len(passed)), case["why"]
    assert best.years == case.get("years", best.years), case["why"]
    everywhere = {place for route in found for leg in route.legs for place in (leg.start, leg.step.to)}
    assert not set(case.get("without", ())) & everywhere, case["why"]


def test_there_are_thirty_pairs_over_both_countries() -> None:
    assert len(CASES) >= 30
    assert {case["from"][:2] for case in CASES} == {"nl", "vl"}


def test_a_young_direction_goes_on_at_school_before_it_leaves_it(library: Library) -> None:
    found = after(library, "vl-2-elektriciteit")
    assert found is not None
    assert found.start == "vl-graad-2"


def test_a_word_for_a_place_of_study_goes_on_as_its_levels_do(library: Library) -> None:
    found = after(library, "vl-universiteit")
    assert found is not None
    assert found.start == "vl-academische-bachelor"
