"""Every text reads as Dutch to a pupil ("je") and to a parent ("u"): both forms are rendered and looked at."""

import re
from collections.abc import Iterator

import pytest

from content.library import Library
from content.loader import load
from content.schema import Audience
from tests.actions.speaking import RESPONSES, Talk

FORMS = re.compile(r"\[([^\[\]|\n]*)\|([^\[\]|\n]*)\]")
TAGS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.S)
SUSPECT = {
    "pupil": re.compile(
        r"\b(doet|heeft|hebt|wilt|kunt|vindt|wordt|krijgt|zoekt|kiest|volgt|bent|woont|zult|mag u|uw?) je\b"
        r"|\bje (doe|kun|ga|heb\b|hebben|vind\b|word\b|krijg\b|leer\b|zoek|kies|volg|ben\b|heeft|u|uw)\b"
        r"|\b(u|uw)\b",
        re.I,
    ),
    "parent": re.compile(
        r"\b(kun|wil|doe|ga|heb|ben|word|vind|krijg|leer|zoek|kies|volg|zal|heeft je|kan je) u\b"
        r"|\bu (doe|wil|kun|ga|heb|vind|word|krijg|leer|zoek|kies|volg|ben|zal|je)\b"
        r"|\buw kind (doe|wil je|kun|ga|heb|vind|word|krijg|leer|zoek|kies|volg|hebt|bent|wilt|kunt)\b"
        r"|\b(doe|wil je|kun|ga|heb|vind|word|krijg|leer|zoek|kies|volg|hebt|bent|wilt|kunt) uw kind\b",
        re.I,
    ),
}
FAMILIAR = re.compile(r"\b(je|jij|jou|jouw)\b", re.I)
"""A parent is never "je": what is said about the pupil is said about "uw kind"."""
BRANCH = re.compile(r"\{% if role == \"parent\" %\}(.*?)\{% else %\}(.*?)\{% endif %\}", re.S)


def rendered(text: str, form: str) -> str:
    """The text as one of both reads it, without template tags."""
    chosen = BRANCH.sub(lambda match: match.group(1 if form == "parent" else 2), text)
    chosen = FORMS.sub(lambda match: match.group(2 if form == "parent" else 1), chosen)
    return TAGS.sub(" ", chosen)


def suspects(text: str, form: str) -> list[str]:
    """Pairs of words that do not go together in this form, with what stands around them."""
    shown = rendered(text, form)
    hits = SUSPECT[form].finditer(shown)
    return [shown[max(0, hit.start() - 25) : hit.end() + 25].replace("\n", " ") for hit in hits]


@pytest.mark.parametrize("form", ["pupil", "parent"])
@pytest.mark.parametrize("name", sorted(RESPONSES))
def test_a_response_reads_well_in_both_forms(name: str, form: str) -> None:
    assert suspects(RESPONSES[name], form) == []
    assert form == "pupil" or not FAMILIAR.findall(rendered(RESPONSES[name], form))


def article_cases() -> list[tuple[str, str]]:
    """Articles with the forms they are read in."""
    cases = []
    for article in load().articles.values():
        if article.audience != Audience.PARENT:
            cases.append((article.id, "pupil"))
        if article.audience != Audience.STUDENT:
            cases.append((article.id, "parent"))
    return cases


@pytest.mark.parametrize(("article_id", "form"), article_cases())
def test_an_article_reads_well_to_whom_it_is_for(library: Library, article_id: str, form: str) -> None:
    article = library.articles[article_id]
    text = f"{article.text}\n{article.verify or ''}"
    assert suspects(text, form) == []
    spoken = re.sub(r'"[^"]*"', "", text)  # what a parent says to the child
    assert form == "pupil" or not FAMILIAR.findall(rendered(spoken, form))


@pytest.mark.parametrize("role", ["student", "parent"])
def test_no_marker_is_left_in_an_answer_from_content(library: Library, role: str) -> None:
    for article in library.articles.values():
        slots = {"role": role, "country": "vl" if article.country == "vl" else "nl"}
        for said in Talk("", slots=dict(slots)).press(f'/inform{{"article": "{article.id}"}}'):
            assert not set(said.text) & set("[]|"), article.id
    for school, own in library.schools.items():
        for entry in own.programme:
            (said, *_) = Talk(school, slots={"role": role}).press(f'/ask_school_programme{{"article": "{entry.id}"}}')
            assert not set(said.text) & set("[]|"), entry.id


def test_a_marker_stands_only_where_a_form_is_chosen(library: Library) -> None:
    for entries in (library.paths, library.structure, library.professions, library.key_dates, library.domains):
        for entry in entries.values():
            for text in _texts(entry.model_dump(mode="json")):
                assert not set(FORMS.sub("", text)) & set("[]|"), entry.id


def _texts(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for value in data.values() if isinstance(data, dict) else data:
            yield from _texts(value)


def test_a_wrong_pair_is_seen() -> None:
    assert suspects("wat doet [je|uw kind] liever", "pupil")
    assert suspects("kan [je|u] en heb [je|u] dat", "parent")
    assert not suspects("wat [doe je|doet uw kind] liever", "pupil")
    assert not suspects("wat [doe je|doet uw kind] liever", "parent")
