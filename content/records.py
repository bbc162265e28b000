"""Turns parsed files into schema objects, and schema errors into problems with a line and a mend."""

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

import content.schema as schema
from content.documents import Document, Location
from content.layout import Kind
from content.problems import Problem
from content.schema.base import Strict

UNFILLED = re.compile(r"INVULLEN(?:: *(.*))?", re.S)
"""What a template leaves to the author, with a hint."""
_HTML = re.compile(r"</?[A-Za-z][^>]*>|&[a-z]+;|&#\d+;")
_KNOWN_KEYS = sorted(
    {
        key
        for name in schema.__all__
        if isinstance(model := getattr(schema, name), type) and issubclass(model, Strict)
        for key in model.model_fields
    }
)


@dataclass(frozen=True)
class Record:
    """One valid entry and where it stands: `at` is its position in a list file, empty otherwise."""

    kind: str
    entry: Any
    document: Document
    at: Location = ()

    @property
    def id(self) -> str:
        """The entry's id."""
        return str(self.entry.id)

    def checks(self) -> Iterator[tuple[Location, date]]:
        """Every check date of this entry, with its place in the entry."""
        if isinstance(self.entry, schema.Entry):
            for index, citation in enumerate(self.entry.sources):
                yield ("sources", index, "checked_on"), citation.checked_on
        elif isinstance(self.entry, (schema.ProgrammeEntry, schema.SchoolDate)):
            yield ("checked_on",), self.entry.checked_on

    def problem(self, reason: str, *location: int | str) -> Problem:
        """A problem at `location` inside this entry."""
        return self.document.problem(reason, self.at + location)


@dataclass
class Parsed:
    """What files gave: valid entries, problems, and the (kind, id) of entries with a fault, so that a reference to one
    of those is not reported as well."""

    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    faulty: set[tuple[str, str]] = field(default_factory=set)


def parse(kind: Kind, document: Document, into: Parsed) -> None:
    """Validate every entry of a file and add what came of it to `into`."""
    if document.data is None:
        return
    wanted, called = (list, "a list ('- id: ...')") if kind.many else (dict, "keys and values ('id: ...')")
    if not isinstance(document.data, wanted):
        into.problems.append(document.problem(f"this file must hold {called} (see content/schema)"))
        return
    for at, data in _entries(kind, document.data):
        for spot, found in _html(data):
            into.problems.append(document.problem(f"HTML in text: {found} (write plain text)", at + spot))
        unfilled = dict(_unfilled(data))
        into.problems += [_to_fill_in(document, at, spot, hint) for spot, hint in unfilled.items()]
        try:
            record = Record(kind.name, kind.model.model_validate(data), document, at)
        except ValidationError as error:
            details = (one for one in error.errors(include_url=False) if not _is_about(one, unfilled))
            into.problems += [_schema_problem(document, at, detail) for detail in details]
        else:
            if not unfilled:
                into.records.append(record)
                continue
        if isinstance(data, dict) and "id" in data:
            into.faulty.add((kind.name, str(data["id"])))


def _entries(kind: Kind, data: Any) -> Iterator[tuple[Location, Any]]:
    if kind.many:
        yield from (((index,), item) for index, item in enumerate(data))
    else:
        yield (), data


def _unfilled(data: Any, at: Location = ()) -> Iterator[tuple[Location, str]]:
    if isinstance(data, str):
        if found := UNFILLED.fullmatch(data.strip()):
            yield at, found[1] or ""
    elif isinstance(data, dict | list):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _unfilled(value, (*at, key))


def _to_fill_in(document: Document, at: Location, spot: Location, hint: str) -> Problem:
    key = ".".join(str(part) for part in spot)
    return document.problem(f"'{key}' is still to be filled in" + (f" ({hint})" if hint else ""), at + spot)


def _is_about(detail: ErrorDetails, unfilled: Mapping[Location, str]) -> bool:
    """True for a fault at an open place, or of the list it stands in."""
    where = detail["loc"]
    return any(where[: len(spot)] == spot or (where and spot[: len(where)] == where) for spot in unfilled)


def _html(data: Any, at: Location = ()) -> Iterator[tuple[Location, str]]:
    if isinstance(data, str):
        if found := _HTML.search(data):
            yield at, found.group()
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _html(value, (*at, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _html(value, (*at, index))


def _schema_problem(document: Document, at: Location, detail: ErrorDetails) -> Problem:
    location = tuple(part for part in detail["loc"] if part != "[key]")
    return document.problem(_reason(detail, location), at + location)


def _reason(detail: ErrorDetails, location: Location) -> str:
    kind, key = detail["type"], ".".join(str(part) for part in location)
    if kind == "extra_forbidden":
        return f"unknown key '{key}' ({_did_you_mean(str(location[-1]))})"
    if kind == "missing":
        return f"missing key '{key}' (add it; content/schema says what it holds)"
    given = repr(detail["input"])[:60]
    if kind == "string_pattern_mismatch" and "a-z0-9" in str(detail.get("ctx", {}).get("pattern")):
        return f"'{key}' is {given} (use lower-case letters, digits and single hyphens)"
    if kind == "string_type":
        return f"'{key}' is {given}, not a text (put it between quotes)"
    return f"'{key}' is {given} ({detail['msg'][:1].lower()}{detail['msg'][1:]})"


def _did_you_mean(key: str) -> str:
    close = difflib.get_close_matches(key, _KNOWN_KEYS, n=1)
    return f"did you mean '{close[0]}'?" if close else "remove it, or add it to content/schema first"
