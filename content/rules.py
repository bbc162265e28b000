"""Rules on one entry that the schema cannot see: its file name, its folder, and dates that contradict each other."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from content.layout import KINDS
from content.problems import Problem
from content.records import Record
from content.schema import Entry, KeyDate, Profession, ProgrammeEntry, School, SchoolDate
from content.timed import timed

_FILE_NAME = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*\.yml")
_FOLDER_NAME = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")
_SAMPLE_MARK = "(voorbeeldschool)"
_NAMED_AFTER_FILE = frozenset(kind.name for kind in KINDS if not kind.many) - {"school"}
_COUNTRY_FOLDERS = frozenset({"path", "level", "progression"})


def name_problems(file: Path, relative: Path) -> Iterator[Problem]:
    """Faults of a file's path: accents, capitals and spaces break links on other systems."""
    if not _FILE_NAME.fullmatch(relative.name):
        yield Problem(file, 1, "file name (use lower-case letters without accents, digits and hyphens, ending in .yml)")
    if not all(_FOLDER_NAME.fullmatch(part) for part in relative.parent.parts):
        yield Problem(file, 1, "folder name (use lower-case letters without accents, digits and hyphens)")


def record_problems(record: Record, today: date) -> Iterator[Problem]:
    """Faults of one entry on its own."""
    yield from _id_and_folder(record)
    yield from _future_checks(record, today)
    yield from _periods(record)
    yield from _without_a_time(record)
    if isinstance(record.entry, Profession):
        yield from _scores(record, record.entry)


def _without_a_time(record: Record) -> Iterator[Problem]:
    """One problem for each field with an amount, a day or a year, in an entry that does not say when it holds."""
    if not isinstance(record.entry, Entry) or record.entry.holds_for is not None:
        return
    for field, words in dict(reversed(list(timed(record.entry)))).items():
        yield record.problem(f"'{words}' has no time (add 'holds_for': a school year, a year, or always)", field)


def _scores(record: Record, profession: Profession) -> Iterator[Problem]:
    if profession.scores is None:
        return
    if not profession.sources:
        yield record.problem("scores without a source (add the source they come from)", "scores")
    values = profession.scores.model_dump()
    letters = [letter.value for letter in profession.riasec]
    if sorted(letters, key=values.__getitem__, reverse=True) != letters:
        yield record.problem("riasec is not in the order of the scores (put the highest first)", "riasec")
    if any(values[letter] > min(values[own] for own in letters) for letter in values if letter not in letters):
        yield record.problem("riasec leaves out a letter with a higher score (take the highest)", "riasec")


def _id_and_folder(record: Record) -> Iterator[Problem]:
    relative, entry = record.document.relative, record.entry
    if record.kind in _NAMED_AFTER_FILE and record.id != relative.stem:
        yield record.problem(f"id '{record.id}' is not the file name '{relative.stem}' (make them equal)", "id")
    if record.kind in _COUNTRY_FOLDERS and entry.country != relative.parts[1]:
        yield record.problem(f"country '{entry.country}' in folder '{relative.parts[1]}' (move the file)", "country")
    if record.kind == "place" and entry.country != relative.stem:
        yield record.problem(f"country '{entry.country}' in '{relative.name}' (move the entry)", "country")
    if record.kind == "faq" and entry.country != relative.parts[1]:
        yield record.problem(f"country '{entry.country}' in folder '{relative.parts[1]}' (move the entry)", "country")
    if record.kind == "article":
        folder = relative.parts[1] if relative.parts[0] == "articles" else relative.parts[0]
        if entry.topic != folder:
            yield record.problem(f"topic '{entry.topic}' in folder '{folder}' (move the file)", "topic")
    if isinstance(entry, School):
        yield from _school(record, entry, relative.parts[1])


def _school(record: Record, school: School, folder: str) -> Iterator[Problem]:
    if school.id != folder:
        yield record.problem(f"id '{school.id}' is not the folder name '{folder}' (make them equal)", "id")
    if school.sample and _SAMPLE_MARK not in school.name:
        yield record.problem(f"a sample school must say so in its name (add '{_SAMPLE_MARK}')", "name")


def _future_checks(record: Record, today: date) -> Iterator[Problem]:
    for location, checked_on in record.checks():
        if checked_on > today:
            yield record.problem(
                f"checked_on {checked_on} lies in the future (give the day somebody looked)", *location
            )


def _periods(record: Record) -> Iterator[Problem]:
    entry = record.entry
    if isinstance(entry, ProgrammeEntry) and entry.valid_from > entry.valid_until:
        yield record.problem("valid_from lies after valid_until (swap or mend them)", "valid_from")
    if isinstance(entry, SchoolDate) and entry.last is not None and entry.first > entry.last:
        yield record.problem("first lies after last (swap or mend them)", "first")
    if isinstance(entry, KeyDate):
        for index, period in enumerate(entry.dates):
            if period.first > period.last:
                yield record.problem("first lies after last (swap or mend them)", "dates", index, "first")
