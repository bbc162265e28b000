"""Texts people read are plain Dutch: Flesch-Douma (textstat, language nl) of each at least 55, of all in the middle 70.

What is measured, since the formula is noise on a few words:
- content: all sentences of one entry together (texts that end in a full stop, question mark or colon). Names, questions
  people ask, single words and lists of labels are no sentences and are left out;
- responses, fixed texts and pages: each text of twenty words or more on its own, shorter ones together per file;
- the official name of a level or a study path cannot be worded simpler, so it counts as one syllable.
textstat counts syllables where a word may be hyphenated, which misses a few (one in "idee"): scores come out
some points high for all texts alike, so the limits are kept where they are asked for and not lowered for hard ones.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from statistics import median
from typing import Any

import pytest
import textstat
import yaml

from content.loader import CONTENT_ROOT, load, records
from content.schema import CareTexts

ROOT = CONTENT_ROOT.parent
EACH, MIDDLE, ALONE = 55, 70, 20
NO_SENTENCES = {
    "questions",
    "aliases",
    "misspellings",
    "old_names",
    "name",
    "id",
    "url",
    "title",
    "words",
    "label",
    "source",
}
FORMS = re.compile(r"\[([^\[\]|]*)\|([^\[\]|]*)\]")
SENTENCE = re.compile(r"[.?:]$")
TAGS = re.compile(r"\{[%#].*?[%#]\}", re.S)
VALUES = re.compile(r"\{\{.*?\}\}|\{\w*\}|https?://\S+", re.S)
PLACEHOLDER = "dat"
DUTCH = "nl"


@lru_cache(maxsize=1)
def official_names() -> re.Pattern[str]:
    """Names of levels and study paths that weigh: three syllables or more."""
    library = load()
    named = [*library.structure.values(), *library.paths.values()]
    names = {
        re.sub(r"\s*\(.*?\)", "", name) for entry in named for name in (entry.name, *getattr(entry, "aliases", ()))
    }
    heavy = sorted((name for name in names if textstat.syllable_count(name) >= 3), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, heavy)) + r")\b", re.I)


def score(text: str) -> float:
    """Flesch-Douma of a text as a pupil and as a parent read it: the lower of both."""
    textstat.set_lang("nl")
    shown = [FORMS.sub(lambda match, form=form: match.group(form), text) for form in (1, 2)]  # type: ignore[misc]
    return min(float(textstat.flesch_reading_ease(official_names().sub(PLACEHOLDER, one))) for one in shown)


def sentences(data: Any) -> Iterator[str]:
    """The sentences in an entry."""
    if isinstance(data, str):
        if SENTENCE.search(data.strip()):
            yield data.strip()
    elif isinstance(data, dict):
        for key, value in data.items():
            if key not in NO_SENTENCES:
                yield from sentences(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from sentences(value)


def content_texts() -> Iterator[tuple[str, str]]:
    """Every entry in Dutch with the place it stands."""
    for record in records()[0]:
        if isinstance(record.entry, CareTexts) and record.entry.id != DUTCH:
            continue
        if text := " ".join(sentences(record.entry.model_dump())):
            yield f"{record.document.file.as_posix()} ({record.id})", text


def fixed_texts() -> Iterator[tuple[str, str]]:
    """Responses, strings and pages, template syntax taken out."""
    for file in sorted((ROOT / "bot" / "data" / "responses").glob("*.yml")):
        told = yaml.safe_load(file.read_text(encoding="utf-8"))["responses"]
        yield from gathered(file, {name: variant["text"] for name, variants in told.items() for variant in variants})
    strings = [file for room in ("channels", "gateway") for file in (ROOT / room).rglob("strings.nl.yml")]
    for file in sorted(strings):
        areas = yaml.safe_load(file.read_text(encoding="utf-8"))
        yield from gathered(
            file, {f"{area}.{key}": text for area, texts in areas.items() for key, text in texts.items()}
        )
    widget = ROOT / "channels" / "web" / "static" / "widget.nl.json"
    yield from gathered(widget, json.loads(widget.read_text(encoding="utf-8")))
    for file in sorted((ROOT / "channels").rglob("templates/*.html")):
        page = re.sub(r"<(script|style).*?</\1>", " ", file.read_text(encoding="utf-8"), flags=re.S)
        blocks = re.split(r"</?(?:p|h\d|li|td|th|div|section|title|button|label|main|form|dt|dd)\b[^>]*>", page)
        yield from gathered(file, {str(n): re.sub(r"<[^>]+>", " ", block) for n, block in enumerate(blocks)})


def gathered(file: Path, texts: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Long texts one by one, the short ones of a file together; only sentences count."""
    short: list[str] = []
    for name, text in texts.items():
        shown = " ".join(VALUES.sub(PLACEHOLDER, TAGS.sub(" ", text)).split())
        if len(shown.split()) >= ALONE:
            yield f"{file.relative_to(ROOT).as_posix()} ({name})", shown
        elif SENTENCE.search(shown):
            short.append(shown)
    if len(" ".join(short).split()) >= ALONE:
        yield f"{file.relative_to(ROOT).as_posix()} (short texts)", " ".join(short)


CONTENT = {place: score(text) for place, text in content_texts()}
FIXED = {place: score(text) for place, text in fixed_texts()}


@pytest.mark.parametrize("scores", [CONTENT, FIXED], ids=["content", "fixed texts"])
def test_every_text_is_plain_enough(scores: dict[str, float]) -> None:
    hard = sorted((round(value, 1), place) for place, value in scores.items() if value < EACH)
    assert hard == [], "\n" + "\n".join(f"{place}: {value}, at least {EACH}" for value, place in hard)


@pytest.mark.parametrize("scores", [CONTENT, FIXED], ids=["content", "fixed texts"])
def test_texts_in_the_middle_are_easy(scores: dict[str, float]) -> None:
    assert median(scores.values()) >= MIDDLE


def test_no_kind_of_text_is_missed() -> None:
    folders = defaultdict(int)
    for place in (*CONTENT, *FIXED):
        folders["/".join(place.split("/")[:2])] += 1
    kinds = {"content/articles", "content/study_paths", "content/schools", "bot/data", "channels/desk", "gateway/texts"}
    assert kinds <= set(folders)


def test_a_hard_text_would_be_seen() -> None:
    hard = (
        "De administratieve verantwoordelijkheid betreffende voorwaardelijke toelatingsprocedures is gedecentraliseerd."
    )
    assert score(hard) < EACH < score("Je gaat naar school. Daar leer je veel.")
