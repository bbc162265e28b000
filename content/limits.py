"""Reads how old a check of each kind of content may be, so that nobody has to touch code to be stricter."""

from collections.abc import Iterable, Iterator

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from content.documents import Document
from content.layout import KINDS, LIMITS
from content.problems import Problem
from content.records import Record
from content.schema import AgeLimit

_KINDS = {kind.name for kind in KINDS}


def parse_limits(document: Document) -> tuple[dict[str, AgeLimit], list[Problem]]:
    """The limits by kind, and what is wrong with the file."""
    if not isinstance(document.data, dict):
        return {}, [document.problem("this file must hold keys and values ('path: {soft: 400, hard: 730}')")]
    limits: dict[str, AgeLimit] = {}
    problems: list[Problem] = []
    for kind, data in document.data.items():
        if kind not in _KINDS:
            problems.append(document.problem(f"no kind '{kind}' (kinds: {', '.join(sorted(_KINDS))})", (kind,)))
            continue
        try:
            limits[kind] = AgeLimit.model_validate(data)
        except ValidationError as error:
            problems += [
                document.problem(f"limit of '{kind}': {_reason(detail)}", (kind,)) for detail in error.errors()
            ]
    return limits, problems


def without_limit(records: Iterable[Record], limits: dict[str, AgeLimit]) -> Iterator[Problem]:
    """A kind that has check dates but no limit: one problem, at its first entry."""
    seen = set(limits)
    for record in records:
        if record.kind not in seen and any(record.checks()):
            seen.add(record.kind)
            yield record.problem(f"no limit for '{record.kind}' in {LIMITS} (say how long a check holds)")


def _reason(detail: ErrorDetails) -> str:
    where = ".".join(str(part) for part in detail["loc"])
    return f"{where}: {detail['msg']}" if where else str(detail["msg"])
