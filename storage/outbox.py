"""Deliveries of channels that push: kept until the channel took them, in order within a conversation."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, exists, func, select
from sqlalchemy.orm import Session

from conversation.inbox import Delivery
from conversation.messages import Channel
from conversation.ports import NotFound
from storage.cipher import Cipher
from storage.database import Database
from storage.models import ConversationRow, MessageRow, OutboxRow, OutboxState
from storage.records import to_messages
from storage.talk import lock

ERROR_LENGTH = 200


class SqlOutbox:
    """Implements `conversation.ports.OutboxStore`."""

    def __init__(self, database: Database, cipher: Cipher) -> None:
        self._database = database
        self._cipher = cipher

    def due_deliveries(self, now: datetime, limit: int = 50) -> Sequence[Delivery]:
        """Return the first waiting delivery of each conversation, when due."""
        heads = (
            select(func.min(OutboxRow.ordinal))
            .where(OutboxRow.state == OutboxState.PENDING)
            .group_by(OutboxRow.conversation_id)
        )
        query = select(OutboxRow).where(OutboxRow.ordinal.in_(heads), OutboxRow.due_at <= now)
        with self._database.read() as session:
            rows = session.scalars(query.order_by(OutboxRow.ordinal).limit(limit)).all()
            return tuple(self._delivery(session, row) for row in rows)

    def _delivery(self, session: Session, row: OutboxRow) -> Delivery:
        conversation = session.get_one(ConversationRow, row.conversation_id)
        (message,) = to_messages(session, [session.get_one(MessageRow, row.message_id)], self._cipher)
        return Delivery(
            id=row.id,
            conversation_id=row.conversation_id,
            channel=Channel(conversation.channel),
            address=self._cipher.open(conversation.address),
            message=message,
            attempts=row.attempts,
        )

    def delivered(self, delivery_id: str) -> None:
        """Note that the channel took it; a forgotten conversation is gone after its last delivery."""
        self._settle(delivery_id, OutboxState.SENT, None)

    def undeliverable(self, delivery_id: str, error: str) -> None:
        """Stop trying."""
        self._settle(delivery_id, OutboxState.DEAD, error)

    def retry(self, delivery_id: str, at: datetime, error: str) -> None:
        """Try again at `at`."""
        with self._database.write() as session:
            row = _find(session, delivery_id)
            row.attempts, row.due_at, row.error = row.attempts + 1, at, error[:ERROR_LENGTH]

    def _settle(self, delivery_id: str, state: OutboxState, error: str | None) -> None:
        with self._database.write() as session:
            conversation = lock(session, _find(session, delivery_id).conversation_id)
            row = _find(session, delivery_id)
            row.state, row.error = state.value, error[:ERROR_LENGTH] if error else None
            session.flush()
            waiting = exists().where(
                OutboxRow.conversation_id == conversation.id, OutboxRow.state == OutboxState.PENDING
            )
            if conversation.forgotten and not session.scalar(select(waiting)):
                session.execute(delete(ConversationRow).where(ConversationRow.id == conversation.id))


def _find(session: Session, delivery_id: str) -> OutboxRow:
    row = session.scalars(select(OutboxRow).where(OutboxRow.id == delivery_id)).one_or_none()
    if row is None:
        raise NotFound(f"no delivery {delivery_id}")
    return row
