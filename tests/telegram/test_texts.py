"""Long texts fit Telegram's limit, and nothing of them is lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.telegram.texts import LIMIT, split, units

FAMILY = "\N{MAN}\N{ZERO WIDTH JOINER}\N{WOMAN}\N{ZERO WIDTH JOINER}\N{GIRL}"


def test_a_short_text_stays_whole() -> None:
    assert split("Dag. Hoe gaat het?") == ["Dag. Hoe gaat het?"]
    assert split("  \n ") == []


def test_it_cuts_after_a_sentence_and_not_after_an_abbreviation() -> None:
    assert split("Je kiest bv. een richting. Daarna volgt meer.", 40) == [
        "Je kiest bv. een richting.",
        "Daarna volgt meer.",
    ]


def test_it_prefers_a_paragraph() -> None:
    assert split("Eerste deel. Nog iets.\n\nTweede deel. Klaar.", 38) == [
        "Eerste deel. Nog iets.",
        "Tweede deel. Klaar.",
    ]


def test_a_sentence_that_ends_right_at_the_limit_stays_whole() -> None:
    assert split("Dit is een zin. Nog een.", 15) == ["Dit is een zin.", "Nog een."]


@pytest.mark.parametrize("before", range(0, 30))
def test_a_url_is_never_cut(before: int) -> None:
    url = "https://example.org/a/b?c=d"
    for glue in (" ", "("):
        parts = split("x" * before + glue + url + " en verder.", 30)
        assert sum(url in part for part in parts) == 1, parts


@pytest.mark.parametrize("limit", range(9, 30))
def test_a_drawn_character_is_never_cut(limit: int) -> None:
    parts = split(FAMILY * 8, limit)
    assert all(set(part.split(FAMILY)) == {""} for part in parts), parts


def test_emoji_count_for_two() -> None:
    parts = split("\N{GRINNING FACE}" * 5000)
    assert [units(part) for part in parts] == [4096, 4096, 1808]


@given(
    st.text(
        st.sampled_from("ab. \n!?\N{GRINNING FACE}\N{ZERO WIDTH JOINER}\N{COMBINING ACUTE ACCENT}é/:"), max_size=300
    )
)
def test_nothing_is_lost_and_all_parts_fit(text: str) -> None:
    parts = split(text, 20)
    assert all(part.strip() and units(part) <= 20 for part in parts)
    assert re.sub(r"\s", "", "".join(parts)) == re.sub(r"\s", "", text)


def test_ten_thousand_characters_of_prose() -> None:
    text = "Een zin van gewone lengte met een punt. " * 300
    parts = split(text)
    assert all(units(part) <= LIMIT and part.endswith(".") for part in parts)
    assert " ".join(parts) == text.strip()
