"""Cases: one winner, one active case, both ways of talk, and back to the bot."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from conversation.messages import Channel, Draft, Route, Sender
from mentoring.cases import Case, CaseError, CaseState, Reason, Urgency
from storage import Stores
from tests.storage.people import accept, bot, later, mentor, texts, waiting_case

FAREWELL = Draft("de mentor is weg", Sender.SYSTEM)


def test_of_twenty_claims_at_once_one_wins(stores: Stores) -> None:
    case = waiting_case(stores)
    mentors = [mentor(stores, f"Testmentor {i}") for i in range(20)]

    def claim(who: str) -> Case | CaseError:
        try:
            return stores.cases.claim(case.id, who, Draft("welkom", Sender.SYSTEM))
        except CaseError as error:
            return error

    with ThreadPoolExecutor(20) as pool:
        outcomes = list(pool.map(claim, [one.id for one in mentors]))
    winners = [outcome for outcome in outcomes if isinstance(outcome, Case)]
    assert len(winners) == 1
    assert {str(outcome) for outcome in outcomes if isinstance(outcome, CaseError)} == {"another mentor holds the case"}
    assert texts(stores, case.conversation_id) == ["hoi", "welkom"]


def test_twenty_wishes_at_once_open_one_case(stores: Stores) -> None:
    own = accept(stores).conversation.id
    with ThreadPoolExecutor(20) as pool:
        cases = list(pool.map(lambda _: stores.cases.open_case(own, Reason.ASKED, Urgency.NORMAL), range(20)))
    assert len({case.id for case in cases}) == 1


def test_a_talk_with_a_mentor_from_claim_to_close(stores: Stores) -> None:
    case, who = waiting_case(stores), mentor(stores)
    assert stores.cases.claim(case.id, who.id, Draft("welkom", Sender.SYSTEM)).state is CaseState.CLAIMED
    assert route(stores, case) is Route.MENTOR
    assert stores.cases.claim(case.id, who.id, Draft("welkom", Sender.SYSTEM)).mentor_id == who.id
    said = stores.cases.answer(case.id, who.id, "dag, hoe gaat het?", "c1")
    assert (said.sender, said.sender_name) == (Sender.MENTOR, "Testmentor")
    assert stores.cases.answer(case.id, who.id, "dag, hoe gaat het?", "c1").id == said.id
    closed = stores.cases.close(case.id, who.id, FAREWELL)
    assert (closed.state, route(stores, case)) == (CaseState.CLOSED, Route.BOT)
    assert texts(stores, case.conversation_id) == ["hoi", "welkom", "dag, hoe gaat het?", FAREWELL.text]
    first = stores.outbox.due_deliveries(later(1))[0]
    assert first.message.text == "welkom", "what a mentor does reaches Telegram too"


def test_only_the_holder_may_answer_and_close(stores: Stores) -> None:
    case, holder, other = waiting_case(stores), mentor(stores), mentor(stores, "Andere mentor")
    with pytest.raises(CaseError, match="waiting, not claimed"):
        stores.cases.answer(case.id, holder.id, "dag", "c1")
    stores.cases.claim(case.id, holder.id)
    for act in (
        lambda: stores.cases.answer(case.id, other.id, "dag", "c2"),
        lambda: stores.cases.close(case.id, other.id, FAREWELL),
        lambda: stores.cases.mark_read(case.id, other.id, 1),
        lambda: stores.cases.claim(case.id, other.id),
    ):
        with pytest.raises(CaseError, match="another mentor"):
            act()
    stores.cases.close(case.id, holder.id, FAREWELL)
    with pytest.raises(CaseError, match="closed, not claimed"):
        stores.cases.claim(case.id, other.id)
    with pytest.raises(CaseError, match="does not exist"):
        stores.cases.claim("0" * 32, other.id)
    assert texts(stores, case.conversation_id) == ["hoi", FAREWELL.text]


def test_after_closing_a_new_case_may_be_opened(stores: Stores) -> None:
    case, who = waiting_case(stores), mentor(stores)
    stores.cases.claim(case.id, who.id)
    stores.cases.close(case.id, who.id, FAREWELL)
    assert waiting_case(stores).id != case.id
    assert route(stores, case) is Route.WAITING


def test_the_queue_puts_urgent_first_then_the_longest_waiting(stores: Stores) -> None:
    first, second, third = (waiting_case(stores, address) for address in "abc")
    stores.cases.open_case(third.conversation_id, Reason.SAFETY, Urgency.URGENT)
    queue = stores.cases.queue([CaseState.WAITING])
    assert [row.case.id for row in queue] == [third.id, first.id, second.id]
    assert (queue[0].case.reason, queue[0].channel, queue[0].mentor_name) == (Reason.SAFETY, Channel.TELEGRAM, None)
    assert stores.cases.queue([CaseState.CLOSED]) == ()
    assert len(stores.cases.queue([CaseState.WAITING], limit=2)) == 2


def test_unread_counts_the_persons_words_until_read_or_answered(stores: Stores) -> None:
    case, who = waiting_case(stores), mentor(stores)
    stores.cases.claim(case.id, who.id)
    accept(stores, "nog iets", "2")
    (row,) = stores.cases.queue([CaseState.CLAIMED])
    assert (row.unread, row.mentor_name) == (2, "Testmentor")
    stores.cases.mark_read(case.id, who.id, 1)
    assert stores.cases.queue([CaseState.CLAIMED])[0].unread == 1
    stores.cases.answer(case.id, who.id, "gelezen", "c1")
    assert stores.cases.queue([CaseState.CLAIMED])[0].unread == 0


def test_mentors_are_told_once_and_again_when_it_becomes_urgent(stores: Stores) -> None:
    who = mentor(stores)
    stores.mentors.link_telegram(mentor(stores, "Met Telegram").id, "77")
    case = waiting_case(stores)
    stores.cases.open_case(case.conversation_id, Reason.WELLBEING, Urgency.NORMAL)
    notices = stores.cases.due_notices(later(1))
    assert sorted((n.kind, n.mentor.telegram_chat) for n in notices if n.kind == "telegram") == [("telegram", "77")]
    assert len(notices) == 3
    stores.cases.notice_sent(notices[0].id)
    stores.cases.notice_failed(notices[1].id, later(60), "smtp")
    stores.cases.notice_failed(notices[2].id, None, "no such address")
    assert stores.cases.due_notices(later(1)) == ()
    (again,) = stores.cases.due_notices(later(61))
    assert (again.id, again.attempts) == (notices[1].id, 1)
    stores.cases.open_case(case.conversation_id, Reason.SAFETY, Urgency.URGENT)
    urgent = stores.cases.due_notices(later(1))
    assert {notice.urgency for notice in urgent} == {Urgency.URGENT}
    assert who.id in {notice.mentor.id for notice in urgent}


def test_no_notice_goes_out_about_a_case_somebody_took(stores: Stores) -> None:
    who = mentor(stores)
    stores.cases.claim(waiting_case(stores).id, who.id)
    assert stores.cases.due_notices(later(1)) == ()


def test_a_late_bot_answer_does_not_undo_a_claim(stores: Stores) -> None:
    case = waiting_case(stores)
    stores.cases.claim(case.id, mentor(stores).id)
    (pending,) = stores.turns.waiting(case.conversation_id)
    stores.turns.finish(pending.inbound_id, [bot("te laat")])
    assert route(stores, case) is Route.MENTOR
    assert stores.cases.case(case.id) is not None


def route(stores: Stores, case: Case) -> Route:
    conversation = stores.conversations.conversation(case.conversation_id)
    assert conversation is not None
    return conversation.route
