"""Planned messages reach the talk on their day, outside quiet hours; a profile can be shared in a mentor's talk."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from conversation.messages import IncomingKind
from gateway.planned import BUTTONS, PlannedRelay
from gateway.texts.strings import load_strings
from mentoring.cases import Reason, Urgency
from mentoring.keeping import ZONE, Planned, PlannedKind, Side
from tests.gateway.conftest import House


def relay(house: House) -> PlannedRelay:
    return PlannedRelay(house.stores.keeping, house.gateway.hub, load_strings())


async def plan(house: House) -> None:
    day = (datetime.now(ZONE).date() + timedelta(days=1)).isoformat()
    wish = {"name": "remind", "data": {"day": day, "who": "mentor", "side": "child"}}
    house.engine.script = lambda _message: {"messages": [{"text": "goed", "custom": {"effects": [wish]}}]}
    await house.ask("herinner me")


@pytest.mark.usefixtures("listening")
async def test_a_reminder_is_said_on_its_day_with_a_way_on(house: House) -> None:
    await plan(house)
    assert not await relay(house).say_due(datetime.now(UTC))
    day = datetime.now(ZONE) + timedelta(days=1)
    assert await relay(house).say_due(day.replace(hour=17))
    last = house.talk()[-1]
    assert "een mentor" in last.text
    assert [button.title for button in last.buttons] == ["Laat de vragen zien"]


@pytest.mark.usefixtures("listening")
async def test_a_late_reminder_waits_for_the_morning(house: House) -> None:
    await plan(house)
    evening = (datetime.now(ZONE) + timedelta(days=1)).replace(hour=22)
    assert await relay(house).say_due(evening)
    assert "een mentor" not in house.talk()[-1].text
    assert not await relay(house).say_due(evening + timedelta(hours=1))
    assert await relay(house).say_due(evening + timedelta(hours=11))
    assert "een mentor" in house.talk()[-1].text


@pytest.mark.parametrize("kind", PlannedKind)
@pytest.mark.parametrize("side", Side)
def test_every_planned_message_has_words(kind: PlannedKind, side: Side) -> None:
    say = load_strings()
    planned = Planned("1", "2", kind, datetime.now(UTC), {"side": side.value, "who": "parent"})
    draft = PlannedRelay(None, None, say).words(planned)  # type: ignore[arg-type]
    assert draft.text
    assert len(draft.buttons) == len(BUTTONS.get(kind, ()))


@pytest.mark.usefixtures("listening")
async def test_what_was_kept_rides_along_with_every_turn(house: House) -> None:
    wish = {"name": "keep_profile", "data": {"profile": {"a": 1}}}
    house.engine.script = lambda _message: {"messages": [{"text": "x", "custom": {"effects": [wish]}}]}
    await house.ask("bewaar het")
    assert "profile" not in house.engine.heard[-1]["metadata"]
    await house.ask("en nu")
    assert json.loads(house.engine.heard[-1]["metadata"]["profile"]) == {"a": 1}


@pytest.mark.usefixtures("listening")
async def test_only_sharing_goes_to_the_engine_while_a_mentor_answers(house: House) -> None:
    mine = ("Deel", '/share_profile{"answer": "share"}'), ("Iets", "/greet")
    house.engine.script = lambda _message: {
        "messages": [{"text": "x", "buttons": [{"title": title, "payload": payload} for title, payload in mine]}]
    }
    (said,) = await house.ask("hoi")
    case = house.stores.cases.open_case(house.address, Reason.ASKED, Urgency.NORMAL)
    link = datetime.now(UTC) + timedelta(days=1)
    who = house.stores.mentors.add_mentor("Testmentor", "t@example.org", "link", link)
    house.stores.cases.claim(case.id, who.id)
    heard = len(house.engine.heard)
    for button in said.buttons:
        await house.ask(button.id, IncomingKind.BUTTON)
    assert [body["message"] for body in house.engine.heard[heard:]] == [mine[0][1]]


@pytest.mark.usefixtures("listening")
async def test_taps_and_answers_of_the_test_are_marked_as_personal(house: House) -> None:
    button = {"title": "Leuk", "payload": '/explore{"answer": "4"}'}
    house.engine.script = lambda _message: {
        "messages": [{"text": "x", "buttons": [button], "custom": {"personal": True}}, {"text": "y"}]
    }
    first, _ = await house.ask("doe een test")
    await house.ask(first.buttons[0].id, IncomingKind.BUTTON)
    said = [(message.text, message.personal) for message in house.talk()]
    assert said == [("doe een test", False), ("x", True), ("y", False), ("Leuk", True), ("x", True), ("y", False)]
