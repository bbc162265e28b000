"""Hands out what people asked to keep: to the relay that says it later, to the desk, and to the person."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from conversation.messages import Draft, Route
from mentoring.keeping import Planned, PlannedKind
from storage.casework import active_case
from storage.database import Database
from storage.keeping import Keeping
from storage.models import ConversationRow
from storage.models_kept import CaseProfileRow, PlannedRow
from storage.talk import Talk, lock


class SqlKeeping:
    """Implements `mentoring.ports.KeepingStore`."""

    def __init__(self, database: Database, talk: Talk, keeping: Keeping) -> None:
        self._database, self._talk, self._keeping = database, talk, keeping

    def due_planned(self, now: datetime, limit: int = 50) -> Sequence[Planned]:
        """Return what is to be said now; a talk a mentor holds is left alone."""
        query = (
            select(PlannedRow)
            .join(ConversationRow, ConversationRow.id == PlannedRow.conversation_id)
            .where(PlannedRow.due_at <= now, ConversationRow.route != Route.MENTOR)
            .order_by(PlannedRow.ordinal)
            .limit(limit)
        )
        with self._database.read() as session:
            return tuple(self._planned(row) for row in session.scalars(query))

    def say_planned(self, planned_id: str, draft: Draft) -> bool:
        """Say it and forget that it was planned; see the port."""
        with self._database.write() as session:
            owner = session.scalars(select(PlannedRow.conversation_id).where(PlannedRow.id == planned_id)).one_or_none()
            if owner is None:
                return False
            conversation = lock(session, owner)
            row = session.scalars(select(PlannedRow).where(PlannedRow.id == planned_id)).one_or_none()
            if row is None or conversation.route == Route.MENTOR:
                return False
            session.delete(row)
            session.flush()
            if conversation.stopped:
                return False
            self._talk.say(session, conversation, [draft])
            return True

    def postpone(self, planned_id: str, until: datetime) -> None:
        """Say it later."""
        with self._database.write() as session:
            row = session.scalars(select(PlannedRow).where(PlannedRow.id == planned_id)).one_or_none()
            if row is not None:
                row.due_at = until

    def kept(self, conversation_id: str) -> Mapping[str, Any]:
        """Return everything kept for one conversation, for its owner."""
        with self._database.read() as session:
            recall = self._keeping.recall(session, conversation_id)
            case = active_case(session, conversation_id)
            shared = session.get(CaseProfileRow, case.id) if case is not None else None
            planned = session.scalars(select(PlannedRow).where(PlannedRow.conversation_id == conversation_id)).all()
            return {
                "profile": json.loads(recall.profile) if recall.profile else None,
                "shared_with_mentor": self._keeping.open(shared.body) if shared is not None else None,
                "family": json.loads(recall.family) if recall.family else None,
                "planned": [{"at": row.due_at.isoformat(), **self._keeping.open(row.data)} for row in planned],
            }

    def shared_profile(self, case_id: str) -> Mapping[str, Any] | None:
        """Return the profile the person shares with the mentor of a case, or None."""
        with self._database.read() as session:
            row = session.get(CaseProfileRow, case_id)
            return self._keeping.open(row.body) if row is not None else None

    def _planned(self, row: PlannedRow) -> Planned:
        data = self._keeping.open(row.data)
        return Planned(row.id, row.conversation_id, PlannedKind(row.kind), row.due_at, data)
