"""What `./wegwijs content check` and `content stats` do: tell an author what is wrong, and a school what is there."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from content.library import Library
from content.loader import CONTENT_ROOT, collect
from content.schema import Entry, ProgrammeEntry, SchoolDate


def check(root: Path = CONTENT_ROOT) -> int:
    """Print every problem, one a line, and return the exit code: 0 when there is none, 1 otherwise."""
    library, problems = collect(root)
    for problem in problems:
        print(problem)
    total = sum(1 for _ in _everything(library))
    print(f"{total} entries checked, {len(problems)} problem{'' if len(problems) == 1 else 's'}")
    return 1 if problems else 0


def stats(root: Path = CONTENT_ROOT) -> dict[str, Any]:
    """Counts of all valid entries, ready for JSON.

    `verify` counts entries with a part people are told to ask about, `left_out` what content is silent on and why.
    """
    library, problems = collect(root)
    checks = sorted(day for entry in _everything(library) for day in _check_dates(entry))
    return {
        "paths": _per_country_and_type(library),
        "structure": _per_country(library.structure.values()),
        "progressions": _per_country(library.progressions.values()),
        "professions": len(library.professions),
        "professions_with_scores": sum(1 for entry in library.professions.values() if entry.scores),
        "domains": len(library.domains),
        "subjects": len(library.subjects),
        "tags": len(library.tags),
        "items": len(library.items),
        "talents": len(library.talents),
        "values": len(library.values),
        "places": _per_country(library.places.values()),
        "articles": _per_country(library.articles.values()),
        "faq": _per_country(library.faq.values()),
        "key_dates": _per_country(library.key_dates.values()),
        "help_lines": _per_country(library.help_lines.values()),
        "sources": len(library.sources),
        "schools": {
            id: {"programme": len(school.programme), "dates": len(school.dates)}
            for id, school in sorted(library.schools.items())
        },
        "oldest_check": checks[0].isoformat() if checks else None,
        "verify": sum(1 for entry in _everything(library) if isinstance(entry, Entry) and entry.verify),
        "verify_by_kind": {kind: n for kind, entries in _shelves(library) if (n := sum(map(_asks, entries)))},
        "left_out": _left_out(library),
        "problems": len(problems),
    }


def _asks(entry: Any) -> bool:
    return isinstance(entry, Entry) and entry.verify is not None


def _shelves(library: Library) -> tuple[tuple[str, Iterable[Any]], ...]:
    return (
        ("paths", library.paths.values()),
        ("structure", library.structure.values()),
        ("progressions", library.progressions.values()),
        ("professions", library.professions.values()),
        ("articles", library.articles.values()),
        ("faq", library.faq.values()),
        ("key_dates", library.key_dates.values()),
        ("help_lines", library.help_lines.values()),
    )


def _left_out(library: Library) -> dict[str, Any]:
    """Groups per country, the facts in them where their number is known, and each group with its reason."""
    groups = library.left_out.values()
    return {
        "groups": _per_country(groups),
        "facts": sum(group.count or 0 for group in groups),
        "without_a_number": sum(1 for group in groups if group.count is None),
        "why": {group.id: group.why for group in groups},
    }


def _per_country_and_type(library: Library) -> dict[str, dict[str, int]]:
    counts: dict[str, Counter[str]] = {"nl": Counter(), "vl": Counter()}
    for path in library.paths.values():
        counts.setdefault(path.country.value, Counter())[path.type.value] += 1
    return {country: dict(sorted(types.items())) for country, types in counts.items()}


def _per_country(entries: Iterable[Any]) -> dict[str, int]:
    return dict(sorted(Counter(entry.country.value for entry in entries).items()))


def _everything(library: Library) -> Iterator[Any]:
    for entries in (
        library.paths, library.structure, library.progressions, library.professions, library.domains, library.subjects,
        library.tags, library.items, library.talents, library.values, library.places, library.articles, library.faq,
        library.key_dates, library.help_lines, library.sources,
    ):  # fmt: skip
        yield from entries.values()
    for school in library.schools.values():
        yield school.school
        yield from school.programme
        yield from school.dates


def _check_dates(entry: Any) -> Iterator[Any]:
    if isinstance(entry, Entry):
        yield from (citation.checked_on for citation in entry.sources)
    elif isinstance(entry, (ProgrammeEntry, SchoolDate)):
        yield entry.checked_on
