"""What holds for a time only says so: the loader refuses an amount, a day or a year that nobody gave a time."""

from datetime import date

import pytest

from content.library import Library
from content.loader import collect
from content.schema import Article, Entry, KeyDate
from content.timed import ALWAYS, past_year, timed
from tests.content.conftest import ContentFolder

TODAY = date(2026, 11, 23)
FILE = "articles/costs/nl-boeken.yml"
VALID = """\
id: nl-boeken
name: Boeken
topic: costs
country: nl
questions: [wat kosten boeken, prijs boeken, zijn boeken gratis]
text: Boeken zijn gratis.
sources:
  - {id: een-bron, checked_on: 2026-01-03}
"""


def article(text: str) -> Article:
    fields = {"id": "x", "name": "Proef", "topic": "costs", "country": "nl", "questions": ("wat", "hoe", "waar")}
    return Article.model_validate({**fields, "text": text, "sources": [{"id": "b", "checked_on": "2026-01-03"}]})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Het kost 2.530 euro per jaar.", ["2.530 euro"]),
        ("Het kost € 12,50.", ["€ 12,50"]),
        ("Meld je uiterlijk 1 april aan.", ["1 april"]),
        ("Het examen is op 3 juli 2027.", ["2027"]),
        ("De dagen van 2026-2027 kennen wij nog niet.", ["2026", "2027"]),
        ("Dat was in 2021 zo.", []),
        ("Dat is zo sinds 1 september 2026.", []),
        ("Vanaf 2027 is het anders.", []),
        ("Het duurt 4 jaar en telt 240 studiepunten.", []),
    ],
)
def test_what_needs_a_time(text: str, found: list[str]) -> None:
    assert [words for _, words in timed(article(text))] == found


def test_a_name_and_a_way_to_ask_need_none(library: Library) -> None:
    entry = library.faq["nl-faq-kerstvakantie-2026"]
    assert any("2026" in question for question in entry.questions)
    assert {field for field, _ in timed(entry)} <= {"answer", "more", "simple", "verify"}


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("Boeken kosten 300 euro.", 6, "'300 euro' has no time (add 'holds_for': a school year, a year, or always)"),
        ("Bestel voor 1 juli.", 6, "'1 juli' has no time"),
        ("In 2027 zijn boeken gratis.", 6, "'2027' has no time"),
    ],
)
def test_loader_refuses_it_without_one(folder: ContentFolder, text: str, line: int, reason: str) -> None:
    folder.write(FILE, VALID.replace("Boeken zijn gratis.", text))
    found = [str(problem) for problem in collect(folder.root, TODAY)[1]]
    assert len(found) == 1
    assert found[0].startswith(f"content/{FILE}:{line}: ")
    assert reason in found[0]


@pytest.mark.parametrize("holds_for", ["2026-2027", "'2027'", "always"])
def test_with_one_it_is_no_problem(folder: ContentFolder, holds_for: str) -> None:
    text = VALID.replace("Boeken zijn gratis.", "Boeken kosten 300 euro.") + f"holds_for: {holds_for}\n"
    folder.write(FILE, text)
    assert collect(folder.root, TODAY)[1] == []


def test_other_than_a_year_is_refused(folder: ContentFolder) -> None:
    folder.write(FILE, VALID + "holds_for: nu\n")
    assert any("'holds_for' is 'nu'" in str(problem) for problem in collect(folder.root, TODAY)[1])


def test_amount_is_never_for_always(library: Library) -> None:
    """Money changes; only days of the year are the same by law."""
    shelves = (library.faq, library.articles, library.structure, library.progressions, library.key_dates)
    entries: list[Entry] = [entry for shelf in shelves for entry in shelf.values()]  # type: ignore[attr-defined]
    assert [
        (entry.id, words)
        for entry in entries
        for _, words in timed(entry)
        if entry.holds_for == ALWAYS and ("euro" in words.casefold() or "€" in words)
    ] == []


def test_a_year_that_is_not_said_with_an_answer_stands_in_its_text(library: Library) -> None:
    """Answers and articles are said with "dit gold voor"; other texts name their year themselves."""
    shelves = (library.structure, library.progressions, library.key_dates, library.paths)
    entries: list[Entry] = [entry for shelf in shelves for entry in shelf.values()]  # type: ignore[attr-defined]
    dated = [entry for entry in entries if entry.holds_for not in (None, ALWAYS)]
    assert dated
    assert [
        entry.id for entry in dated if str(entry.holds_for) not in entry.model_dump_json(exclude={"holds_for"})
    ] == []


@pytest.mark.parametrize(
    ("holds_for", "today", "past"),
    [
        ("2025-2026", "2026-08-31", None),
        ("2025-2026", "2026-09-01", "2025-2026"),
        ("2026", "2026-12-31", None),
        ("2026", "2027-01-01", "2026"),
        ("always", "2040-01-01", None),
        (None, "2040-01-01", None),
    ],
)
def test_a_fact_is_past_from_the_day_after_its_year(holds_for: str | None, today: str, past: str | None) -> None:
    fields = {"id": "x", "name": "Proef", "country": "nl", "kind": "deadline", "moment": "in mei"}
    more = {"questions": ("wanneer", "welke dag"), "sources": [{"id": "b", "checked_on": "2026-11-22"}]}
    entry = KeyDate.model_validate({**fields, **more, "holds_for": holds_for})
    assert past_year(entry, date.fromisoformat(today)) == past
