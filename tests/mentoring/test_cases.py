"""Cases as a model: whatever happens in whatever order, nobody is left waiting without anybody seeing it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from conversation.messages import Route
from mentoring import cases
from mentoring.cases import (
    ACTIVE,
    ENDED,
    HELD,
    IN_TALK,
    OWED,
    UNHELD,
    Case,
    CaseError,
    CaseState,
    Ending,
    Reason,
    Urgency,
)
from mentoring.handoff import NORMAL_LIMITS, URGENT_LIMITS, Cause, answer_by, moved, overdue, route_of
from mentoring.hours import ALWAYS

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
MENTORS = ("anna", "bram", "cato")


def new(urgency: Urgency = Urgency.NORMAL) -> Case:
    return cases.opened("c", "v", Reason.ASKED, urgency, NOW)


def test_the_states_are_told_apart_completely() -> None:
    assert set(CaseState) == ACTIVE | ENDED
    assert {CaseState.CLOSED, CaseState.EXPIRED, CaseState.CANCELLED} == ENDED
    assert UNHELD | {CaseState.CLAIMED, CaseState.ANSWERED} == OWED


def test_a_talk_from_opening_to_closing() -> None:
    case = cases.claim(cases.notified(new(), NOW), "anna", NOW)
    case = cases.answer(case, "anna", NOW)
    assert (case.state, case.owed_since) == (CaseState.AWAITING, None)
    case = cases.heard(case, NOW)
    assert (case.state, case.owed_since) == (CaseState.ANSWERED, NOW)
    closed = cases.close(cases.answer(case, "anna", NOW), "anna", Ending.ANSWERED, NOW)
    assert (closed.state, closed.ending, closed.active) == (CaseState.CLOSED, Ending.ANSWERED, False)


@pytest.mark.parametrize(("urgency", "limits"), [(Urgency.NORMAL, NORMAL_LIMITS), (Urgency.URGENT, URGENT_LIMITS)])
def test_a_silent_mentor_loses_the_case_on_the_minute(urgency: Urgency, limits: object) -> None:
    case = cases.claim(new(urgency), "anna", NOW)
    minutes = 10 if urgency is Urgency.NORMAL else 2
    late = NOW + timedelta(minutes=minutes)
    assert answer_by(case) == late
    assert overdue(case, late - timedelta(seconds=1), ALWAYS, present=True) is None
    assert overdue(case, late, ALWAYS, present=True) is Cause.SILENT
    back = moved(case, Cause.SILENT, late)
    assert (back.state, back.mentor_id, back.round, back.owed_since) == (CaseState.OPEN, None, 2, NOW)


@pytest.mark.parametrize("urgency", Urgency)
def test_who_leaves_leaves_nobody_alone(urgency: Urgency) -> None:
    claimed = cases.claim(new(urgency), "anna", NOW)
    answered = cases.answer(claimed, "anna", NOW)
    asked = cases.heard(answered, NOW)
    assert [overdue(case, NOW, ALWAYS, present=False) for case in (claimed, asked)] == [Cause.LEFT, Cause.LEFT]
    cause = overdue(answered, NOW, ALWAYS, present=False)
    assert cause is (Cause.LEFT if urgency is Urgency.URGENT else Cause.PAUSED)
    assert route_of([moved(answered, cause, NOW)]) in (Route.BOT, Route.WAITING)


def test_danger_needs_an_answer_a_reason_and_a_second_person() -> None:
    case = cases.claim(new(Urgency.URGENT), "anna", NOW)
    with pytest.raises(CaseError, match="needs an answer"):
        cases.close(case, "anna", Ending.HELP_ARRANGED, NOW)
    with pytest.raises(CaseError, match="needs an answer"):
        cases.close(cases.heard(cases.answer(case, "anna", NOW), NOW), "anna", Ending.HELP_ARRANGED, NOW)
    ended = cases.close(cases.answer(case, "anna", NOW), "anna", Ending.HELP_ARRANGED, NOW)
    assert (ended.state, ended.active) == (CaseState.REVIEW, True)
    with pytest.raises(CaseError, match="second to look"):
        cases.confirm(ended, "anna", NOW)
    closed = cases.confirm(ended, "bram", NOW)
    assert (closed.state, closed.ended_by, closed.reviewed_by) == (CaseState.CLOSED, "anna", "bram")
    alone = cases.close(cases.answer(case, "anna", NOW), "anna", Ending.HELP_ARRANGED, NOW, second_look=False)
    assert alone.state is CaseState.CLOSED


def test_danger_is_never_paused_withdrawn_or_run_out() -> None:
    case = cases.answer(cases.claim(new(Urgency.URGENT), "anna", NOW), "anna", NOW)
    for act in (lambda: cases.pause(case, NOW), lambda: cases.expire(case, NOW)):
        with pytest.raises(CaseError):
            act()
    assert cases.cancel(case, NOW, stop=True) == case
    assert overdue(new(Urgency.URGENT), NOW + timedelta(days=99), ALWAYS, present=False) is None


def test_a_wish_ends_waiting_and_stop_ends_a_talk() -> None:
    assert cases.cancel(new(), NOW, stop=False).state is CaseState.CANCELLED
    talk = cases.claim(new(), "anna", NOW)
    assert cases.cancel(talk, NOW, stop=False) == talk
    assert cases.cancel(talk, NOW, stop=True).state is CaseState.CANCELLED


def test_a_case_that_goes_quiet_runs_out_after_two_school_days() -> None:
    assert overdue(new(), NOW + timedelta(days=1, hours=20), ALWAYS, present=False) is None
    assert overdue(new(), NOW + timedelta(days=3), ALWAYS, present=False) is Cause.EXPIRED


def test_a_withdrawn_case_cannot_be_reopened_and_a_closed_one_can() -> None:
    with pytest.raises(CaseError):
        cases.reopen(cases.cancel(new(), NOW, stop=False), "anna", NOW)
    closed = cases.close(cases.claim(new(), "anna", NOW), "anna", Ending.NOT_NEEDED, NOW)
    again = cases.reopen(closed, "bram", NOW)
    assert (again.state, again.mentor_id, again.ending, again.closed_at) == (CaseState.CLAIMED, "bram", None, None)


class Handoff(RuleBasedStateMachine):
    """One conversation with an ordinary and an urgent case, three mentors, and a clock."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.cases = {urgency: replace(new(urgency), id=urgency.value) for urgency in Urgency}
        self.present = set(MENTORS)
        self.told = dict.fromkeys(Urgency, "")  # the last word the person read about each case

    def step(self, urgency: Urgency, act: object, words: str = "") -> None:
        before = self.cases[urgency]
        try:
            after = act(before)  # type: ignore[operator]
        except CaseError:
            return
        self.cases[urgency] = after
        if after != before and words:
            self.told[urgency] = words

    @rule(urgency=st.sampled_from(Urgency), who=st.sampled_from(MENTORS))
    def claims(self, urgency: Urgency, who: str) -> None:
        if who in self.present:
            self.step(urgency, lambda case: cases.claim(case, who, self.now), "somebody is here")

    @rule(urgency=st.sampled_from(Urgency), who=st.sampled_from(MENTORS))
    def takes_over(self, urgency: Urgency, who: str) -> None:
        if who in self.present:
            self.step(urgency, lambda case: cases.take_over(case, who, self.now), "somebody is here")

    @rule(urgency=st.sampled_from(Urgency), who=st.sampled_from(MENTORS), to=st.sampled_from(MENTORS))
    def hands_over(self, urgency: Urgency, who: str, to: str) -> None:
        self.step(urgency, lambda case: cases.hand_over(case, who, to, self.now), "somebody is here")

    @rule(urgency=st.sampled_from(Urgency), who=st.sampled_from(MENTORS))
    def answers(self, urgency: Urgency, who: str) -> None:
        self.step(urgency, lambda case: cases.answer(case, who, self.now), "an answer")

    @rule(urgency=st.sampled_from(Urgency))
    def is_claimed_and_answered(self, urgency: Urgency) -> None:
        for who in sorted(self.present)[:1]:
            self.claims(urgency, who)
            self.answers(urgency, who)

    @rule(urgency=st.sampled_from(Urgency), ending=st.sampled_from(Ending))
    def is_closed_by_its_holder(self, urgency: Urgency, ending: Ending) -> None:
        self.closes(urgency, self.cases[urgency].mentor_id or "", ending)

    @rule()
    def looks_second_at_their_own(self) -> None:
        self.looks_second(self.cases[Urgency.URGENT].ended_by or "")

    @rule(urgency=st.sampled_from(Urgency))
    def its_holder_leaves(self, urgency: Urgency) -> None:
        self.present.discard(self.cases[urgency].mentor_id or "")

    @rule()
    def writes(self) -> None:
        self.cases = {urgency: cases.heard(case, self.now) for urgency, case in self.cases.items()}

    @rule(urgency=st.sampled_from(Urgency))
    def asks_again(self, urgency: Urgency) -> None:
        self.step(urgency, lambda case: cases.asked_again(case, self.now), "asked")

    @rule(stop=st.booleans())
    def withdraws(self, stop: bool) -> None:
        for urgency in Urgency:
            self.step(urgency, lambda case: cases.cancel(case, self.now, stop=stop), "withdrawn")

    @rule(urgency=st.sampled_from(Urgency), who=st.sampled_from(MENTORS), ending=st.sampled_from(Ending))
    def closes(self, urgency: Urgency, who: str, ending: Ending) -> None:
        self.step(urgency, lambda case: cases.close(case, who, ending, self.now), "closed")

    @rule(who=st.sampled_from(MENTORS))
    def looks_second(self, who: str) -> None:
        self.step(Urgency.URGENT, lambda case: cases.confirm(case, who, self.now))

    @rule(urgency=st.sampled_from(Urgency), who=st.sampled_from(MENTORS))
    def reopens(self, urgency: Urgency, who: str) -> None:
        if who in self.present:
            self.step(urgency, lambda case: cases.reopen(case, who, self.now), "somebody is here")

    @rule(who=st.sampled_from(MENTORS))
    def leaves(self, who: str) -> None:
        self.present.discard(who)

    @rule(who=st.sampled_from(MENTORS))
    def comes(self, who: str) -> None:
        self.present.add(who)

    @rule(minutes=st.integers(1, 3000))
    def passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @precondition(lambda self: self.due())
    @rule()
    def is_looked_after(self) -> None:
        for urgency, cause in self.due().items():
            self.step(urgency, lambda case, cause=cause: moved(case, cause, self.now), cause.value)
        assert not self.due(), "what moved by itself must not have to move again at once"

    def due(self) -> dict[Urgency, Cause]:
        found = {}
        for urgency, case in self.cases.items():
            if cause := overdue(case, self.now, ALWAYS, present=case.mentor_id in self.present):
                found[urgency] = cause
        return found

    @invariant()
    def somebody_or_something_speaks(self) -> None:
        in_talk = [case for case in self.cases.values() if case.state in IN_TALK]
        assert (route_of(self.cases.values()) is Route.MENTOR) == bool(in_talk)
        if not self.due():
            assert all(case.mentor_id in self.present for case in in_talk), "an absent mentor holds the talk"
            assert all(self.now < (answer_by(case) or self.now + timedelta(1)) for case in in_talk), "silence"

    @invariant()
    def holders_and_clocks_agree_with_the_state(self) -> None:
        for case in self.cases.values():
            assert (case.state in HELD) <= (case.mentor_id is not None)
            assert (case.state in UNHELD) <= (case.mentor_id is None)
            assert (case.owed_since is not None) == (case.state in OWED)
            assert (case.closed_at is not None) == (case.state in ENDED)

    @invariant()
    def danger_ends_only_seen_by_two_after_an_answer(self) -> None:
        case = self.cases[Urgency.URGENT]
        assert case.state not in (CaseState.CANCELLED, CaseState.EXPIRED, CaseState.PAUSED)
        if case.state is CaseState.CLOSED:
            assert case.answered_at is not None
            assert case.ending is not None
            assert case.reviewed_by not in (None, case.ended_by)

    @invariant()
    def every_end_was_told(self) -> None:
        for urgency, case in self.cases.items():
            if case.state in ENDED:
                assert self.told[urgency] in ("closed", "withdrawn", "expired")


TestHandoff = Handoff.TestCase
TestHandoff.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
