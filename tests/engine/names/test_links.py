"""Our own lists of how people write levels, paths, subjects and work, against the real gazetteer."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.nlu.names.gazetteer import Entry, entries
from bot.nlu.names.linking import linker
from bot.nlu.names.pieces import form_of
from tests.engine.names.slips import with_slips

HERE = Path(__file__).parent
MIN_CASES = 250
MIN_SLIPS_UNDERSTOOD = 0.85


def cases(name: str) -> Any:
    return yaml.safe_load(HERE.joinpath(name).read_text(encoding="utf-8"))


def found(text: str) -> set[str]:
    return {one for link in linker().link(text) for one in (*link.candidates, link.id)}


LINKS: dict[str, list[str]] = cases("links.yml")
SEVERAL: dict[str, dict[str, list[str]]] = cases("several.yml")
DOUBTS: dict[str, list[str]] = cases("doubts.yml")


@pytest.mark.parametrize("text", LINKS)
def test_what_people_write_leads_to_content(text: str) -> None:
    assert found(text) & set(LINKS[text]), f"{text!r} links to {found(text)}"


@pytest.mark.parametrize("text", SEVERAL)
def test_each_of_several_names_is_found_with_its_kind(text: str) -> None:
    said = {(link.kind, one) for link in linker().link(text) for one in (link.id, *link.candidates)}
    assert {(kind, one) for kind, ids in SEVERAL[text].items() for one in ids} <= said


@pytest.mark.parametrize("text", DOUBTS)
def test_what_means_several_things_is_left_open(text: str) -> None:
    assert any(set(DOUBTS[text]) <= set(link.candidates) for link in linker().link(text)), linker().link(text)


@pytest.mark.parametrize("text", cases("no_links.yml"))
def test_words_that_only_look_like_names_link_nothing(text: str) -> None:
    assert linker().link(text) == []


def test_there_are_enough_cases() -> None:
    assert len(LINKS) + len(SEVERAL) + len(DOUBTS) + len(cases("no_links.yml")) >= MIN_CASES


def test_people_at_school_are_no_profession_unless_work_is_meant() -> None:
    assert linker().link("mijn leerkracht is boos op mij") == []
    assert [link.kind for link in linker().link("hoe kan ik leerkracht worden")] == ["profession"]


def test_a_country_is_no_misspelt_subject() -> None:
    assert linker().link("in nederland studeren") == []
    assert linker().link("school in the netherlands") == []


def test_the_flemish_meaning_comes_first_in_flemish() -> None:
    link = linker().link("kga naar de unief")[0]
    assert link.id == "vl-universiteit"


@pytest.mark.parametrize("kind", ["path", "profession", "subject", "level"])
def test_a_slip_of_the_keyboard_in_each_word_is_forgiven(kind: str) -> None:
    names = sorted(" ".join(form_of(_name(entry))) for entry in entries() if entry.kind == kind)
    slipped = [(name, with_slips(name, seed)) for seed, name in enumerate(names)]
    changed = [(f"over {name}", f"over {wrong}") for name, wrong in slipped if wrong != name and found(f"over {name}")]
    understood = sum(bool(found(name) & found(wrong)) for name, wrong in changed)
    assert understood / len(changed) >= MIN_SLIPS_UNDERSTOOD


def _name(entry: Entry) -> str:
    return entry.name.partition(" (")[0]
