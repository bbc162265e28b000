"""Writing into one conversation, inside a transaction that others began and will commit."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from conversation.messages import Channel, Draft, Message
from conversation.ports import NotFound
from storage.cipher import Cipher
from storage.models import ButtonRow, ConversationRow, MessageRow, OutboxRow, OutboxState
from storage.records import new_button_id, new_id, now, seal_body, to_messages


def lock(session: Session, conversation_id: str) -> ConversationRow:
    """Take a conversation for writing.

    Every writer does this first, so that writers of one conversation stand in line and never wait for each other
    crosswise (PostgreSQL locks the row; SQLite has one writer anyway). Raises `NotFound`.
    """
    query = select(ConversationRow).where(ConversationRow.id == conversation_id).with_for_update()
    row = session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    if row is None:
        raise NotFound(f"no conversation {conversation_id}")
    return row


@dataclass(frozen=True)
class Origin:
    """Where a message comes from: what it answers, a mentor's own id for it, and who signs it."""

    inbound_id: str | None = None
    client_key: str | None = None
    sender_name: str | None = None


class Talk:
    """Appends messages; on channels that push it also puts them on their way out."""

    def __init__(self, cipher: Cipher, push: frozenset[Channel]) -> None:
        self.cipher = cipher
        self.push = push

    def say(
        self, session: Session, conversation: ConversationRow, drafts: Iterable[Draft], origin: Origin | None = None
    ) -> tuple[Message, ...]:
        """Store replies in order, with their buttons and deliveries."""
        rows = [self._append(session, conversation, draft, origin or Origin()) for draft in drafts]
        session.flush()
        if Channel(conversation.channel) in self.push:
            for row in rows:
                session.add(self._delivery(row))
                session.flush()  # one by one: the order of insertion is the order of delivery
        return to_messages(session, rows, self.cipher)

    def hear(self, session: Session, conversation: ConversationRow, draft: Draft) -> None:
        """Store the person's own words."""
        self._append(session, conversation, draft, Origin())
        session.flush()

    def _append(self, session: Session, conversation: ConversationRow, draft: Draft, origin: Origin) -> MessageRow:
        conversation.last_seq += 1
        row = MessageRow(
            id=new_id(),
            conversation_id=conversation.id,
            seq=conversation.last_seq,
            sender=draft.sender.value,
            body=seal_body(draft, origin.sender_name, self.cipher),
            at=now(),
            inbound_id=origin.inbound_id,
            client_key=origin.client_key,
        )
        session.add(row)
        session.flush()
        session.add_all(self._buttons(row, draft))
        return row

    def _buttons(self, message: MessageRow, draft: Draft) -> list[ButtonRow]:
        return [
            ButtonRow(
                id=new_button_id(),
                conversation_id=message.conversation_id,
                message_id=message.id,
                position=position,
                title=self.cipher.seal(title),
                payload=self.cipher.seal(payload),
            )
            for position, (title, payload) in enumerate(draft.buttons)
        ]

    def _delivery(self, message: MessageRow) -> OutboxRow:
        return OutboxRow(
            id=new_id(),
            conversation_id=message.conversation_id,
            message_id=message.id,
            state=OutboxState.PENDING,
            attempts=0,
            due_at=now(),
        )
