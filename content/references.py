"""Rules between entries: ids that occur twice, and references that lead nowhere."""

import difflib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from content.problems import Problem
from content.records import Parsed, Record
from content.schema import Article, Entry, Letter

_ONWARD = ("path", "level")
REFERENCES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "path": {
        "level": ("level",),
        "stage": ("level",),
        "domain": ("domain",),
        "subjects": ("subject",),
        "leads_to": _ONWARD,
        "professions": ("profession",),
        "tags": ("tag",),
    },
    "level": {"part_of": ("level",), "leads_to": _ONWARD},
    "progression": {"start": _ONWARD},
    "profession": {"domain": ("domain",), "tags": ("tag",), "paths": ("path",)},
    "domain": {"tags": ("tag",)},
    "subject": {"tags": ("tag",)},
    "item": {"tags": ("tag",)},
    "talent": {"tags": ("tag",), "domains": ("domain",)},
    "value": {"tags": ("tag",), "domains": ("domain",)},
    "faq": {"about": (*_ONWARD, "profession", "subject", "domain", "article", "key_date")},
    "article": {"next_steps": ("article", *_ONWARD)},
    "school": {"paths": _ONWARD},
    "school_date": {"for_level": ("level",)},
}
"""For each kind, the fields that hold ids and the kinds those ids may be of."""

_SHARED = frozenset(
    {"path", "level", "profession", "domain", "place", "article", "faq", "key_date", "help_line", "school"}
)
"""Kinds that share one set of ids. The others are only ever referred to by a field of their own, so that `techniek`
can be a domain and a subject."""


def between_problems(parsed: Parsed, rows: Mapping[str, str]) -> Iterator[Problem]:
    """All faults between entries. `rows` are the comparison rows."""
    everything = parsed.records
    ids: dict[str, set[str]] = defaultdict(set)
    for kind, faulty in parsed.faulty:
        ids[kind].add(faulty)
    for record in everything:
        ids[record.kind].add(record.id)
    yield from _duplicates(everything)
    yield from _second_defaults(everything)
    yield from _unbalanced_items(everything)
    for record in everything:
        yield from _dangling(record, ids)
        if record.kind == "level" and rows:
            yield from _unknown_rows(record, rows)


def _duplicates(records: Iterable[Record]) -> Iterator[Problem]:
    seen: dict[tuple[str, str], Record] = {}
    for record in records:
        first = seen.setdefault((_namespace(record), record.id), record)
        if first is not record:
            where = f"{first.document.file.as_posix()}:{first.document.line((*first.at, 'id'))}"
            yield record.problem(f"id '{record.id}' already stands in {where} (choose another)", "id")


def _namespace(record: Record) -> str:
    if record.kind in ("programme", "school_date"):
        return f"{record.kind} {record.document.relative.parts[1]}"
    return "shared" if record.kind in _SHARED else record.kind


def _second_defaults(records: Iterable[Record]) -> Iterator[Problem]:
    seen: dict[tuple[str, str], str] = {}
    for record in records:
        if isinstance(record.entry, Article) and record.entry.default:
            first = seen.setdefault((record.entry.topic, record.entry.country), record.id)
            if first != record.id:
                yield record.problem(
                    f"'{first}' is already the default of this topic and country (keep one)", "default"
                )


def _unbalanced_items(records: Iterable[Record]) -> Iterator[Problem]:
    """More items on one letter would measure that letter better: counts must be equal, also in the short form."""
    items = [record for record in records if record.kind == "item"]
    for form, part in (("form", items), ("short form", [record for record in items if record.entry.short])):
        counts = Counter(record.entry.letter.value for record in part)
        if items and len({counts[letter.value] for letter in Letter}) > 1:
            told = ", ".join(f"{letter.value} {counts[letter.value]}" for letter in Letter)
            yield items[0].problem(f"the {form} is out of balance: {told} (give every letter as many items)")


def _dangling(record: Record, ids: Mapping[str, set[str]]) -> Iterator[Problem]:
    for location, value, kinds in _references(record):
        if not any(value in ids.get(kind, ()) for kind in kinds):
            known = sorted(set().union(*(ids.get(kind, set()) for kind in kinds)))
            close = difflib.get_close_matches(value, known, n=1)
            mend = f"did you mean '{close[0]}'?" if close else "add it, or remove the reference"
            yield record.problem(f"no {' or '.join(kinds)} has the id '{value}' ({mend})", *location)


def _references(record: Record) -> Iterator[tuple[tuple[int | str, ...], str, tuple[str, ...]]]:
    for field, kinds in REFERENCES.get(record.kind, {}).items():
        value: Any = getattr(record.entry, field)
        if isinstance(value, tuple):
            yield from (((field, index), item, kinds) for index, item in enumerate(value))
        elif value is not None:
            yield (field,), value, kinds
    if record.kind == "progression":
        yield from ((("steps", index, "to"), step.to, _ONWARD) for index, step in enumerate(record.entry.steps))
    if isinstance(record.entry, Entry):
        for index, citation in enumerate(record.entry.sources):
            yield ("sources", index, "id"), citation.id, ("source",)


def _unknown_rows(record: Record, rows: Mapping[str, str]) -> Iterator[Problem]:
    for row in record.entry.compare:
        if row not in rows:
            yield record.problem(f"no comparison row '{row}' (rows: {', '.join(rows)})", "compare", row)
