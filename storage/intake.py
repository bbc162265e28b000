"""Takes every message in once, with all that is decided about it on the spot."""

import hashlib
from collections.abc import Callable

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from conversation.inbox import Accepted, Arrival, Decision, PressedButton
from conversation.messages import Channel, Draft, Incoming, IncomingKind, Route, Sender
from conversation.ports import NotFound
from storage.care import recalled, remember
from storage.casework import standing
from storage.cipher import Cipher
from storage.database import Database
from storage.effects import Effects
from storage.models import ButtonRow, ConversationRow, InboundRow, InboundState
from storage.records import new_id, now, to_conversation
from storage.talk import Origin, Talk, lock

BUTTON_ID_LENGTH = 24


class SqlInbox:
    """Implements `conversation.ports.InboxStore`."""

    def __init__(self, database: Database, talk: Talk, effects: Effects) -> None:
        self._database = database
        self._talk = talk
        self._effects = effects
        self._cipher = talk.cipher

    def accept(self, incoming: Incoming, decide: Callable[[Arrival], Decision]) -> Accepted:
        """Store a message once, with what `decide` says; see the port."""
        return self._database.run(lambda session: self._accept(session, incoming, decide))

    def _accept(self, session: Session, incoming: Incoming, decide: Callable[[Arrival], Decision]) -> Accepted:
        conversation = self._conversation(session, incoming)
        key = _external_key(incoming)
        same = (InboundRow.conversation_id == conversation.id, InboundRow.external_key == key)
        seen = session.scalars(select(InboundRow).where(*same)).one_or_none()
        if seen is not None:
            return Accepted(to_conversation(conversation), seen.id, True, seen.state == InboundState.PENDING)
        conversation.last_at, conversation.stopped, conversation.forgotten = now(), False, False
        decision = decide(self._arrival(session, conversation, incoming))
        remember(conversation, decision, self._cipher)
        return self._store(session, conversation, self._inbound(conversation.id, key, incoming, decision), decision)

    def _store(self, session: Session, conversation: ConversationRow, row: InboundRow, decision: Decision) -> Accepted:
        session.add(row)
        session.flush()
        if decision.shown:
            self._talk.hear(session, conversation, Draft(decision.shown, Sender.PERSON, personal=decision.personal))
            self._effects.casework.heard(session, conversation)
        self._effects.apply(session, conversation, decision.effects, keep=row.id)
        self._talk.say(session, conversation, decision.replies, Origin(row.id))
        return Accepted(to_conversation(conversation), row.id, pending=row.state == InboundState.PENDING)

    def _conversation(self, session: Session, incoming: Incoming) -> ConversationRow:
        keys = self._cipher.indexes(incoming.channel.value, incoming.address)
        known = session.scalars(by_address(incoming.channel, keys)).first()
        if known is not None:
            row = lock(session, known)
            row.address_key = keys[0]  # moves along when the secret key was replaced
            return row
        if incoming.channel is Channel.WEB:
            raise NotFound("the web session is unknown: open one first")
        row = new_conversation(self._cipher, incoming.channel, new_id(), incoming.address)
        session.add(row)
        session.flush()
        return row

    def _arrival(self, session: Session, conversation: ConversationRow, incoming: Incoming) -> Arrival:
        button = None
        if incoming.kind is IncomingKind.BUTTON:
            row = session.get(ButtonRow, incoming.text[:BUTTON_ID_LENGTH])
            if row is not None and row.conversation_id == conversation.id:
                button = PressedButton(self._cipher.open(row.title), self._cipher.open(row.payload))
        cases, country = standing(session, conversation.id), conversation.country or ""
        standing_of = {"urgent": cases.urgent, "asked": cases.asked, "adding": cases.adding}
        care = recalled(conversation, self._cipher)
        return Arrival(to_conversation(conversation), incoming, button, **standing_of, care=care, country=country)

    def _inbound(self, conversation_id: str, key: str, incoming: Incoming, decision: Decision) -> InboundRow:
        owed = decision.payload is not None
        return InboundRow(
            id=new_id(),
            conversation_id=conversation_id,
            external_key=key,
            external_id=self._cipher.seal(incoming.external_id),
            kind=incoming.kind.value,
            text=self._cipher.seal(decision.shown),
            payload=self._cipher.seal(decision.payload) if decision.payload is not None else None,
            trusted=decision.trusted,
            state=InboundState.PENDING.value if owed else InboundState.DONE.value,
            attempts=0,
            apologised=False,
            received_at=now(),
            due_at=now(),
        )


def by_address(channel: Channel, keys: tuple[str, ...]) -> Select[str]:
    """Query for the id of the conversation at an address, by any of its hashes."""
    return select(ConversationRow.id).where(
        ConversationRow.channel == channel.value, ConversationRow.address_key.in_(keys)
    )


def new_conversation(cipher: Cipher, channel: Channel, own_id: str, address: str) -> ConversationRow:
    """A conversation that begins now, with the bot."""
    moment = now()
    return ConversationRow(
        id=own_id,
        channel=channel.value,
        address_key=cipher.index(channel.value, address),
        address=cipher.seal(address),
        route=Route.BOT.value,
        stopped=False,
        forgotten=False,
        last_seq=0,
        created_at=moment,
        last_at=moment,
    )


def _external_key(incoming: Incoming) -> str:
    # A hash, because clients choose their ids freely: any length, any content.
    return hashlib.sha256(incoming.external_id.encode("utf-8", "replace")).hexdigest()
