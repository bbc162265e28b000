"""Keeps profiles, shares them with the mentor of a case, and remembers what to say later."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from conversation.inbox import Recall
from mentoring.keeping import LinkState, PlannedKind, Side, reminder_moment
from storage.casework import active_cases
from storage.cipher import Cipher
from storage.models import ConversationRow
from storage.models_kept import CaseProfileRow, FamilyLinkRow, PlannedRow, ProfileRow
from storage.records import new_id, now


class Keeping:
    """Carries out wishes to keep, share and be reminded, inside the transaction of a turn."""

    def __init__(self, cipher: Cipher) -> None:
        self._cipher = cipher

    def keep(self, session: Session, conversation: ConversationRow, profile: Mapping[str, Any]) -> None:
        """Keep a profile in the place of an earlier one."""
        row = session.get(ProfileRow, conversation.id) or ProfileRow(conversation_id=conversation.id)
        row.body, row.kept_at = self.seal(profile), now()
        session.add(row)

    def drop(self, session: Session, conversation: ConversationRow) -> None:
        """Forget the kept profile."""
        session.execute(delete(ProfileRow).where(ProfileRow.conversation_id == conversation.id))

    def share(self, session: Session, conversation: ConversationRow, profile: Mapping[str, Any]) -> None:
        """Show a profile to the mentors of the active cases; without a case nobody is shown anything."""
        for case in active_cases(session, conversation.id):
            row = session.get(CaseProfileRow, case.id) or CaseProfileRow(case_id=case.id)
            row.body, row.shared_at = self.seal(profile), now()
            session.add(row)

    def unshare(self, session: Session, conversation: ConversationRow) -> None:
        """Take the shown profile back."""
        for case in active_cases(session, conversation.id):
            session.execute(delete(CaseProfileRow).where(CaseProfileRow.case_id == case.id))

    def remind(self, session: Session, conversation: ConversationRow, day: date, data: Mapping[str, Any]) -> None:
        """Plan the one reminder of a conversation. Raises ValueError for a day that cannot be."""
        due = reminder_moment(day, now())
        self.cancel_reminder(session, conversation)
        self.plan(session, conversation.id, PlannedKind.REMINDER, data, due)

    def cancel_reminder(self, session: Session, conversation: ConversationRow) -> None:
        """Drop the planned reminder."""
        mine = (PlannedRow.conversation_id == conversation.id, PlannedRow.kind == PlannedKind.REMINDER)
        session.execute(delete(PlannedRow).where(*mine))

    def plan(
        self, session: Session, owner: str, kind: PlannedKind, data: Mapping[str, Any], due: datetime | None = None
    ) -> None:
        """Say something later, or as soon as possible."""
        row = PlannedRow(id=new_id(), conversation_id=owner, kind=kind.value, due_at=due or now())
        row.data = self.seal(data)
        session.add(row)
        session.flush()

    def forget(self, session: Session, conversation: ConversationRow) -> None:
        """Erase all of it for one conversation."""
        mine = conversation.id
        self.unshare(session, conversation)
        self.drop(session, conversation)
        session.execute(delete(PlannedRow).where(PlannedRow.conversation_id == mine))
        session.execute(
            delete(FamilyLinkRow).where((FamilyLinkRow.child_id == mine) | (FamilyLinkRow.parent_id == mine))
        )

    def recall(self, session: Session, conversation_id: str) -> Recall:
        """What the engine is reminded of."""
        profile = session.get(ProfileRow, conversation_id)
        query = select(PlannedRow).where(
            PlannedRow.conversation_id == conversation_id, PlannedRow.kind == PlannedKind.REMINDER
        )
        reminder = session.scalars(query).first()
        return Recall(
            profile=self._cipher.open(profile.body) if profile is not None else "",
            family=self._family(session, conversation_id),
            reminder=str(self.open(reminder.data).get("day", "")) if reminder is not None else "",
        )

    def seal(self, value: Mapping[str, Any]) -> bytes:
        """Sealed JSON."""
        return self._cipher.seal(json.dumps(dict(value), ensure_ascii=False))

    def open(self, sealed: bytes) -> dict[str, Any]:
        """What `seal` was given."""
        found: dict[str, Any] = json.loads(self._cipher.open(sealed))
        return found

    def _family(self, session: Session, conversation_id: str) -> str:
        row = link_of(session, conversation_id)
        if row is None:
            return ""
        side = Side.CHILD if row.child_id == conversation_id else Side.PARENT
        found: dict[str, Any] = {"state": row.state, "side": side.value}
        if row.state == LinkState.AGREED and row.child_view is not None and row.parent_view is not None:
            found |= {"child": self.open(row.child_view), "parent": self.open(row.parent_view)}
        return json.dumps(found, ensure_ascii=False)


def link_of(session: Session, conversation_id: str) -> FamilyLinkRow | None:
    """The link a conversation is part of, the newest first."""
    mine = (FamilyLinkRow.child_id == conversation_id) | (FamilyLinkRow.parent_id == conversation_id)
    return session.scalars(select(FamilyLinkRow).where(mine).order_by(FamilyLinkRow.expires_at.desc())).first()
