"""Our own list of how people write levels, paths, subjects and work, against the real gazetteer."""

from pathlib import Path

import pytest
import yaml

from bot.nlu.linking import linker

LINKS = yaml.safe_load(Path(__file__).with_name("links.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("text", "right"), LINKS.items(), ids=lambda value: str(value) if isinstance(value, str) else ""
)
def test_what_people_write_leads_to_content(text: str, right: list[str]) -> None:
    found = [found for link in linker().link(text) for found in (*link.candidates, link.id)]
    assert set(found) & set(right), f"{text!r} links to {found}"


def test_people_at_school_are_no_profession_unless_work_is_meant() -> None:
    assert linker().link("mijn leerkracht is boos op mij") == []
    assert [link.kind for link in linker().link("hoe kan ik leerkracht worden")] == ["profession"]


def test_a_country_is_no_misspelt_subject() -> None:
    assert linker().link("in nederland studeren") == []
