"""What the person reads about the mentors: an honest time, who reads, what became of it, and what can be pressed."""

from datetime import UTC, date, datetime, timedelta

import pytest

from conversation.messages import IncomingKind, Message, Route
from gateway.texts.people import PeopleTexts, waiting
from gateway.texts.strings import Strings
from mentoring.cases import CaseState, Reason, Urgency, opened
from mentoring.desk import Overdue, Reach
from mentoring.handoff import Cause
from mentoring.hours import Hours, parse_week
from tests.gateway.conftest import House
from tests.gateway.fake_engine import FakeEngine
from tests.storage.people import ALL, UNASSIGNED, every, mentor, sign_in

HOURS = Hours(parse_week("ma-vr 8.30-16.30"), closed=((date(2026, 12, 19), date(2027, 1, 3)),))
REACH = Reach(mentors=2, reachable=2, hours=(HOURS,))
TUESDAY = datetime(2026, 12, 1, 18, 0, tzinfo=UTC)
CALLS = {
    "messages": [
        {"text": "Dat regel ik."},
        {"custom": {"effects": [{"name": "open_case", "data": {"reason": "asked"}}]}},
    ]
}
SENDS_AWAY = {"messages": [{"text": "Oké."}, {"custom": {"effects": [{"name": "cancel_case", "data": {}}]}}]}


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (TUESDAY, "Ze lezen weer morgen vanaf 8.30."),
        (TUESDAY - timedelta(hours=12), "Ze lezen weer vandaag vanaf 8.30."),
        (TUESDAY - timedelta(hours=6), "De mentoren lezen nu mee, tot 16.30."),
        (datetime(2026, 12, 4, 18, 0, tzinfo=UTC), "Ze lezen weer maandag vanaf 8.30."),
        (datetime(2026, 12, 18, 18, 0, tzinfo=UTC), "Ze lezen weer maandag 4 januari vanaf 8.30."),
        (datetime(2027, 3, 26, 18, 0, tzinfo=UTC), "Ze lezen weer maandag vanaf 8.30."),  # over a clock change
    ],
)
def test_the_time_is_computed(say: Strings, now: datetime, words: str) -> None:
    assert words in PeopleTexts(say).asked(REACH, now, already=False).text


def test_what_cannot_be_done_is_said(say: Strings) -> None:
    texts = PeopleTexts(say, "Vraag het aan de administratie.")
    unreachable = Reach(mentors=1, reachable=0, hours=(HOURS,))
    assert say("case.cannot_tell") in texts.asked(unreachable, TUESDAY, already=False).text
    assert say("case.cannot_tell") not in texts.asked(REACH, TUESDAY, already=False).text
    assert "Vraag het aan de administratie." in texts.asked(Reach(), TUESDAY, already=False).text
    never = Reach(mentors=1, reachable=1, hours=(Hours(((),) * 7),))
    assert say("case.no_hours") in texts.asked(never, TUESDAY, already=False).text


@pytest.mark.parametrize("cause", Cause)
def test_every_move_by_itself_is_told_without_a_promise(say: Strings, cause: Cause) -> None:
    case = opened("c", "v", Reason.ASKED, Urgency.NORMAL, TUESDAY)
    text = PeopleTexts(say, "Bel de school.").moved(Overdue(case, cause, "Anna"), REACH, TUESDAY).text
    assert ("Anna" in text) == (cause is not Cause.EXPIRED)
    assert ("morgen vanaf 8.30" in text) == (cause in (Cause.SILENT, Cause.LEFT))
    assert ("Bel de school." in text) == (cause is Cause.EXPIRED)


def test_danger_that_goes_back_names_the_emergency_number_and_cannot_be_withdrawn(say: Strings) -> None:
    case = opened("c", "v", Reason.SAFETY, Urgency.URGENT, TUESDAY)
    draft = PeopleTexts(say).moved(Overdue(case, Cause.LEFT, "Anna"), REACH, TUESDAY)
    assert "112" in draft.text
    assert say("case.button_stop") not in [title for title, _ in draft.buttons]


async def press(house: House, message: Message, title: str) -> list[str]:
    button = next(button.id for button in message.buttons if button.title == title)
    return await house.said(button, IncomingKind.BUTTON)


async def test_buttons_while_waiting(house: House, listening: FakeEngine, say: Strings) -> None:
    who = mentor(house.stores)
    listening.script = lambda message: CALLS
    said, waiting = await house.ask("ik wil een mens")
    assert (said.text, len(waiting.buttons)) == ("Dat regel ik.", 3)
    assert "lezen nu mee" in (await press(house, waiting, say("case.button_when")))[0]

    assert await press(house, waiting, say("case.button_add")) == [say("case.add")]
    heard = len(listening.heard)
    assert await house.said("het gaat over mijn profiel") == [say("case.added")]
    assert len(listening.heard) == heard, "what is meant for a mentor is not answered by the computer"
    listening.script = lambda message: {"messages": [{"text": "de computer"}]}
    assert await house.said("wat is havo") == ["de computer"]

    assert await press(house, waiting, say("case.button_stop")) == [say("case.withdrawn")]
    assert [row.case.state for row in every(house.stores)] == [CaseState.CANCELLED]
    assert await press(house, waiting, say("case.button_stop")) == [say("case.nothing_open")]
    assert who.id not in {row.case.mentor_id for row in every(house.stores)}


async def test_never_mind_says_that_nobody_reads(house: House, listening: FakeEngine, say: Strings) -> None:
    listening.script = lambda message: SENDS_AWAY if "laat maar" in message else CALLS
    await house.ask("ik wil een mens")
    assert await house.said("laat maar") == [say("case.withdrawn")]
    assert house.stores.cases.queue(UNASSIGNED) == ()


async def test_never_mind_after_danger_says_that_somebody_still_looks(
    house: House, listening: FakeEngine, say: Strings
) -> None:
    listening.script = lambda message: SENDS_AWAY
    await house.ask("ik wil een einde aan mijn leven maken")
    (text,) = await house.said("laat maar")
    assert say("case.withdrawn") not in text
    assert "112" in text
    assert len(house.stores.cases.queue(UNASSIGNED)) == 1


async def test_who_left_is_told_and_the_computer_answers(house: House, listening: FakeEngine) -> None:
    who = mentor(house.stores)
    token = sign_in(house.stores, who)
    await house.ask("/mens")
    (row,) = house.stores.cases.queue(UNASSIGNED)
    house.stores.cases.claim(row.case.id, who.id)
    assert await house.said("ben je er") == []
    keeper = house.gateway.keeper
    assert await keeper.look(datetime.now(UTC)) == 0
    house.stores.mentors.close_desk_session(token)
    assert await keeper.look(datetime.now(UTC)) == 1
    assert await keeper.look(datetime.now(UTC)) == 0, "once"
    assert house.spoken()[-1].startswith("Testmentor is er nu niet meer.")
    assert await house.said("wat is havo") == ["je zei: wat is havo"]
    conversation = house.stores.conversations.conversation(house.address)
    assert conversation is not None
    assert conversation.route is Route.WAITING


async def test_who_is_silent_for_ten_minutes_loses_the_case(house: House, listening: FakeEngine, say: Strings) -> None:
    who = mentor(house.stores)
    sign_in(house.stores, who)
    await house.ask("/mens")
    (row,) = house.stores.cases.queue(UNASSIGNED)
    house.stores.cases.claim(row.case.id, who.id)
    keeper, now = house.gateway.keeper, datetime.now(UTC)
    assert await keeper.look(now + timedelta(minutes=9, seconds=50)) == 0
    assert await keeper.look(now + timedelta(minutes=10, seconds=1)) == 1
    assert house.spoken()[-1].startswith(say("case.silent", name="Testmentor"))
    assert house.stores.cases.queue(ALL)[0].case.state is CaseState.OPEN


async def test_a_keeper_that_starts_later_finds_what_was_due(
    house: House, opener: object, listening: FakeEngine
) -> None:
    who = mentor(house.stores)
    await house.ask("/mens")
    (row,) = house.stores.cases.queue(UNASSIGNED)
    house.stores.cases.claim(row.case.id, who.id)
    await house.gateway.stop()
    second = await opener()
    assert await second.gateway.keeper.look(datetime.now(UTC)) == 1


async def test_who_asks_how_long_reads_when_mentors_read(house: House, listening: FakeEngine, say: Strings) -> None:
    asks = {"messages": [{"text": "Nog even."}, {"custom": {"effects": [{"name": "tell_wait", "data": {}}]}}]}
    listening.script = lambda message: asks if "hoe lang" in message else CALLS
    mentor(house.stores)
    await house.ask("ik wil een mens")
    (text,) = await house.said("hoe lang duurt het nog")
    assert say("case.unknown_wait") in text
    assert "Nog even." not in text
    assert len(house.stores.cases.queue(UNASSIGNED)) == 1


@pytest.mark.parametrize(
    ("role", "said", "never"), [("parent", "uw vraag", "je "), ("student", "je vraag", "uw "), ("", "je vraag", "uw ")]
)
def test_a_parent_is_called_u_in_words_and_behind_buttons(say: Strings, role: str, said: str, never: str) -> None:
    draft = PeopleTexts(say).to(role).asked(REACH, TUESDAY, already=False)
    assert said in draft.text
    assert f" {never}" not in draft.text
    assert {waiting(payload)[1] for _, payload in draft.buttons} == {role if role == "parent" else ""}


def test_what_moves_by_itself_is_told_a_parent_as_a_parent(say: Strings) -> None:
    case = opened("c", "t", Reason.PARENT, Urgency.NORMAL, TUESDAY)
    assert "Uw vraag" in PeopleTexts(say).moved(Overdue(case, Cause.LEFT, "Anna"), REACH, TUESDAY).text
