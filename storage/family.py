"""Links a parent's and a child's conversation by a code that works once; nothing is shown before the child agrees."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from mentoring.keeping import CODE_DAYS, LinkState, PlannedKind, Side
from storage.cipher import Cipher
from storage.keeping import Keeping, link_of
from storage.models import ConversationRow
from storage.models_kept import FamilyLinkRow
from storage.records import new_id, now

View = Mapping[str, Any]


class Family:
    """The moves of a link, inside the transaction of a turn. `code` is what was typed or shown, in any case."""

    def __init__(self, cipher: Cipher, keeping: Keeping) -> None:
        self._cipher, self._keeping = cipher, keeping

    def offer(self, session: Session, conversation: ConversationRow, code: str, side: Side, view: View | None) -> None:
        """Make a code for the other to type; an earlier link of this conversation ends."""
        self.end(session, conversation)
        session.execute(
            delete(FamilyLinkRow).where(FamilyLinkRow.expires_at < now(), FamilyLinkRow.code_key.is_not(None))
        )
        expires = now() + timedelta(days=CODE_DAYS)
        row = FamilyLinkRow(id=new_id(), state=LinkState.OFFERED.value, expires_at=expires)
        row.code_key = self._cipher.index("family", plain(code))
        self._take_side(row, conversation.id, side, view)
        session.add(row)
        session.flush()

    def join(self, session: Session, conversation: ConversationRow, code: str, side: Side, view: View | None) -> None:
        """Use a code: the child is asked, the parent waits. A code that fits nothing is said to be so."""
        row = self._by_code(session, code)
        taken = row is not None and (row.child_id if side is Side.CHILD else row.parent_id) is not None
        if row is None or taken or conversation.id in (row.child_id, row.parent_id):
            self._keeping.plan(session, conversation.id, PlannedKind.FAMILY_UNKNOWN, {"side": side.value})
            return
        old = link_of(session, conversation.id)
        if old is not None and old.id != row.id:
            self.end(session, conversation)
        self._take_side(row, conversation.id, side, view)
        row.code_key, row.state = None, LinkState.JOINED.value
        session.flush()
        self._tell(session, row, PlannedKind.FAMILY_ASK, PlannedKind.FAMILY_WAITING)

    def agree(self, session: Session, conversation: ConversationRow, view: View) -> None:
        """The child says yes, and shows this view. Nothing happens when nobody asked."""
        row = link_of(session, conversation.id)
        if row is None or row.child_id != conversation.id or row.state != LinkState.JOINED:
            return
        row.child_view, row.state = self._keeping.seal(view), LinkState.AGREED.value
        self._tell(session, row, PlannedKind.FAMILY_READY, PlannedKind.FAMILY_READY)

    def end(self, session: Session, conversation: ConversationRow) -> None:
        """End the link: by either, at any time; the other hears that it ended, not why."""
        row = link_of(session, conversation.id)
        if row is None:
            return
        other = row.parent_id if row.child_id == conversation.id else row.child_id
        side = Side.PARENT if row.child_id == conversation.id else Side.CHILD
        session.delete(row)
        session.flush()
        if other is not None:
            self._keeping.plan(session, other, PlannedKind.FAMILY_ENDED, {"side": side.value})

    def _by_code(self, session: Session, code: str) -> FamilyLinkRow | None:
        keys = self._cipher.indexes("family", plain(code))
        query = select(FamilyLinkRow).where(FamilyLinkRow.code_key.in_(keys), FamilyLinkRow.expires_at >= now())
        return session.scalars(query.with_for_update()).one_or_none()

    def _take_side(self, row: FamilyLinkRow, owner: str, side: Side, view: View | None) -> None:
        sealed = self._keeping.seal(view) if view is not None else None
        if side is Side.CHILD:
            row.child_id, row.child_view = owner, None  # only what the child shows with a yes is stored
        else:
            row.parent_id, row.parent_view = owner, sealed

    def _tell(self, session: Session, row: FamilyLinkRow, child: PlannedKind, parent: PlannedKind) -> None:
        for owner, kind, side in ((row.child_id, child, Side.CHILD), (row.parent_id, parent, Side.PARENT)):
            if owner is not None:
                self._keeping.plan(session, owner, kind, {"side": side.value})


def plain(code: str) -> str:
    """A code without spaces, dashes and case."""
    return "".join(letter for letter in code.upper() if letter.isalnum())
