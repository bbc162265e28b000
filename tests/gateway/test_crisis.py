"""Words of danger: the same fixed reply whatever the engine does, and an urgent case."""

import pytest

from content.library import Library
from content.schema.base import Country
from conversation.messages import IncomingKind, Sender
from gateway.texts.crisis import CrisisReply
from gateway.texts.strings import Strings
from mentoring.cases import CaseState, Reason, Urgency
from safety.tiers import Category, Screening, Tier
from tests.gateway.conftest import House
from tests.gateway.fake_engine import FakeEngine
from tests.storage.people import ALL, UNASSIGNED, every, mentor

DANGER = "ik wil niet meer leven"


@pytest.mark.parametrize("alive", [True, False], ids=["engine", "no-engine"])
async def test_danger_gets_help_lines_and_an_urgent_case(
    house: House, request: pytest.FixtureRequest, alive: bool
) -> None:
    if alive:
        request.getfixturevalue("listening")
    mentor(house.stores)
    accepted = await house.submit(DANGER)
    (reply,) = house.stores.conversations.replies_to(accepted.inbound_id)
    assert not accepted.pending
    assert reply.sender is Sender.SYSTEM
    for words in ("112", "113", "computer", "mentor"):
        assert words in reply.text
    assert "1813" not in reply.text
    (row,) = house.stores.cases.queue(UNASSIGNED)
    assert (row.case.reason, row.case.urgency) == (Reason.SAFETY, Urgency.URGENT)
    assert house.engine.heard == []


async def test_again_in_danger_is_shorter_and_one_case(house: House, say: Strings) -> None:
    await house.ask(DANGER)
    assert await house.said("ik wil dood") == [say("crisis.again")]
    assert len(every(house.stores)) == 1


async def test_danger_stands_beside_an_ordinary_case_and_above_it(house: House) -> None:
    await house.ask("/mens")
    await house.ask(DANGER)
    urgencies = [row.case.urgency for row in house.stores.cases.queue(UNASSIGNED)]
    assert urgencies == [Urgency.URGENT, Urgency.NORMAL]


async def test_danger_is_heard_while_a_mentor_talks(house: House) -> None:
    await house.ask("/mens")
    (row,) = house.stores.cases.queue(UNASSIGNED)
    house.stores.cases.claim(row.case.id, mentor(house.stores).id)
    (reply,) = await house.ask(DANGER)
    assert "112" in reply.text
    danger, talk = house.stores.cases.queue(ALL)
    assert (danger.case.urgency, danger.case.state, talk.unread) == (Urgency.URGENT, CaseState.OPEN, 2)


@pytest.mark.parametrize("kind", [k for k in IncomingKind if k is not IncomingKind.BUTTON])
async def test_danger_is_heard_in_every_kind_of_message(house: House, kind: IncomingKind) -> None:
    (reply,) = await house.ask(DANGER, kind)
    assert "112" in reply.text


async def test_danger_behind_much_text_is_heard(house: House) -> None:
    (reply,) = await house.ask("gewoon een lang verhaal. " * 600 + DANGER)
    assert "112" in reply.text


async def test_danger_overtakes_what_waits(house: House) -> None:
    await house.ask("wat is havo")
    assert "112" in (await house.said(DANGER))[0]


async def test_stop_and_never_mind_do_not_end_an_urgent_case(house: House, say: Strings) -> None:
    await house.ask(DANGER)
    assert await house.said("/stop") == [say("gateway.stopped_urgent")]
    (row,) = house.stores.cases.queue(UNASSIGNED)
    assert row.case.urgency is Urgency.URGENT


async def test_exaggeration_is_answered_as_usual(house: House, listening: FakeEngine) -> None:
    assert await house.said("ik ga dood van de stress lol") == ["je zei: ik ga dood van de stress lol"]
    assert every(house.stores) == []


async def test_a_worrying_sign_is_left_to_the_engine(house: House, listening: FakeEngine) -> None:
    assert len(await house.ask("ik zie het niet meer zitten")) == 1
    assert every(house.stores) == []


@pytest.mark.parametrize("category", [*Category, None])
@pytest.mark.parametrize("country", [Country.NL, Country.VL, None])
@pytest.mark.parametrize("third", [True, False])
def test_every_reply_names_112_and_a_line_of_the_right_country(
    say: Strings, library: Library, category: Category | None, country: Country | None, third: bool
) -> None:
    lines = tuple(library.help_lines.values())
    text = CrisisReply(say, lines, country).first(Screening(Tier.T2, category, third)).text
    shown = {line.id for line in lines if f"- {line.name}:" in text}
    assert "112" in text
    expected = {"nl", "vl"} if country is None else {country.value}
    assert {line.split("-")[0] for line in shown} == expected
    assert 1 <= len(shown) <= 6
    assert "!" not in text


def test_the_reply_works_without_any_content(say: Strings) -> None:
    assert "112" in CrisisReply(say, ()).first(Screening(Tier.T1, Category.SUICIDE)).text


def test_suicide_shows_the_line_for_it_first(say: Strings, library: Library) -> None:
    lines = tuple(library.help_lines.values())
    for country, name in ((Country.NL, "113"), (Country.VL, "1813")):
        text = CrisisReply(say, lines, country).first(Screening(Tier.T2, Category.SUICIDE)).text
        first = next(line for line in text.splitlines() if line.startswith("- "))
        assert name in first
