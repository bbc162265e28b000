"""Hands waiting messages out in order, and commits the end of a turn with all it causes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from conversation.inbox import Pending, Recall
from conversation.messages import Channel, Draft, Incoming, IncomingKind, Message, Route
from conversation.ports import NotFound
from conversation.turns import SHARING, Effect
from storage.casework import standing
from storage.database import Database
from storage.effects import Effects
from storage.models import ConversationRow, InboundRow, InboundState, MessageRow
from storage.records import to_conversation, to_messages
from storage.talk import Origin, Talk, lock


class SqlTurns:
    """Implements `conversation.ports.TurnStore`."""

    def __init__(self, database: Database, talk: Talk, effects: Effects) -> None:
        self._database = database
        self._talk = talk
        self._effects = effects
        self._cipher = talk.cipher

    def waiting(self, conversation_id: str) -> Sequence[Pending]:
        """Return the waiting messages, oldest first, due or not."""
        with self._database.read() as session:
            rows = session.scalars(_waiting(conversation_id)).all()
            conversation = session.get(ConversationRow, conversation_id)
            if conversation is None or not rows:
                return ()
            recall, cases = self._effects.keeping.recall(session, conversation_id), standing(session, conversation_id)
            found = (self._pending(conversation, row, recall) for row in rows)
            return tuple(replace(pending, urgent=cases.urgent, asked=cases.asked) for pending in found)

    def _pending(self, conversation: ConversationRow, row: InboundRow, recall: Recall) -> Pending:
        address, external = self._cipher.open(conversation.address), self._cipher.open(row.external_id)
        shown, kind = self._cipher.open(row.text), IncomingKind(row.kind)
        return Pending(
            inbound_id=row.id,
            conversation=to_conversation(conversation),
            incoming=Incoming(Channel(conversation.channel), address, external, shown, kind),
            payload=self._cipher.open(row.payload) if row.payload is not None else "",
            trusted=row.trusted,
            attempts=row.attempts,
            apologised=row.apologised,
            due_at=row.due_at,
            recall=recall,
        )

    def conversations_with_pending(self) -> Sequence[str]:
        """Return conversations in which a message waits."""
        with self._database.read() as session:
            query = select(InboundRow.conversation_id).where(InboundRow.state == InboundState.PENDING)
            return tuple(session.scalars(query.distinct()))

    def finish(self, inbound_id: str, replies: Sequence[Draft], effects: Sequence[Effect] = ()) -> Sequence[Message]:
        """Commit a turn once, with all it causes; see the port."""
        return self._database.run(lambda session: self._finish(session, inbound_id, replies, effects))

    def _finish(
        self, session: Session, inbound_id: str, replies: Sequence[Draft], effects: Sequence[Effect]
    ) -> Sequence[Message]:
        owner = session.scalars(select(InboundRow.conversation_id).where(InboundRow.id == inbound_id)).one_or_none()
        if owner is None:
            raise NotFound(f"no inbound message {inbound_id}")
        conversation = lock(session, owner)
        row = session.scalars(select(InboundRow).where(InboundRow.id == inbound_id)).one()
        if row.state == InboundState.DONE:
            return self._answers(session, inbound_id)
        if conversation.route == Route.MENTOR and not any(effect.name in SHARING for effect in effects):
            replies = ()  # a mentor claimed while the engine was thinking
        row.state = InboundState.DONE.value
        session.flush()
        self._effects.apply(session, conversation, effects, keep=inbound_id)
        return self._talk.say(session, conversation, replies, Origin(inbound_id))

    def defer(self, waiting: Sequence[Pending], until: datetime, first: Draft, again: Draft, *, failed: bool) -> None:
        """Let these messages wait and say so once; see the port."""
        with self._database.write() as session:
            conversation, rows = self._lock_waiting(session, waiting)
            untold = [row for row in rows if not row.apologised]
            if untold and conversation.route != Route.MENTOR:
                reply = first if len(untold) == len(rows) else again
                self._talk.say(session, conversation, [reply], Origin(untold[-1].id))
            for row in rows:
                row.attempts, row.due_at, row.apologised = row.attempts + failed, until, True

    def give_up(self, waiting: Sequence[Pending], replies: Sequence[Draft], effects: Sequence[Effect]) -> None:
        """End the waiting of these messages; see the port."""
        self._database.run(lambda session: self._give_up(session, waiting, replies, effects))

    def _lock_waiting(
        self, session: Session, waiting: Sequence[Pending]
    ) -> tuple[ConversationRow, Sequence[InboundRow]]:
        conversation = lock(session, waiting[0].conversation.id)
        mine = InboundRow.id.in_([pending.inbound_id for pending in waiting])
        return conversation, session.scalars(_waiting(conversation.id).where(mine)).all()

    def _give_up(
        self, session: Session, waiting: Sequence[Pending], replies: Sequence[Draft], effects: Sequence[Effect]
    ) -> None:
        conversation, rows = self._lock_waiting(session, waiting)
        for row in rows:
            row.state = InboundState.DONE.value
        session.flush()
        if rows and conversation.route != Route.MENTOR:
            self._effects.apply(session, conversation, effects, keep=rows[-1].id)
            self._talk.say(session, conversation, replies, Origin(rows[-1].id))

    def _answers(self, session: Session, inbound_id: str) -> Sequence[Message]:
        query = select(MessageRow).where(MessageRow.inbound_id == inbound_id).order_by(MessageRow.seq)
        return to_messages(session, session.scalars(query).all(), self._cipher)


def _waiting(conversation_id: str) -> Select[InboundRow]:
    mine = (InboundRow.conversation_id == conversation_id, InboundRow.state == InboundState.PENDING)
    return select(InboundRow).where(*mine).order_by(InboundRow.ordinal)
