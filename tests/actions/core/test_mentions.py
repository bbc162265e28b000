"""A level beside a path says which path is meant; apart from it, it is a name of its own."""

from typing import Any

import pytest

from bot.actions.core.mentions import mentioned
from bot.actions.core.shelf import library


def entities(text: str, *named: tuple[str, str, str]) -> list[dict[str, Any]]:
    """The engine's entities for (kind, id, words in the text)."""
    return [
        {"entity": kind, "value": value, "start": text.index(said), "end": text.index(said) + len(said)}
        for kind, value, said in named
    ]


def read(text: str, *named: tuple[str, str, str]) -> list[tuple[str, str]]:
    return [(one.value, one.lead.strip()) for one in mentioned(library(), entities(text, *named), text)]


HBO_V, MBO_V = "nl-hbo-verpleegkunde", "nl-mbo-verpleegkundige-4"


@pytest.mark.parametrize(
    ("text", "level", "path"),
    [
        ("na hbo verpleegkunde", ("level", "nl-hbo", "hbo"), ("path", HBO_V, "verpleegkunde")),
        ("na verpleegkunde op het mbo", ("level", "nl-mbo", "mbo"), ("path", MBO_V, "verpleegkunde")),
        ("na verpleegkunde niv 4", ("level", "nl-mbo-4", "niv 4"), ("path", MBO_V, "verpleegkunde")),
    ],
)
def test_a_level_beside_its_path_is_part_of_it(
    text: str, level: tuple[str, str, str], path: tuple[str, str, str]
) -> None:
    in_order = sorted((level, path), key=lambda one: text.index(one[2]))
    assert read(text, *in_order) == [(path[1], "na")]


@pytest.mark.parametrize(
    ("text", "level"),
    [("met havo naar verpleegkunde", "nl-havo"), ("ik doe hbo en wil verpleegkunde", "nl-hbo")],
)
def test_a_level_that_is_elsewhere_stays(text: str, level: str) -> None:
    word = level.removeprefix("nl-")
    assert [one for one, _ in read(text, ("level", level, word), ("path", HBO_V, "verpleegkunde"))] == [level, HBO_V]


def test_a_term_is_read_as_a_level() -> None:
    text = "een b-attest"
    assert [one.kind for one in mentioned(library(), entities(text, ("term", "vl-b-attest", "b-attest")), text)] == [
        "level"
    ]


def test_a_button_says_it_all() -> None:
    named = [{"entity": "level", "value": "nl-hbo"}, {"entity": "path", "value": HBO_V}]
    assert len(mentioned(library(), named, '/compare_paths{"level": "nl-hbo"}')) == 2
