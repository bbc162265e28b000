"""The end of a turn: replies, deliveries, effects and "done" in one step, once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from conversation.messages import Channel, FileLink, Page, Picture, Route, Sender, SourceLine
from conversation.ports import NotFound
from conversation.turns import Effect, EffectName
from mentoring.cases import CaseState, Reason, Urgency
from storage import Stores
from storage.models_people import TallyRow
from tests.storage.people import UNASSIGNED, accept, ask_person, bot, every, later, mentor, texts


def test_replies_come_back_with_all_they_carry(stores: Stores) -> None:
    accepted = accept(stores)
    source = SourceLine("Bron", "https://example.org", "2026-11-22")
    draft, file = bot("antwoord", ("Ja", "/affirm"), ("Nee", "/deny")), FileLink("Agenda", "calendar/a.ics")
    picture, page = Picture("hexagon", {"scores": [1.5]}, "In woorden", personal=True), Page("Pagina", {"a": [1]})
    draft = replace(draft, sources=(source,), files=(file,), picture=picture, page=page)
    (said,) = stores.turns.finish(accepted.inbound_id, [draft])
    assert (said.sender, said.sources, said.files) == (Sender.BOT, (source,), (file,))
    assert (said.picture, said.page) == (picture, page)
    assert [button.title for button in said.buttons] == ["Ja", "Nee"]
    assert stores.conversations.messages_after(accepted.conversation.id, 1) == (said,)


def test_waiting_messages_are_handed_out_in_order(stores: Stores) -> None:
    accepted = [accept(stores, f"b{i}", str(i)) for i in range(3)]
    own = accepted[0].conversation.id
    assert [pending.payload for pending in stores.turns.waiting(own)] == ["b0", "b1", "b2"]
    assert stores.turns.conversations_with_pending() == (own,)
    stores.turns.finish(accepted[0].inbound_id, [bot("een")])
    assert [pending.payload for pending in stores.turns.waiting(own)] == ["b1", "b2"]
    for one in accepted:
        stores.turns.finish(one.inbound_id, [])
    assert stores.turns.conversations_with_pending() == ()


def test_a_turn_is_finished_once(stores: Stores) -> None:
    accepted = accept(stores)
    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(lambda i: stores.turns.finish(accepted.inbound_id, [bot(f"antwoord {i}")]), range(8)))
    assert len({outcome[0].id for outcome in outcomes}) == 1
    assert len(texts(stores, accepted.conversation.id)) == 2


def test_a_failing_effect_takes_the_whole_turn_back(stores: Stores) -> None:
    accepted = accept(stores)
    with pytest.raises(ValueError, match="nonsense"):
        stores.turns.finish(
            accepted.inbound_id, [bot("a")], [ask_person(), Effect(EffectName.OPEN_CASE, {"reason": "nonsense"})]
        )
    assert texts(stores, accepted.conversation.id) == ["hoi"]
    assert len(stores.turns.waiting(accepted.conversation.id)) == 1
    assert every(stores) == []
    assert stores.outbox.due_deliveries(later()) == ()


def test_an_unknown_message_is_named(stores: Stores) -> None:
    with pytest.raises(NotFound, match="no inbound message"):
        stores.turns.finish("0" * 32, [])


def test_the_bot_is_silent_when_a_mentor_claimed_meanwhile(stores: Stores) -> None:
    accepted = accept(stores)
    case = stores.cases.open_case(accepted.conversation.id, Reason.ASKED, Urgency.NORMAL)
    stores.cases.claim(case.id, mentor(stores).id)
    assert stores.turns.finish(accepted.inbound_id, [bot("te laat")]) == ()
    assert texts(stores, accepted.conversation.id) == ["hoi"]


def test_a_turn_can_ask_for_a_person_and_take_it_back(stores: Stores) -> None:
    first, second = accept(stores, update="1"), accept(stores, update="2")
    own = first.conversation.id
    stores.turns.finish(first.inbound_id, [bot("ik vraag een mens")], [ask_person()])
    assert _route(stores, own) is Route.WAITING
    stores.turns.finish(second.inbound_id, [bot("goed")], [Effect(EffectName.CANCEL_CASE)])
    assert _route(stores, own) is Route.BOT
    assert [row.case.state for row in every(stores)] == [CaseState.CANCELLED]


def test_an_outage_is_told_once_and_later_messages_once(stores: Stores) -> None:
    accept(stores, update="1")
    own = accept(stores, update="2").conversation.id
    for _ in range(3):
        stores.turns.defer(stores.turns.waiting(own), later(60), bot("sorry"), bot("nog even"), failed=True)
    accept(stores, "derde", "3")
    for _ in range(2):
        stores.turns.defer(stores.turns.waiting(own), later(60), bot("sorry"), bot("nog even"), failed=False)
    assert texts(stores, own) == ["hoi", "hoi", "sorry", "derde", "nog even"]
    waiting = stores.turns.waiting(own)
    assert [pending.attempts for pending in waiting] == [3, 3, 0]
    assert all(pending.apologised and pending.due_at > datetime.now(UTC) for pending in waiting)


def test_giving_up_ends_all_waiting_with_one_case(stores: Stores) -> None:
    accept(stores, update="1")
    own = accept(stores, update="2").conversation.id
    waiting = stores.turns.waiting(own)
    for _ in range(2):
        stores.turns.give_up(waiting, [bot("een mens leest dit")], [ask_person(Reason.ENGINE_DOWN)])
    assert stores.turns.waiting(own) == ()
    assert texts(stores, own) == ["hoi", "hoi", "een mens leest dit"]
    (row,) = stores.cases.queue(UNASSIGNED)
    assert row.case.reason is Reason.ENGINE_DOWN


def test_what_came_in_meanwhile_is_not_put_off_or_given_up(stores: Stores) -> None:
    own = accept(stores, "een", "1").conversation.id
    seen = stores.turns.waiting(own)
    accept(stores, "twee", "2")
    stores.turns.defer(seen, later(60), bot("sorry"), bot("nog even"), failed=True)
    assert [pending.apologised for pending in stores.turns.waiting(own)] == [True, False]
    stores.turns.give_up(seen, [bot("een mens leest dit")], [ask_person()])
    assert [pending.payload for pending in stores.turns.waiting(own)] == ["twee"]


def test_stopping_ends_contact_until_the_person_writes_again(stores: Stores) -> None:
    first, second = accept(stores, update="1"), accept(stores, update="2")
    own = first.conversation.id
    stores.turns.finish(first.inbound_id, [bot("nog niet verstuurd")], [ask_person()])
    stores.turns.finish(second.inbound_id, [bot("gestopt")], [Effect(EffectName.STOP)])
    conversation = stores.conversations.conversation(own)
    assert conversation is not None
    assert (conversation.stopped, conversation.route) == (True, Route.BOT)
    assert [delivery.message.text for delivery in stores.outbox.due_deliveries(later())] == ["gestopt"]
    assert accept(stores, update="2").conversation.stopped, "a redelivered stop changes nothing"
    assert not accept(stores, update="3").conversation.stopped


def test_counting_keeps_slugs_only(stores: Stores) -> None:
    notes = [Effect(EffectName.NOTE, {"topic": topic}) for topic in ("kosten", "kosten", "Ik heet Testnaam", "")]
    stores.turns.finish(accept(stores).inbound_id, [bot("a")], notes)
    with stores.database.read() as session:
        counted = {row.topic: row.count for row in session.scalars(select(TallyRow))}
    assert counted == {"kosten": 2, "other": 2}


def test_what_stayed_unanswered_is_counted_by_topic_and_nearest_entry(stores: Stores) -> None:
    data = [{"topic": "school_programme", "near": "kantine"}] * 2 + [{"topic": "dates"}]
    data += [{"topic": "costs", "near": "Ik heet Testnaam"}, {"topic": "a" * 70, "near": "b" * 70}]
    stores.turns.finish(accept(stores).inbound_id, [bot("a")], [Effect(EffectName.NOTE, dict(one)) for one in data])
    today = datetime.now(UTC).date()
    counted = [(one.topic, one.near, one.count, one.last) for one in stores.tally.unanswered(today)]
    assert counted[0] == ("school_programme", "kantine", 2, today)
    assert set(counted[1:]) == {("a" * 70, None, 1, today), ("costs", None, 1, today), ("dates", None, 1, today)}
    assert stores.tally.unanswered(today + timedelta(days=1)) == ()


def _route(stores: Stores, conversation_id: str) -> Route:
    conversation = stores.conversations.conversation(conversation_id)
    assert conversation is not None
    assert conversation.channel is Channel.TELEGRAM
    return conversation.route
