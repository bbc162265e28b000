"""What an answer lists can be tapped; what it only mentions cannot."""

import pytest

from content.library import Library
from guidance.search.members import members, names_of


@pytest.fixture(scope="module")
def finalities(library: Library) -> str:
    return "Er zijn 3 finaliteiten: doorstroomfinaliteit, dubbele finaliteit en arbeidsmarktfinaliteit."


def listed(library: Library, text: str, country: str = "vl", *about: str) -> tuple[str, ...]:
    return members(library, names_of(library, country), text, about)


def test_a_list_gives_its_entries_in_order(library: Library, finalities: str) -> None:
    assert listed(library, finalities)[:3] == (
        "vl-doorstroomfinaliteit",
        "vl-dubbele-finaliteit",
        "vl-arbeidsmarktfinaliteit",
    )


@pytest.mark.parametrize("text", ["", "Dat mag.", "Na havo kan hbo.", "Nodig zijn wiskunde, scheikunde en biologie."])
def test_two_names_or_only_subjects_are_no_list(library: Library, text: str) -> None:
    assert listed(library, text, "nl") == ()


def test_names_of_the_other_country_are_not_in_it(library: Library, finalities: str) -> None:
    assert listed(library, finalities, "nl") == ()


def test_levels_beside_a_list_of_directions_are_left_out(library: Library) -> None:
    text = "Op het mbo zijn er Verzorgende IG, Tandartsassistent en Opticien; met havo mag het ook."
    found = listed(library, text, "nl")
    assert len(found) == 3
    assert {library.kind_of(one) for one in found} <= {"path", "profession"}


def test_of_two_with_one_name_that_in_mind_is_meant(library: Library) -> None:
    text = "Denk aan doktersassistent, tandartsassistent en opticien."
    assert "doktersassistent" in listed(library, text, "nl", "doktersassistent")
