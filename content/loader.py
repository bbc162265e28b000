"""The one way from YAML files to a Library: everything is checked, and every fault is reported at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from content.cache import keep, recall
from content.documents import Document, read
from content.layout import LIMITS, OTHER_FILES, PICTURE_WORDS, ROWS, kind_of_file
from content.library import Library, SchoolContent
from content.limits import parse_limits, without_limit
from content.problems import ContentError, Problem
from content.records import Parsed, Record, parse
from content.references import between_problems
from content.rules import name_problems, record_problems
from content.schema import AgeLimit

__all__ = ["CONTENT_ROOT", "ContentError", "Problem", "collect", "load", "records"]

CONTENT_ROOT = Path(__file__).resolve().parent


def load(root: Path = CONTENT_ROOT, today: date | None = None) -> Library:
    """Load all content below `root`. Raises ContentError, with every problem, when anything is wrong.

    `today` (default: the machine's date) is the day after which a check date lies in the future. The product's own
    content is read and checked again only when a file of it changed.
    """
    usual = root == CONTENT_ROOT and today is None
    if usual and (kept := recall(root)) is not None:
        return kept
    library, problems = collect(root, today)
    if problems:
        raise ContentError(problems)
    if usual:
        keep(root, library)
    return library


def collect(root: Path = CONTENT_ROOT, today: date | None = None) -> tuple[Library, list[Problem]]:
    """A Library of the entries that follow the schema, and all problems found, sorted by file and line.

    With problems the library may be incomplete: show them, do not answer from it.
    """
    if not root.is_dir():
        return _library([], _ReadIn()), [Problem(root, 1, "no such content folder (check the path)")]
    read_in = _read_all(root)
    parsed = read_in.parsed
    problems = list(parsed.problems)
    for record in parsed.records:
        problems += record_problems(record, today or date.today())
    problems += between_problems(parsed, read_in.rows)
    problems += _schools_without_a_file(parsed)
    problems += without_limit(parsed.records, read_in.limits)
    return _library(parsed.records, read_in), sorted(problems)


def records(root: Path = CONTENT_ROOT) -> tuple[list[Record], Mapping[str, AgeLimit]]:
    """All valid entries with the place they stand, and the limits of their checks; faults are left to `collect`."""
    read_in = _read_all(root)
    return read_in.parsed.records, read_in.limits


@dataclass
class _ReadIn:
    parsed: Parsed = field(default_factory=Parsed)
    rows: dict[str, str] = field(default_factory=dict)
    picture_words: dict[str, str] = field(default_factory=dict)
    limits: dict[str, AgeLimit] = field(default_factory=dict)


def _read_all(root: Path) -> _ReadIn:
    into = _ReadIn()
    parsed = into.parsed
    tables = {ROWS: into.rows, PICTURE_WORDS: into.picture_words}
    for path in sorted(path for path in root.rglob("*.y*ml") if path.suffix in (".yml", ".yaml")):
        relative = path.relative_to(root)
        document, found = read(root, path)
        parsed.problems += [*found, *name_problems(document.file, relative)]
        if relative in tables and isinstance(document.data, dict):
            tables[relative].update({str(key): str(text) for key, text in document.data.items()})
            parsed.problems += _without_text(document)
        if relative == LIMITS:
            into.limits, faults = parse_limits(document)
            parsed.problems += faults
        kind = kind_of_file(relative)
        if kind is not None:
            parse(kind, document, parsed)
        elif relative not in OTHER_FILES:
            parsed.problems.append(document.problem("no kind of content lives in this place (see content/layout.py)"))
    return into


def _without_text(document: Document) -> list[Problem]:
    empty = [key for key, text in document.data.items() if not isinstance(text, str) or not text.strip()]
    return [document.problem(f"'{key}' has no text (write one, between quotes)", (key,)) for key in empty]


def _schools_without_a_file(parsed: Parsed) -> list[Problem]:
    schools = {record.id for record in parsed.records if record.kind == "school"}
    schools |= {id for kind, id in parsed.faulty if kind == "school"}
    firsts = (r for r in parsed.records if r.kind in ("programme", "school_date") and r.at == (0,))
    return [
        record.problem(f"school '{folder}' has no school.yml (add it, see content/schema/articles.py)")
        for record in firsts
        if (folder := record.document.relative.parts[1]) not in schools
    ]


def _library(records: list[Record], read_in: _ReadIn) -> Library:
    def of(kind: str) -> Mapping[str, Any]:
        return MappingProxyType({record.id: record.entry for record in records if record.kind == kind})

    return Library(
        paths=of("path"),
        structure=of("level"),
        progressions=of("progression"),
        professions=of("profession"),
        domains=of("domain"),
        subjects=of("subject"),
        tags=of("tag"),
        items=of("item"),
        talents=of("talent"),
        values=of("value"),
        places=of("place"),
        articles=of("article"),
        faq=of("faq"),
        key_dates=of("key_date"),
        help_lines=of("help_line"),
        care=of("care"),
        sources=of("source"),
        left_out=of("left_out"),
        schools=MappingProxyType(
            {school.id: _school(school.entry, records) for school in records if school.kind == "school"}
        ),
        rows=MappingProxyType(dict(read_in.rows)),
        limits=MappingProxyType(dict(read_in.limits)),
        picture_words=MappingProxyType(dict(read_in.picture_words)),
    )


def _school(school: Any, records: Iterable[Record]) -> SchoolContent:
    own = [r for r in records if r.document.relative.parts[:2] == ("schools", school.id)]
    return SchoolContent(
        school,
        tuple(record.entry for record in own if record.kind == "programme"),
        tuple(record.entry for record in own if record.kind == "school_date"),
    )
