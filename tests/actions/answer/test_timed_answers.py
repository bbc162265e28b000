"""No answer of a year that is over is given as today's."""

import re

import pytest

from bot.actions.core.shelf import library
from content.timed import ALWAYS
from tests.actions.speaking import Talk

DAYS = ["2026-12-01", "2027-01-01", "2027-09-01", "2028-01-01", "2028-09-01", "2028-12-31"]
SAID = (*library().faq.values(), *library().articles.values())
OF_A_YEAR = {entry.id: entry.holds_for for entry in SAID if entry.holds_for not in (None, ALWAYS)}


def over(holds_for: str, today: str) -> bool:
    """Worked out apart from the product: a year ends on 31 December, a school year on 31 August."""
    last = f"{holds_for[5:]}-08-31" if "-" in holds_for else f"{holds_for}-12-31"
    return today > last


@pytest.mark.parametrize("today", DAYS)
def test_answer_of_a_year_that_is_over_says_so(today: str) -> None:
    wrong = []
    for entry_id, holds_for in OF_A_YEAR.items():
        assert holds_for is not None
        told = Talk("voorbeeld-nl", today=today).press(f'/inform{{"article": "{entry_id}"}}')[0].text
        said = re.search(r"Dit gold voor (\S+)\. Vraag na", told)
        if (said[1] if said else None) != (holds_for if over(holds_for, today) else None):
            wrong.append((entry_id, holds_for, said and said[1]))
    assert wrong == []


def test_there_are_answers_of_a_year() -> None:
    assert len(OF_A_YEAR) >= 30
    assert sum(over(str(year), DAYS[-1]) for year in OF_A_YEAR.values()) > sum(
        over(str(year), DAYS[0]) for year in OF_A_YEAR.values()
    )
