"""Finds conversations, reads the talk, and erases it for good."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from conversation.messages import Channel, Conversation, Message
from storage.casework import holder_name
from storage.cipher import Cipher
from storage.database import Database
from storage.intake import by_address, new_conversation
from storage.models import ConversationRow, MessageRow, WebSessionRow
from storage.records import new_id, now, to_conversation, to_messages


class SqlConversations:
    """Implements `conversation.ports.ConversationStore`."""

    def __init__(self, database: Database, cipher: Cipher) -> None:
        self._database = database
        self._cipher = cipher

    def open_web_session(self, token_hash: str) -> Conversation:
        """Begin a conversation on the web, whose address is its own id."""
        with self._database.write() as session:
            own_id = new_id()
            row = new_conversation(self._cipher, Channel.WEB, own_id, own_id)
            session.add(row)
            session.flush()
            session.add(WebSessionRow(token_hash=token_hash, conversation_id=row.id, created_at=now()))
            return to_conversation(row)

    def web_session(self, token_hash: str) -> Conversation | None:
        """Return the conversation of a session token's hash, or None."""
        with self._database.read() as session:
            row = session.get(WebSessionRow, token_hash)
            return _get(session, row.conversation_id, self._cipher) if row is not None else None

    def find(self, channel: Channel, address: str) -> Conversation | None:
        """Return the conversation of a channel's own address, or None."""
        with self._database.read() as session:
            found = session.scalars(by_address(channel, self._cipher.indexes(channel.value, address))).first()
            return _get(session, found, self._cipher) if found is not None else None

    def conversation(self, conversation_id: str) -> Conversation | None:
        """Return a conversation with its present route, or None."""
        with self._database.read() as session:
            return _get(session, conversation_id, self._cipher)

    def replies_to(self, inbound_id: str) -> Sequence[Message]:
        """Return what was said in answer to one message so far, oldest first."""
        with self._database.read() as session:
            query = select(MessageRow).where(MessageRow.inbound_id == inbound_id).order_by(MessageRow.seq)
            return to_messages(session, session.scalars(query).all(), self._cipher)

    def messages_after(self, conversation_id: str, after_seq: int = 0, limit: int = 200) -> Sequence[Message]:
        """Return the talk after `after_seq`, oldest first."""
        with self._database.read() as session:
            mine = (MessageRow.conversation_id == conversation_id, MessageRow.seq > after_seq)
            query = select(MessageRow).where(*mine).order_by(MessageRow.seq).limit(limit)
            return to_messages(session, session.scalars(query).all(), self._cipher)

    def erase(self, conversation_id: str) -> None:
        """Erase a conversation and all that hangs on it, from the file too."""
        with self._database.write() as session:
            session.execute(delete(ConversationRow).where(ConversationRow.id == conversation_id))
        self._database.checkpoint()


def _get(session: Session, conversation_id: str, cipher: Cipher) -> Conversation | None:
    row = session.get(ConversationRow, conversation_id)
    return replace(to_conversation(row), mentor=holder_name(session, row, cipher)) if row is not None else None
