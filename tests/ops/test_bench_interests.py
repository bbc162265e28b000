"""The bars of `./wegwijs bench interests` hold, and a bar can be missed."""

from dataclasses import replace

import pytest
import yaml

from bot.actions.core.words import polarity
from content.library import Library
from content.schema import Letter
from guidance.answers import lexicon
from guidance.interests.directions import DirectionTable, table
from ops.bench.interests import letters, phrases, sameness, scorer, sets
from ops.bench.interests.finding import Finding


@pytest.fixture(scope="module")
def directions(library: Library) -> DirectionTable:
    return table(library)


def missed(found: list[Finding]) -> list[str]:
    return [f"{one.what}: {one.value:.3f} ({one.wanted})" for one in found if not one.passes]


def test_the_scorer_gives_published_and_hand_worked_values() -> None:
    assert missed(scorer.findings()) == []


def test_letters_agree_with_the_professions_a_direction_leads_to(library: Library) -> None:
    assert missed(letters.findings(library)) == []
    assert set(letters.explanations()) <= set(library.paths)


def test_sets_are_steady(directions: DirectionTable) -> None:
    found = sets.stability(directions)
    assert missed(found) == []
    chance = found[-1].value
    assert all(one.value > chance + 0.1 for one in found[:-1])


def test_sets_are_wide(directions: DirectionTable) -> None:
    assert missed(sets.breadth(directions, people=400)) == []


def test_items_go_with_their_own_scale(library: Library) -> None:
    low, own, other = (one.value for one in sets.items(library, people=300))
    assert low > 0.2
    assert own > other + 0.2


def test_an_item_on_the_wrong_scale_would_show(library: Library) -> None:
    wrong = library.items["r-kast"].model_copy(update={"letter": Letter.SOCIAL})
    other = library.items["s-buurt"].model_copy(update={"letter": Letter.REALISTIC})
    swapped = replace(library, items={**library.items, "r-kast": wrong, "s-buurt": other})
    answered = sets.items(library, people=300)[0].value
    assert answered > 0.3
    # rated as the real letters, scored as the swapped ones
    low = sets.items(swapped, people=300, rated=library)[0].value
    assert low < 0.3


def test_bars_are_read_both_ways() -> None:
    assert not Finding("", 0.69, 0.70).passes
    assert not Finding("", 1, 0, least=False).passes
    assert not Finding("", 0.96, 0.94, tolerance=0.01).passes
    assert Finding("", 0.5).passes


def test_phrases_nobody_knows_are_guessed_well_enough(library: Library) -> None:
    assert missed(phrases.findings(library)) == []


def test_labelled_phrases_are_not_in_the_lexicon(library: Library) -> None:
    known = lexicon.phrases(library)
    rows = yaml.safe_load(phrases.PHRASES.read_text(encoding="utf-8"))
    assert [row["text"] for row in rows if lexicon.mentions(row["text"], known, polarity())] == []
    assert {tag for row in rows for tag in row["tags"]} <= set(library.tags)


def test_who_someone_is_changes_no_set(directions: DirectionTable) -> None:
    assert missed(sameness.findings(directions)) == []
