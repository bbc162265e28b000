"""A fact further on in an answer is a passage of its own."""

import pytest

from guidance.search.passages import LONGEST, MOST, passages


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Het kost 1.419 euro per jaar. Wie jonger is dan 18, betaalt niets.",
         ["Het kost 1.419 euro per jaar.", "Wie jonger is dan 18, betaalt niets."]),
        ("Ja. Dat kan op elke school.", ["Ja. Dat kan op elke school."]),
        ("Ja, dat kan met een diploma vmbo. Niet altijd.", ["Ja, dat kan met een diploma vmbo.", "Niet altijd."]),
        ("Dit zijn ze alle vier hier:\neconomie", ["Dit zijn ze alle vier hier:", "economie"]),
        ("", []),
        (" \n ", []),
    ],
)  # fmt: skip
def test_sentences_are_passages_and_short_ones_stay_together(text: str, cut: list[str]) -> None:
    assert passages(text) == cut


def test_no_passage_is_endless_and_there_are_only_so_many() -> None:
    found = passages("woord " * 200 + ". " + "Nog een zin met zes woorden. " * 20)
    assert len(found) == MOST
    assert max(len(one.split()) for one in found) == LONGEST
