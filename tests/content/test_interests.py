"""The form, the talents and what matters: balanced, plain, without jobs or gender."""

import re
from collections import Counter

import pytest

from content.library import Library
from content.loader import collect
from content.schema import Letter
from guidance.answers.lexicon import plain
from tests.content.conftest import ContentFolder

ITEM = "- {{id: {}-{}, letter: {}, text: Je doet iets., short: {}}}"
ITEMS = "\n".join(
    ITEM.format(letter.value.lower(), place, letter.value, "false" if place else "true")
    for letter in Letter
    for place in range(2)
)


def words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+", plain(text)))


def test_there_are_enough_of_each(library: Library) -> None:
    letters = Counter(item.letter for item in library.items.values())
    short = Counter(item.letter for item in library.items.values() if item.short)
    assert set(letters.values()) == {8}
    assert set(short.values()) == {3}
    assert len(library.talents) >= 24
    assert len(library.values) >= 10


def test_items_name_no_job_and_no_gender(library: Library) -> None:
    jobs = {plain(name) for job in library.professions.values() for name in (job.name, *job.aliases) if " " not in name}
    gendered = {"jongen", "jongens", "meisje", "meisjes", "man", "vrouw", "hij", "zij", "zijn", "haar", "mama", "papa"}
    for item in library.items.values():
        assert item.text.startswith("Je "), item.id
        assert not words(item.text) & jobs, item.id
        assert not words(item.text) & gendered, item.id
        assert len(item.text.split()) <= 12, item.id


def test_cards_speak_to_the_pupil_and_to_the_parent(library: Library) -> None:
    for talent in library.talents.values():
        assert not {"uw", "u"} & words(talent.child), talent.id
        assert talent.parent.startswith("Uw kind "), talent.id
        assert not re.search(r"\w", talent.icon), talent.id
    assert all(value.question.endswith("?") for value in library.values.values())


def test_texts_are_said_once(library: Library) -> None:
    for texts in (
        [item.text for item in library.items.values()],
        [talent.label for talent in library.talents.values()],
        [value.label for value in library.values.values()],
    ):
        assert len(set(texts)) == len(texts)


def test_every_field_can_be_reached_by_a_talent_or_a_value(library: Library) -> None:
    cards = [*library.talents.values(), *library.values.values()]
    tags = {tag for card in cards for tag in card.tags}
    named = {domain for card in cards for domain in card.domains}
    reached = {path.domain for path in library.paths.values() if tags & {*path.tags}} | named
    assert set(library.domains) <= reached


def test_a_balanced_form_is_valid(folder: ContentFolder) -> None:
    folder.write("interests/items.yml", ITEMS)
    assert collect(folder.root)[1] == []


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (
            "- {id: r-1, letter: R,",
            "- {id: r-1, letter: C,",
            "the form is out of balance: R 1, I 2, A 2, S 2, E 2, C 3",
        ),
        ("short: true", "short: false", "the short form is out of balance: R 0"),
        ("letter: R", "letter: Q", "'letter' is 'Q'"),
    ],
)
def test_a_form_out_of_balance_is_a_fault(folder: ContentFolder, old: str, new: str, reason: str) -> None:
    folder.write("interests/items.yml", ITEMS)
    folder.change("interests/items.yml", old, new)
    assert any(reason in problem.reason for problem in collect(folder.root)[1])


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ("{id: x, label: Xx, child: Je x., parent: Uw kind x., icon: 🎨}", "links to nothing"),
        ("{id: x, label: Xx, child: Je x., parent: Uw kind x., icon: 🎨, tags: [machine]}", "did you mean 'machines'?"),
    ],
)
def test_a_talent_must_lead_somewhere(folder: ContentFolder, entry: str, reason: str) -> None:
    folder.write("interests/talents.yml", f"- {entry}\n")
    assert any(reason in problem.reason for problem in collect(folder.root)[1])
