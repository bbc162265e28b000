"""Keeps where a talk stands after words of danger, sealed, and finds the gentle questions nobody answered."""

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime

from sqlalchemy import select

from conversation.care import ANSWER_WITHIN, Care, Stage
from conversation.inbox import Decision
from conversation.messages import Draft
from conversation.turns import Effect
from storage.cipher import Cipher
from storage.database import Database
from storage.effects import Effects
from storage.models import ConversationRow
from storage.records import now
from storage.talk import Talk, lock


def recalled(conversation: ConversationRow, cipher: Cipher) -> Care:
    """The state of care that is kept of a conversation."""
    if conversation.care is None:
        return Care()
    kept = json.loads(cipher.open(conversation.care))
    return Care(**kept | {"stage": Stage(kept["stage"])})


def remember(conversation: ConversationRow, decision: Decision, cipher: Cipher) -> None:
    """Keep what a decision says of care and country; a calm talk keeps nothing."""
    if decision.country is not None:
        conversation.country = decision.country
    if decision.care is not None:
        keep(conversation, decision.care, cipher)


def keep(conversation: ConversationRow, care: Care, cipher: Cipher) -> None:
    """Keep a state; a gentle question begins to wait for its answer."""
    calm = care.stage is Stage.CALM
    conversation.care = None if calm else cipher.seal(json.dumps(asdict(care)))
    conversation.answer_due = now() + ANSWER_WITHIN if care.stage is Stage.ASKED else None


class SqlCare:
    """Implements `conversation.ports.CareStore`."""

    def __init__(self, database: Database, talk: Talk, effects: Effects) -> None:
        self._database, self._talk, self._effects = database, talk, effects

    def unanswered(self, at: datetime, limit: int = 50) -> Sequence[tuple[str, Care]]:
        """Return the conversations whose gentle question waited too long, with their state."""
        query = select(ConversationRow).where(ConversationRow.answer_due <= at).limit(limit)
        with self._database.read() as session:
            return [(row.id, recalled(row, self._talk.cipher)) for row in session.scalars(query)]

    def settle(self, conversation_id: str, reply: Draft, effect: Effect, at: datetime) -> bool:
        """Open the quiet case, say so, and stop waiting; False when an answer came meanwhile."""
        with self._database.write() as session:
            conversation = lock(session, conversation_id)
            if conversation.answer_due is None or conversation.answer_due > at:
                return False
            keep(conversation, replace(recalled(conversation, self._talk.cipher), stage=Stage.CALM), self._talk.cipher)
            self._effects.apply(session, conversation, [effect], keep="")
            if not conversation.stopped:
                self._talk.say(session, conversation, [reply])
            return True
