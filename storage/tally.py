"""Counts what stayed unanswered, by topic and day: nothing a person typed, and no link to anyone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.database import Database
from storage.models_people import TallyRow
from storage.records import now

SLUG = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*")
MOST_LETTERS = 80
BETWEEN = "--"
"""Stands between a topic and the entry a question came near to; no slug holds it."""


@dataclass(frozen=True)
class Unanswered:
    """How often a topic stayed unanswered. `near` is the id of the entry the questions came near to, if any."""

    topic: str
    near: str | None
    count: int
    last: date


class SqlTally:
    """Reads the counts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def unanswered(self, since: date) -> Sequence[Unanswered]:
        """The counts from a day on, the most frequent first."""
        total = func.sum(TallyRow.count)
        query = (
            select(TallyRow.topic, total, func.max(TallyRow.day))
            .where(TallyRow.day >= since)
            .group_by(TallyRow.topic)
            .order_by(total.desc(), TallyRow.topic)
        )
        with self._database.read() as session:
            return tuple(_unanswered(key, int(times), last) for key, times, last in session.execute(query))


def count(session: Session, topic: str, near: str = "") -> None:
    """Count one question on a topic. What is no slug is counted as "other": no words of a person may end up here."""
    key = topic if _is_slug(topic) else "other"
    if near and _is_slug(near) and len(key) + len(BETWEEN) + len(near) <= MOST_LETTERS:
        key += BETWEEN + near
    today = now().date()
    row = session.get(TallyRow, (today, key), with_for_update=True)
    if row is None:
        session.add(TallyRow(day=today, topic=key, count=1))
    else:
        row.count += 1
    session.flush()


def _is_slug(text: str) -> bool:
    return SLUG.fullmatch(text) is not None and len(text) <= MOST_LETTERS


def _unanswered(key: str, times: int, last: date) -> Unanswered:
    topic, _, near = key.partition(BETWEEN)
    return Unanswered(topic, near or None, times, last)
