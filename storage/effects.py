"""Carries out what a turn asked for beyond words: cases, forgetting, stopping, counting."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from conversation.turns import Effect, EffectName
from mentoring.cases import Reason, Urgency
from mentoring.keeping import Side
from storage import tally
from storage.casework import Casework, active_case
from storage.cipher import Cipher
from storage.family import Family
from storage.keeping import Keeping
from storage.models import ButtonRow, ConversationRow, InboundRow, MessageRow, OutboxRow, OutboxState
from storage.models_people import CaseRow


class Effects:
    """Applies effects to a locked conversation."""

    def __init__(self, casework: Casework, cipher: Cipher) -> None:
        self.casework = casework
        self.cipher = cipher
        self.keeping = Keeping(cipher)
        self.family = Family(cipher, self.keeping)

    def apply(self, session: Session, conversation: ConversationRow, effects: Iterable[Effect], keep: str) -> None:
        """Apply in order. `keep` is the inbound id whose row stays (emptied) when the rest is forgotten."""
        for effect in effects:
            match effect.name:
                case EffectName.OPEN_CASE:
                    reason, urgency = Reason(effect.data["reason"]), Urgency(effect.data.get("urgency", "normal"))
                    self.casework.open(session, conversation, reason, urgency)
                case EffectName.CANCEL_CASE:
                    self.casework.end_on_request(session, conversation, stop=False)
                case EffectName.ADD_TO_CASE:
                    self.casework.expect_more(session, conversation)
                case EffectName.STOP:
                    self._stop(session, conversation)
                case EffectName.FORGET:
                    self._forget(session, conversation, keep)
                case EffectName.TELL_WAIT:
                    pass  # Words only: the gateway says them.
                case EffectName.NOTE:
                    tally.count(session, str(effect.data.get("topic", "")), str(effect.data.get("near", "")))
                case _:
                    self._kept(session, conversation, effect)

    def _kept(self, session: Session, conversation: ConversationRow, effect: Effect) -> None:
        keeping, data = self.keeping, effect.data
        match effect.name:
            case EffectName.KEEP_PROFILE:
                keeping.keep(session, conversation, data["profile"])
            case EffectName.DROP_PROFILE:
                keeping.drop(session, conversation)
            case EffectName.SHARE_PROFILE:
                keeping.share(session, conversation, data["profile"])
            case EffectName.UNSHARE_PROFILE:
                keeping.unshare(session, conversation)
            case EffectName.REMIND:
                keeping.remind(session, conversation, date.fromisoformat(data["day"]), data)
            case EffectName.CANCEL_REMINDER:
                keeping.cancel_reminder(session, conversation)
            case _:
                self._family(session, conversation, effect)

    def _family(self, session: Session, conversation: ConversationRow, effect: Effect) -> None:
        data = effect.data
        match effect.name:
            case EffectName.FAMILY_OFFER:
                self.family.offer(session, conversation, data["code"], Side(data["side"]), data.get("view"))
            case EffectName.FAMILY_JOIN:
                self.family.join(session, conversation, data["code"], Side(data["side"]), data.get("view"))
            case EffectName.FAMILY_AGREE:
                self.family.agree(session, conversation, data["view"])
            case EffectName.FAMILY_END:
                self.family.end(session, conversation)

    def _stop(self, session: Session, conversation: ConversationRow) -> None:
        self.casework.end_on_request(session, conversation, stop=True)
        conversation.stopped = True
        waiting = (OutboxRow.conversation_id == conversation.id, OutboxRow.state == OutboxState.PENDING)
        session.execute(update(OutboxRow).where(*waiting).values(state=OutboxState.DEAD, error="stopped"))

    def _forget(self, session: Session, conversation: ConversationRow, keep: str) -> None:
        # An urgent case outlives the words: whoever erases a cry for help must still be looked after.
        self.keeping.forget(session, conversation)
        self.casework.end_on_request(session, conversation, stop=True)
        mine = conversation.id
        session.execute(delete(OutboxRow).where(OutboxRow.conversation_id == mine))
        session.execute(delete(ButtonRow).where(ButtonRow.conversation_id == mine))
        session.execute(delete(MessageRow).where(MessageRow.conversation_id == mine))
        session.execute(delete(InboundRow).where(InboundRow.conversation_id == mine, InboundRow.id != keep))
        empty = self.cipher.seal("")
        session.execute(update(InboundRow).where(InboundRow.id == keep).values(text=empty, payload=None))
        case = active_case(session, mine)  # an urgent one, or none
        gone = CaseRow.id != case.id if case is not None else CaseRow.id.is_not(None)
        session.execute(delete(CaseRow).where(CaseRow.conversation_id == mine, gone))
        conversation.forgotten = case is None
        conversation.care = conversation.country = conversation.answer_due = None
