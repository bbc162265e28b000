"""A question and its answer: what the schema refuses, and what every entry of ours keeps to."""

import re
from collections import defaultdict
from datetime import date

import pytest

from content.library import Library
from content.loader import collect, load
from content.schema import Country
from content.schema.faq import ANSWER_WORDS, SIMPLE_WORDS
from tests.content.conftest import ContentFolder

TODAY = date(2026, 11, 23)
FILE = "faq/nl/boeken.yml"
VALID = """\
- id: nl-faq-boeken
  name: Wat kosten boeken?
  country: nl
  about: [nl-mbo-4, robotmaker]
  questions: [wat kosten boeken, prijs boeken, boeken betalen, zijn boeken gratis]
  answer: Boeken zijn gratis.
  sources:
    - {id: een-bron, checked_on: 2026-01-03}
"""
SOURCES = "  sources:\n    - {id: een-bron, checked_on: 2026-01-03}\n"


@pytest.fixture
def with_faq(folder: ContentFolder) -> ContentFolder:
    folder.write(FILE, VALID)
    return folder


def told(folder: ContentFolder) -> list[str]:
    """The problems of a folder as an author reads them."""
    return [str(problem) for problem in collect(folder.root, TODAY)[1]]


def owners(library: Library, countries: set[Country]) -> dict[str, set[str]]:
    """For each question of the entries of some countries, case and end mark aside, the entries that hold it."""
    found: dict[str, set[str]] = defaultdict(set)
    for entry in library.faq.values():
        for text in (entry.name, *entry.questions) if entry.country in countries else ():
            found[text.casefold().strip(" ?.")].add(entry.id)
    return found


def words(number: int) -> str:
    return " ".join(["woord"] * number)


def test_valid_entry_is_in_the_library(with_faq: ContentFolder) -> None:
    library = load(with_faq.root, TODAY)
    assert set(library.faq) == {"nl-faq-boeken"}
    assert library.get("nl-faq-boeken") is library.faq["nl-faq-boeken"]
    assert library.kind_of("nl-faq-boeken") == "faq"
    assert [cited.title for cited in library.citations(library.faq["nl-faq-boeken"])] == ["Een bron"]


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("Boeken zijn gratis.", words(ANSWER_WORDS + 1), 1, "answer: 76 words (at most 75; the rest goes in 'more')"),
        (SOURCES, "  simple: " + words(SIMPLE_WORDS + 1) + "\n" + SOURCES, 1, "simple: 61 words (at most 60"),
        (SOURCES, "", 1, "sources: a fact needs at least one source (or say 'advice: true'"),
        (", zijn boeken gratis]", "]", 5, "'questions' is ['wat kosten boeken'"),
        ("country: nl", "country: vl", 3, "country 'vl' in folder 'nl' (move the entry)"),
        ("robotmaker]", "robotmaken]", 4, "has the id 'robotmaken' (did you mean 'robotmaker'?)"),
        ("een-bron", "een-bro", 8, "no source has the id 'een-bro'"),
        ("2026-01-03", "2027-01-03", 8, "checked_on 2027-01-03 lies in the future"),
        ("  answer: Boeken zijn gratis.\n", "", 1, "missing key 'answer' (add it"),
        ("answer:", "answr:", 6, "unknown key 'answr' (did you mean 'answer'?)"),
        ("  country: nl\n", "  country: nl\n  holds_for: dit jaar\n", 4, "'holds_for' is 'dit jaar'"),
    ],
    ids=[
        *("answer too long", "simple too long", "fact without source", "fewer than four questions", "wrong folder"),
        *("unknown about", "unknown source", "check in the future", "no answer", "unknown key", "no school year"),
    ],
)  # fmt: skip
def test_fault_is_reported_at_its_line(with_faq: ContentFolder, old: str, new: str, line: int, reason: str) -> None:
    with_faq.change(FILE, old, new)
    found = told(with_faq)
    assert any(text.startswith(f"content/{FILE}:{line}: ") and reason in text for text in found), found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Boeken zijn gratis.", words(ANSWER_WORDS)),
        (SOURCES, "  simple: " + words(SIMPLE_WORDS) + "\n" + SOURCES),
        (SOURCES, "  advice: true\n"),
        ("  country: nl\n", "  country: nl\n  holds_for: 2026-2027\n"),
        ("  country: nl\n", "  country: nl\n  holds_for: '2027'\n"),
    ],
    ids=["answer as long as it may be", "simple as long as it may be", "advice", "a school year", "a year"],
)
def test_what_is_allowed_is_no_problem(with_faq: ContentFolder, old: str, new: str) -> None:
    with_faq.change(FILE, old, new)
    assert told(with_faq) == []


def test_entry_for_both_countries_stands_in_its_own_folder(with_faq: ContentFolder) -> None:
    with_faq.write("faq/both/boeken.yml", VALID.replace("nl-faq", "both-faq").replace("country: nl", "country: both"))
    assert told(with_faq) == []


def test_same_id_in_two_files_is_refused(with_faq: ContentFolder) -> None:
    with_faq.write("faq/nl/geld.yml", VALID)
    assert told(with_faq) == [
        f"content/faq/nl/geld.yml:1: id 'nl-faq-boeken' already stands in content/{FILE}:1 (choose another)"
    ]


def test_id_of_another_kind_is_refused(with_faq: ContentFolder) -> None:
    with_faq.change(FILE, "id: nl-faq-boeken", "id: robotmaker")
    assert any("id 'robotmaker' already stands in" in text for text in told(with_faq))


def test_file_in_another_folder_is_refused(with_faq: ContentFolder) -> None:
    with_faq.write("faq/be/boeken.yml", VALID.replace("nl-faq", "be-faq"))
    assert any("no kind of content lives in this place" in text for text in told(with_faq))


def test_name_is_a_question(library: Library) -> None:
    assert [entry.id for entry in library.faq.values() if not entry.name.endswith("?")] == []


def test_nothing_is_shouted(library: Library) -> None:
    """The mark in "GO!" is part of the name of a Flemish school network."""
    said = {
        entry.id: " ".join((entry.name, entry.answer, entry.more or "", entry.simple or ""))
        for entry in library.faq.values()
    }
    assert [entry_id for entry_id, text in said.items() if "!" in re.sub(r"\bGO!", "GO", text)] == []


def test_what_it_depends_on_is_said_at_once(library: Library) -> None:
    bare = re.compile(r"dat hangt ervan af\W*$", re.I)
    firsts = {entry.id: re.split(r"(?<=[.?:])\s", entry.answer, maxsplit=1)[0] for entry in library.faq.values()}
    assert [entry_id for entry_id, first in firsts.items() if bare.match(first)] == []


def test_answer_is_whole_sentences(library: Library) -> None:
    open_ended = [entry.id for entry in library.faq.values() if not re.search(r"[.?:)]$", entry.answer.strip())]
    assert open_ended == []


def test_no_two_entries_of_a_country_hold_the_same_question(library: Library) -> None:
    """Only the country tells "architectuur studeren" here from the same there; within one nothing could."""
    twice = {
        text: ids
        for country in (Country.NL, Country.VL)
        for text, ids in owners(library, {country, Country.BOTH}).items()
        if len(ids) > 1
    }
    assert twice == {}, "\n" + "\n".join(f"{text}: {', '.join(sorted(ids))}" for text, ids in sorted(twice.items()))


def test_no_question_stands_twice_in_an_entry(library: Library) -> None:
    twice = {
        entry.id: entry.questions
        for entry in library.faq.values()
        if len({text.casefold() for text in entry.questions}) < len(entry.questions)
    }
    assert twice == {}


def test_id_says_its_country_and_kind(library: Library) -> None:
    wrong = [entry.id for entry in library.faq.values() if not entry.id.startswith(f"{entry.country.value}-faq-")]
    assert wrong == []
