"""Cases: one winner, one active case of each urgency, both ways of talk, and back to the bot."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from conversation.messages import Channel, Draft, Route, Sender
from conversation.turns import Effect, EffectName
from mentoring.cases import Case, CaseError, CaseState, Ending, Reason, Urgency
from mentoring.desk import Event, Filter, Heading
from mentoring.handoff import Cause
from storage import Stores
from tests.storage.people import ALL, ENDED, UNASSIGNED, accept, bot, later, mentor, sign_in, texts, waiting_case

WELCOME, FAREWELL, BACK = (Draft(text, Sender.SYSTEM) for text in ("welkom", "de mentor is weg", "terug in de rij"))


def test_of_fifty_claims_at_once_one_wins(stores: Stores) -> None:
    case = waiting_case(stores)
    mentors = [mentor(stores, f"Testmentor {i}") for i in range(50)]

    def claim(who: str) -> Case | CaseError:
        try:
            return stores.cases.claim(case.id, who, WELCOME)
        except CaseError as error:
            return error

    with ThreadPoolExecutor(50) as pool:
        outcomes = list(pool.map(claim, [one.id for one in mentors]))
    assert len([outcome for outcome in outcomes if isinstance(outcome, Case)]) == 1
    assert {str(outcome) for outcome in outcomes if isinstance(outcome, CaseError)} == {"another mentor holds the case"}
    assert texts(stores, case.conversation_id) == ["hoi", "welkom"]


def test_twenty_wishes_at_once_open_one_case(stores: Stores) -> None:
    own = accept(stores).conversation.id
    with ThreadPoolExecutor(20) as pool:
        cases = list(pool.map(lambda _: stores.cases.open_case(own, Reason.ASKED, Urgency.NORMAL), range(20)))
    assert len({case.id for case in cases}) == 1


def test_a_talk_with_a_mentor_from_claim_to_close(stores: Stores) -> None:
    case, who = waiting_case(stores), mentor(stores)
    assert stores.cases.claim(case.id, who.id, WELCOME).state is CaseState.CLAIMED
    assert route(stores, case) is Route.MENTOR
    assert stores.cases.claim(case.id, who.id, WELCOME).mentor_id == who.id
    said = stores.cases.answer(case.id, who.id, "dag, hoe gaat het?", "c1")
    assert (said.sender, said.sender_name) == (Sender.MENTOR, "Testmentor")
    assert stores.cases.answer(case.id, who.id, "dag, hoe gaat het?", "c1").id == said.id
    closed = stores.cases.close(case.id, who.id, Ending.ANSWERED, FAREWELL)
    assert (closed.state, route(stores, case)) == (CaseState.CLOSED, Route.BOT)
    assert texts(stores, case.conversation_id) == ["hoi", "welkom", "dag, hoe gaat het?", FAREWELL.text]
    first = stores.outbox.due_deliveries(later(1))[0]
    assert first.message.text == "welkom", "what a mentor does reaches Telegram too"


def test_only_the_holder_may_answer_and_close(stores: Stores) -> None:
    case, holder, other = waiting_case(stores), mentor(stores), mentor(stores, "Andere mentor")
    with pytest.raises(CaseError, match="does not allow"):
        stores.cases.answer(case.id, holder.id, "dag", "c1")
    stores.cases.claim(case.id, holder.id)
    for act in (
        lambda: stores.cases.answer(case.id, other.id, "dag", "c2"),
        lambda: stores.cases.close(case.id, other.id, Ending.ANSWERED, FAREWELL),
        lambda: stores.cases.mark_read(case.id, other.id, 1),
        lambda: stores.cases.claim(case.id, other.id),
        lambda: stores.cases.give_back(case.id, other.id, BACK),
        lambda: stores.cases.hand_over(case.id, other.id, other.id, BACK),
    ):
        with pytest.raises(CaseError, match="another mentor"):
            act()
    stores.cases.close(case.id, holder.id, Ending.NOT_NEEDED, FAREWELL)
    with pytest.raises(CaseError, match="is closed"):
        stores.cases.claim(case.id, other.id)
    with pytest.raises(CaseError, match="does not exist"):
        stores.cases.claim("0" * 32, other.id)
    assert texts(stores, case.conversation_id) == ["hoi", FAREWELL.text]


def test_a_colleague_takes_over_and_a_holder_hands_over(stores: Stores) -> None:
    case, anna, bram = waiting_case(stores), mentor(stores, "Anna"), mentor(stores, "Bram")
    stores.cases.claim(case.id, anna.id)
    assert stores.cases.take_over(case.id, bram.id, WELCOME).mentor_id == bram.id
    with pytest.raises(CaseError, match="another mentor"):
        stores.cases.answer(case.id, anna.id, "ik ook nog", "c1")
    assert stores.cases.hand_over(case.id, bram.id, anna.id, WELCOME).mentor_id == anna.id
    assert stores.cases.give_back(case.id, anna.id, BACK).state is CaseState.OPEN
    assert (route(stores, case), texts(stores, case.conversation_id)[-1]) == (Route.WAITING, BACK.text)
    events = [(entry.event, entry.actor) for entry in stores.cases.log(case.id)]
    names = [None, "Anna", "Bram", "Bram", "Anna"]
    kinds = [Event.OPENED, Event.CLAIMED, Event.TAKEN_OVER, Event.HANDED_OVER, Event.RETURNED]
    assert events == list(zip(kinds, names, strict=True))


def test_a_mentor_who_logs_out_leaves_nobody_in_silence(stores: Stores) -> None:
    conversation = accept(stores).conversation
    case, who = stores.cases.open_case(conversation.id, Reason.SAFETY, Urgency.URGENT), mentor(stores)
    token = sign_in(stores, who)
    stores.cases.claim(case.id, who.id)
    stores.cases.answer(case.id, who.id, "ik ben er", "c1")
    assert stores.cases.overdue(later(0)) == ()
    stores.mentors.close_desk_session(token)
    (overdue,) = stores.cases.overdue(later(0))
    assert (overdue.cause, overdue.mentor_name) == (Cause.LEFT, "Testmentor")
    before = len(stores.notices.take_due(later(1)))
    assert stores.cases.move(overdue, BACK, later(0))
    assert not stores.cases.move(overdue, BACK, later(0)), "it is said once"
    assert (route(stores, case), texts(stores, conversation.id)[-1]) == (Route.WAITING, BACK.text)
    assert len(stores.notices.take_due(later(1))) > before, "all mentors hear of it anew"
    accept(stores, "is er iemand", "2")
    pending = stores.turns.waiting(conversation.id)[-1]
    stores.turns.finish(pending.inbound_id, [bot("ik, de computer")])
    assert texts(stores, conversation.id)[-1] == "ik, de computer"


def test_a_session_that_ran_out_is_as_a_log_out(stores: Stores) -> None:
    case, who = waiting_case(stores), mentor(stores)
    sign_in(stores, who, 60)
    stores.cases.claim(case.id, who.id)
    assert stores.cases.overdue(later(59)) == ()
    assert [one.cause for one in stores.cases.overdue(later(61))] == [Cause.LEFT]


def test_who_answered_before_the_timer_keeps_the_case(stores: Stores) -> None:
    case, who = waiting_case(stores), mentor(stores)
    sign_in(stores, who)
    stores.cases.claim(case.id, who.id)
    (overdue,) = stores.cases.overdue(later(601))
    assert overdue.cause is Cause.SILENT
    stores.cases.answer(case.id, who.id, "net op tijd", "c1")
    assert not stores.cases.move(overdue, BACK, later(601))
    assert texts(stores, case.conversation_id)[-1] == "net op tijd"


def test_who_ended_contact_is_not_written_to_by_itself(stores: Stores) -> None:
    own, who = accept(stores).conversation.id, mentor(stores)
    case = stores.cases.open_case(own, Reason.SAFETY, Urgency.URGENT)
    turn = stores.turns.waiting(own)[0]
    stores.turns.finish(turn.inbound_id, [bot("goed, ik stop")], [Effect(EffectName.STOP)])
    stores.cases.claim(case.id, who.id)
    (overdue,) = stores.cases.overdue(later(0))
    assert stores.cases.move(overdue, BACK, later(0))
    assert texts(stores, own)[-1] == "goed, ik stop"


def test_an_erased_case_does_not_trouble_the_clock(stores: Stores) -> None:
    case, who = waiting_case(stores), mentor(stores)
    stores.cases.claim(case.id, who.id)
    (overdue,) = stores.cases.overdue(later(0))
    stores.conversations.erase(case.conversation_id)
    assert not stores.cases.move(overdue, BACK, later(0))


def test_danger_stands_beside_a_question_and_is_never_swallowed(stores: Stores) -> None:
    question, anna = waiting_case(stores), mentor(stores, "Anna")
    sign_in(stores, anna)
    stores.cases.claim(question.id, anna.id)
    danger = stores.cases.open_case(question.conversation_id, Reason.SAFETY, Urgency.URGENT)
    assert danger.id != question.id
    assert (danger.state, stores.cases.beside(question.id)) == (CaseState.OPEN, danger)
    stores.cases.close(question.id, anna.id, Ending.ANSWERED, FAREWELL)
    assert route(stores, question) is Route.WAITING
    (row,) = stores.cases.queue(UNASSIGNED)
    assert (row.case.id, row.case.reason) == (danger.id, Reason.SAFETY)


def test_withdrawing_a_question_leaves_danger_alone(stores: Stores) -> None:
    question = waiting_case(stores)
    danger = stores.cases.open_case(question.conversation_id, Reason.SAFETY, Urgency.URGENT)
    turn = stores.turns.waiting(question.conversation_id)[0]
    stores.turns.finish(turn.inbound_id, [bot("goed")], [Effect(EffectName.CANCEL_CASE)])
    assert [row.case.id for row in stores.cases.queue(ALL)] == [danger.id]
    assert [row.case.state for row in stores.cases.queue(ENDED)] == [CaseState.CANCELLED]


def test_a_wish_beside_danger_that_somebody_answers_is_the_same_wish(stores: Stores) -> None:
    own = accept(stores).conversation.id
    danger = stores.cases.open_case(own, Reason.SAFETY, Urgency.URGENT)
    assert stores.cases.open_case(own, Reason.ASKED, Urgency.NORMAL).id == danger.id


def test_danger_closes_only_seen_by_two_and_can_be_reopened(stores: Stores) -> None:
    own, anna, bram = accept(stores).conversation.id, mentor(stores, "Anna"), mentor(stores, "Bram")
    case = stores.cases.open_case(own, Reason.SAFETY, Urgency.URGENT)
    stores.cases.claim(case.id, anna.id)
    with pytest.raises(CaseError, match="needs an answer"):
        stores.cases.close(case.id, anna.id, Ending.HELP_ARRANGED, FAREWELL)
    assert FAREWELL.text not in texts(stores, own)
    stores.cases.answer(case.id, anna.id, "ik bel met je ouders en met jou", "c1")
    assert stores.cases.close(case.id, anna.id, Ending.HELP_ARRANGED, FAREWELL).state is CaseState.REVIEW
    assert (route(stores, case), texts(stores, own)[-1]) == (Route.BOT, FAREWELL.text)
    with pytest.raises(CaseError, match="second to look"):
        stores.cases.confirm(case.id, anna.id)
    assert stores.cases.confirm(case.id, bram.id).state is CaseState.CLOSED
    assert stores.cases.reopen(case.id, bram.id, WELCOME).mentor_id == bram.id
    entries = stores.cases.log(case.id)
    assert [entry.event for entry in entries[-3:]] == [Event.CLOSED, Event.CONFIRMED, Event.REOPENED]
    assert entries[-3].detail == Ending.HELP_ARRANGED


def test_danger_heard_again_while_somebody_must_look_comes_back(stores: Stores) -> None:
    own, anna = accept(stores).conversation.id, mentor(stores, "Anna")
    case = stores.cases.open_case(own, Reason.SAFETY, Urgency.URGENT)
    stores.cases.claim(case.id, anna.id)
    stores.cases.answer(case.id, anna.id, "dag", "c1")
    stores.cases.close(case.id, anna.id, Ending.HELP_ARRANGED, FAREWELL)
    again = stores.cases.open_case(own, Reason.SAFETY, Urgency.URGENT)
    assert (again.id, again.state, again.round) == (case.id, CaseState.OPEN, 2)


def test_reopening_beside_a_new_case_is_refused(stores: Stores) -> None:
    case, who = waiting_case(stores), mentor(stores)
    stores.cases.claim(case.id, who.id)
    stores.cases.close(case.id, who.id, Ending.ANSWERED, FAREWELL)
    assert waiting_case(stores).id != case.id
    assert route(stores, case) is Route.WAITING
    with pytest.raises(CaseError, match="new case"):
        stores.cases.reopen(case.id, who.id, WELCOME)


def test_the_log_cannot_be_changed_or_erased(stores: Stores) -> None:
    case, who = waiting_case(stores), mentor(stores)
    stores.cases.claim(case.id, who.id)
    stores.cases.opened_talk(case.id, who.id)
    before = stores.cases.log(case.id)
    for statement in ("UPDATE case_log SET actor = NULL", "DELETE FROM case_log"):
        with pytest.raises(DatabaseError, match="append-only"), stores.database.write() as session:
            session.execute(text(statement))
    stores.conversations.erase(case.conversation_id)
    assert stores.cases.log(case.id) == before, "who read a talk is known also when the talk is gone"
    assert [entry.event for entry in before] == [Event.OPENED, Event.CLAIMED, Event.READ]


def test_the_queue_puts_urgent_first_then_the_longest_waiting(stores: Stores) -> None:
    first, second, third = (waiting_case(stores, address) for address in "abc")
    danger = stores.cases.open_case(third.conversation_id, Reason.SAFETY, Urgency.URGENT)
    queue = stores.cases.queue(UNASSIGNED)
    assert [row.case.id for row in queue] == [danger.id, first.id, second.id, third.id]
    assert (queue[0].case.reason, queue[0].channel, queue[0].mentor_name) == (Reason.SAFETY, Channel.TELEGRAM, None)
    assert len(stores.cases.queue(UNASSIGNED, limit=2)) == 2


def test_every_list_of_the_desk_and_its_count(stores: Stores) -> None:
    anna, bram = mentor(stores, "Anna"), mentor(stores, "Bram")
    cases = [waiting_case(stores, address) for address in "abcd"]
    stores.cases.open_case(cases[3].conversation_id, Reason.SAFETY, Urgency.URGENT)
    stores.cases.claim(cases[0].id, anna.id)
    stores.cases.claim(cases[1].id, bram.id)
    stores.cases.close(cases[1].id, bram.id, Ending.NOT_NEEDED, FAREWELL)
    counts = stores.cases.counts(anna.id)
    assert [counts[heading] for heading in Heading] == [1, 3, 1, 0, 4, 1]
    for heading in Heading:
        assert len(stores.cases.queue(Filter(heading, anna.id))) == counts[heading]


def test_unread_counts_the_persons_words_until_read_or_answered(stores: Stores) -> None:
    case, who = waiting_case(stores), mentor(stores)
    stores.cases.claim(case.id, who.id)
    accept(stores, "nog iets", "2")
    (row,) = stores.cases.queue(ALL)
    assert (row.unread, row.mentor_name) == (2, "Testmentor")
    stores.cases.mark_read(case.id, who.id, 1)
    assert stores.cases.queue(ALL)[0].unread == 1
    stores.cases.answer(case.id, who.id, "gelezen", "c1")
    assert stores.cases.queue(ALL)[0].unread == 0


def test_a_late_bot_answer_does_not_undo_a_claim(stores: Stores) -> None:
    case = waiting_case(stores)
    stores.cases.claim(case.id, mentor(stores).id)
    (pending,) = stores.turns.waiting(case.conversation_id)
    stores.turns.finish(pending.inbound_id, [bot("te laat")])
    assert route(stores, case) is Route.MENTOR
    assert texts(stores, case.conversation_id) == ["hoi"]


def test_who_speaks_is_named_as_long_as_somebody_does(stores: Stores) -> None:
    case, who = waiting_case(stores), mentor(stores)
    sign_in(stores, who)
    assert speaker(stores, case) is None
    stores.cases.claim(case.id, who.id)
    assert speaker(stores, case) == "Testmentor"
    stores.cases.give_back(case.id, who.id, BACK)
    assert speaker(stores, case) is None


def speaker(stores: Stores, case: Case) -> str | None:
    conversation = stores.conversations.conversation(case.conversation_id)
    assert conversation is not None
    return conversation.mentor


def route(stores: Stores, case: Case) -> Route:
    conversation = stores.conversations.conversation(case.conversation_id)
    assert conversation is not None
    return conversation.route
