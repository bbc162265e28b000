"""Moves of cases for the desk: claiming, handing on, answering and ending, each one atomic."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from conversation.messages import Draft, Message, Sender
from conversation.ports import NotFound
from mentoring import cases
from mentoring.cases import Case, CaseError, Ending, Reason, Urgency
from mentoring.desk import Event, Overdue
from mentoring.handoff import Cause, moved, overdue
from storage.case_lists import CaseLists, present
from storage.casework import Casework, active_cases
from storage.database import Database
from storage.models import ConversationRow, MessageRow
from storage.models_people import CaseRow, MentorRow
from storage.records import now, to_case, to_messages
from storage.talk import Origin, Talk, lock

EVENTS = {Cause.PAUSED: Event.PAUSED, Cause.EXPIRED: Event.EXPIRED}
"""What the log calls a move by itself; the others are returns."""


class SqlCases(CaseLists):
    """Implements `mentoring.ports.CaseStore`."""

    def __init__(self, database: Database, talk: Talk, casework: Casework) -> None:
        super().__init__(database, casework)
        self._talk = talk

    def open_case(self, conversation_id: str, reason: Reason, urgency: Urgency) -> Case:
        """Open a case, or return the one this wish belongs to."""
        with self._database.write() as session:
            return to_case(self._casework.open(session, lock(session, conversation_id), reason, urgency))

    def claim(self, case_id: str, mentor_id: str, words: Draft | None = None) -> Case:
        """Give a waiting case to the first mentor who asks."""
        step = partial(cases.claim, mentor_id=mentor_id, at=now())
        return self._move(case_id, mentor_id, Event.CLAIMED, step, words)

    def take_over(self, case_id: str, mentor_id: str, words: Draft) -> Case:
        """Give a case that a colleague holds to this mentor."""
        step = partial(cases.take_over, mentor_id=mentor_id, at=now())
        return self._move(case_id, mentor_id, Event.TAKEN_OVER, step, words)

    def hand_over(self, case_id: str, mentor_id: str, to: str, words: Draft) -> Case:
        """Give one's own case to a colleague."""
        step = partial(cases.hand_over, mentor_id=mentor_id, to=to, at=now())
        return self._move(case_id, mentor_id, Event.HANDED_OVER, step, words, detail=to)

    def give_back(self, case_id: str, mentor_id: str, words: Draft) -> Case:
        """Put one's own case back in the queue."""

        def step(case: Case) -> Case:
            cases.check_holder(case, mentor_id)
            return cases.give_back(case, now())

        return self._move(case_id, mentor_id, Event.RETURNED, step, words)

    def close(self, case_id: str, mentor_id: str, ending: Ending, words: Draft) -> Case:
        """End one's case with a reason."""
        look = self._casework.second_look
        step = partial(cases.close, mentor_id=mentor_id, ending=ending, at=now(), second_look=look)
        return self._move(case_id, mentor_id, Event.CLOSED, step, words, detail=ending.value)

    def confirm(self, case_id: str, mentor_id: str) -> Case:
        """Note that a second person agrees with the end of an urgent case."""
        step = partial(cases.confirm, mentor_id=mentor_id, at=now())
        return self._move(case_id, mentor_id, Event.CONFIRMED, step)

    def reopen(self, case_id: str, mentor_id: str, words: Draft) -> Case:
        """Take up again what was closed or ran out."""

        def step(case: Case) -> Case:
            if any(other.urgency is case.urgency for other in self._others(session, case)):
                raise CaseError("the person has a new case already")
            return cases.reopen(case, mentor_id, now())

        with self._database.write() as session:
            return self._moved(session, case_id, mentor_id, Event.REOPENED, step, words)

    def answer(self, case_id: str, mentor_id: str, text: str, client_id: str) -> Message:
        """Say something to the person once."""
        with self._database.write() as session:
            conversation, row = self._lock(session, case_id)
            key = hashlib.sha256(f"{mentor_id}\0{client_id}".encode("utf-8", "replace")).hexdigest()
            same = (MessageRow.conversation_id == conversation.id, MessageRow.client_key == key)
            said = session.scalars(select(MessageRow).where(*same)).one_or_none()
            if said is not None:
                return to_messages(session, [said], self._cipher)[0]
            after = cases.answer(to_case(row), mentor_id, now())
            origin = self._signed(session, mentor_id, key)
            (message,) = self._talk.say(session, conversation, [Draft(text, Sender.MENTOR)], origin)
            row.read_seq = message.seq
            self._casework.move(session, row, conversation, after, Event.ANSWERED, mentor_id)
            return message

    def opened_talk(self, case_id: str, mentor_id: str) -> None:
        """Log that a mentor opened the talk of a case."""
        with self._database.write() as session:
            _, row = self._lock(session, case_id)
            self._casework.note(session, to_case(row), Event.READ, mentor_id)

    def mark_read(self, case_id: str, mentor_id: str, seq: int) -> None:
        """Note how far the holder has read."""
        with self._database.write() as session:
            _, row = self._lock(session, case_id)
            cases.check_holder(to_case(row), mentor_id)
            row.read_seq = max(row.read_seq, seq)

    def move(self, overdue_case: Overdue, words: Draft, now: datetime) -> bool:
        """Move an overdue case, when it still is."""
        cause = overdue_case.cause
        with self._database.write() as session:
            try:
                conversation, row = self._lock(session, overdue_case.case.id)
            except (CaseError, NotFound):
                return False  # erased meanwhile
            case, here = to_case(row), bool(session.scalar(select(present(now)).where(CaseRow.id == row.id)))
            if overdue(case, now, self._casework.hours, present=here) is not cause:
                return False
            event, after = EVENTS.get(cause, Event.RETURNED), moved(case, cause, now)
            self._casework.move(session, row, conversation, after, event, detail=cause.value)
            if not conversation.stopped:  # who ended contact is not written to by itself
                self._talk.say(session, conversation, [words])
            return True

    def _move(
        self,
        case_id: str,
        mentor_id: str,
        event: Event,
        step: Callable[[Case], Case],
        words: Draft | None = None,
        detail: str | None = None,
    ) -> Case:
        with self._database.write() as session:
            return self._moved(session, case_id, mentor_id, event, step, words, detail)

    def _moved(
        self,
        session: Session,
        case_id: str,
        mentor_id: str,
        event: Event,
        step: Callable[[Case], Case],
        words: Draft | None,
        detail: str | None = None,
    ) -> Case:
        conversation, row = self._lock(session, case_id)
        before = to_case(row)
        after = self._casework.move(session, row, conversation, step(before), event, mentor_id, detail)
        if words is not None and after != before:
            self._talk.say(session, conversation, [words], self._signed(session, mentor_id))
        return after

    def _others(self, session: Session, case: Case) -> list[Case]:
        return [to_case(row) for row in active_cases(session, case.conversation_id) if row.id != case.id]

    def _lock(self, session: Session, case_id: str) -> tuple[ConversationRow, CaseRow]:
        owner = session.scalars(select(CaseRow.conversation_id).where(CaseRow.id == case_id)).one_or_none()
        if owner is None:
            raise CaseError("the case does not exist")
        conversation = lock(session, owner)
        query = select(CaseRow).where(CaseRow.id == case_id).execution_options(populate_existing=True)
        row = session.scalars(query).one_or_none()
        if row is None:
            raise CaseError("the case does not exist")
        return conversation, row

    def _signed(self, session: Session, mentor_id: str, client_key: str | None = None) -> Origin:
        mentor = session.get(MentorRow, mentor_id)
        if mentor is None:
            raise NotFound(f"no mentor {mentor_id}")
        return Origin(client_key=client_key, sender_name=self._cipher.open(mentor.name))
