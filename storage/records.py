"""Turns rows into the values of `mentoring` and back; the only place where stored text is sealed and opened."""

import json
import secrets
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from conversation.messages import (
    Button,
    Channel,
    Conversation,
    Draft,
    FileLink,
    Message,
    Page,
    Picture,
    Route,
    Sender,
    SourceLine,
)
from mentoring.cases import Case, CaseState, Ending, Reason, Urgency
from mentoring.hours import parse_week
from mentoring.people import Mentor, Role
from storage.cipher import Cipher
from storage.models import ButtonRow, ConversationRow, MessageRow, OutboxRow, OutboxState
from storage.models_people import CaseRow, MentorRow


def now() -> datetime:
    """This moment in UTC."""
    return datetime.now(UTC)


def new_id() -> str:
    """128 random bits as 32 hex digits."""
    return secrets.token_hex(16)


def new_button_id() -> str:
    """96 random bits as 16 URL-safe characters: nobody guesses another's button, and it fits Telegram's 64 bytes."""
    return secrets.token_urlsafe(12)


def to_conversation(row: ConversationRow) -> Conversation:
    """A conversation without its address."""
    return Conversation(row.id, Channel(row.channel), Route(row.route), row.stopped)


def to_case(row: CaseRow) -> Case:
    """A case as the desk sees it."""
    return Case(
        id=row.id,
        conversation_id=row.conversation_id,
        reason=Reason(row.reason),
        urgency=Urgency(row.urgency),
        state=CaseState(row.state),
        opened_at=row.opened_at,
        since=row.since,
        owed_since=row.owed_since,
        mentor_id=row.mentor_id,
        claimed_at=row.claimed_at,
        answered_at=row.answered_at,
        closed_at=row.closed_at,
        ending=Ending(row.ending) if row.ending else None,
        ended_by=row.ended_by,
        reviewed_by=row.reviewed_by,
        round=row.round,
    )


def write_case(row: CaseRow, case: Case) -> None:
    """Put what can change of a case into its row."""
    row.state, row.since, row.owed_since, row.round = case.state.value, case.since, case.owed_since, case.round
    row.mentor_id, row.claimed_at, row.answered_at = case.mentor_id, case.claimed_at, case.answered_at
    row.closed_at, row.ending = case.closed_at, case.ending.value if case.ending else None
    row.ended_by, row.reviewed_by = case.ended_by, case.reviewed_by


def to_mentor(row: MentorRow, cipher: Cipher) -> Mentor:
    """A mentor with name and addresses opened."""
    chat = cipher.open(row.telegram_chat) if row.telegram_chat is not None else None
    name, email, hours = cipher.open(row.name), cipher.open(row.email), parse_week(row.hours) if row.hours else None
    return Mentor(row.id, name, email, row.active, chat, Role(row.role), hours)


def seal_body(draft: Draft, sender_name: str | None, cipher: Cipher) -> bytes:
    """What a message says, as sealed JSON."""
    body = {
        "text": draft.text,
        "sources": [[line.title, line.url, line.checked_on] for line in draft.sources],
        "files": [[file.title, file.path] for file in draft.files],
        "picture": asdict(draft.picture) if draft.picture else None,
        "page": asdict(draft.page) if draft.page else None,
        "sender_name": sender_name,
        "personal": draft.personal,
    }
    return cipher.seal(json.dumps(body, ensure_ascii=False))


def to_messages(session: Session, rows: Sequence[MessageRow], cipher: Cipher) -> tuple[Message, ...]:
    """Messages with their buttons and whether they could not be delivered."""
    ids = [row.id for row in rows]
    buttons: dict[str, list[Button]] = {}
    query = select(ButtonRow).where(ButtonRow.message_id.in_(ids)).order_by(ButtonRow.position)
    for button in session.scalars(query):
        buttons.setdefault(button.message_id, []).append(Button(cipher.open(button.title), button.id))
    dead = set(
        session.scalars(
            select(OutboxRow.message_id).where(OutboxRow.message_id.in_(ids), OutboxRow.state == OutboxState.DEAD)
        )
    )
    return tuple(_to_message(row, tuple(buttons.get(row.id, ())), row.id in dead, cipher) for row in rows)


def _to_message(row: MessageRow, buttons: tuple[Button, ...], dead: bool, cipher: Cipher) -> Message:
    body = json.loads(cipher.open(row.body))
    return Message(
        id=row.id,
        conversation_id=row.conversation_id,
        seq=row.seq,
        sender=Sender(row.sender),
        text=body["text"],
        at=row.at,
        buttons=buttons,
        sources=tuple(SourceLine(*line) for line in body["sources"]),
        files=tuple(FileLink(*file) for file in body.get("files", ())),
        picture=Picture(**body["picture"]) if body.get("picture") else None,
        page=Page(**body["page"]) if body.get("page") else None,
        sender_name=body["sender_name"],
        personal=bool(body.get("personal")),
        undelivered=dead,
    )
