"""Messages arrive through floods, outages and refusals; who blocked the bot is left in peace."""

import asyncio
import logging

import pytest

from conversation.messages import Draft
from gateway.outbox import Blocked, RetryAfter
from tests.telegram.bot_api import FakeBotApi
from tests.telegram.conftest import Reply
from tests.telegram.house import House, until
from tests.telegram.test_talk import begin, say
from tests.web.fake_engine import CALENDAR

ANN, BO = 1001, 1002


async def test_a_flood_wait_is_respected(house: House, api: FakeBotApi, reply: Reply) -> None:
    api.fail("sendMessage", 429, retry_after=2)
    api.say(ANN, "hoi")
    assert (await reply(ANN))["text"] == "Je zei: hoi"
    refused, sent = api.calls("sendMessage")
    assert (refused.status, sent.status) == (429, 200)
    assert sent.at - refused.at >= 2


async def test_many_messages_in_one_chat_are_spread(house: House, api: FakeBotApi) -> None:
    for number in range(8):
        api.say(ANN, f"vraag {number}")
    await asyncio.to_thread(api.wait_until, lambda api: len(api.texts(ANN)) == 8, 20.0)
    calls = api.calls("sendMessage")
    assert calls[-1].at - calls[0].at >= 2, "five at once, then one a second"


@pytest.mark.parametrize(("status", "html"), [(502, True), (500, False), (502, False)])
async def test_a_server_that_is_down_for_a_while(
    house: House, api: FakeBotApi, reply: Reply, status: int, html: bool
) -> None:
    api.fail("sendMessage", status, html=html, times=2)
    api.say(ANN, "hoi")
    assert (await reply(ANN))["text"] == "Je zei: hoi"
    assert [call.status for call in api.calls("sendMessage")] == [status, status, 200]


async def test_a_blocked_bot_stops_trying_and_the_desk_sees_it(house: House, api: FakeBotApi, reply: Reply) -> None:
    house.engine.delay = 0.5
    api.say(ANN, "hoi")
    api.block(ANN)
    await until(lambda: house.talk(ANN) and house.talk(ANN)[-1].undelivered)
    assert [call.status for call in api.calls("sendMessage")] == [403]
    house.engine.delay = 0
    api.say(ANN, "toch weer")
    assert (await reply(ANN))["text"] == "Je zei: toch weer"


async def test_a_chat_that_is_gone_counts_as_blocked(house: House, api: FakeBotApi, reply: Reply) -> None:
    api.fail("sendMessage", 400, "Bad Request: chat not found", chat_id=ANN)
    api.say(ANN, "hoi")
    api.say(BO, "hoi")
    await reply(BO)
    await until(lambda: house.talk(ANN)[-1].undelivered)
    assert len(api.calls("sendMessage")) == 2


async def test_refused_buttons_do_not_cost_the_person_the_words(house: House, api: FakeBotApi, reply: Reply) -> None:
    api.fail("sendMessage", 400, "Bad Request: BUTTON_DATA_INVALID")
    api.say(ANN, "geef me keuzes")
    message = await reply(ANN)
    assert message["text"] == "Waar gaat het over?"
    assert "reply_markup" not in message


async def test_a_refused_message_does_not_hold_up_the_next(
    house: House, api: FakeBotApi, reply: Reply, caplog: pytest.LogCaptureFixture
) -> None:
    api.fail("sendMessage", 400, "Bad Request: message is too long")
    api.say(ANN, "geheim een")
    await until(lambda: len(house.talk(ANN)) == 2 and house.talk(ANN)[-1].undelivered)
    api.say(ANN, "twee")
    assert (await reply(ANN))["text"] == "Je zei: twee"
    assert "message is too long" in caplog.text.casefold()
    assert "geheim" not in caplog.text


async def test_neither_token_nor_words_reach_the_log(
    house: House, api: FakeBotApi, reply: Reply, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        api.fail("sendMessage", 502, html=True)
        api.fail("getUpdates", 502, html=True)
        api.fail("answerCallbackQuery", 400)
        api.say(ANN, "geheime keuzes")
        asked = await reply(ANN)
        api.press(asked, 0)
        await reply(ANN)
    secret = api.token.split(":")[1]
    mine = [r.getMessage() + (r.exc_text or "") for r in caplog.records if r.name != "asyncio"]
    assert mine
    assert not [line for line in mine if secret in line or "geheim" in line or "pick_Havo" in line]


async def test_an_outage_halfway_a_long_message_repeats_no_part(house: House, api: FakeBotApi, reply: Reply) -> None:
    conversation = await begin(house, api, reply)
    text = "Dit is een zin over leren. " * 400
    api.fail("sendMessage", 502, skip=1)
    say(house, Draft(text))
    house.gateway.notify(conversation)
    await asyncio.to_thread(api.wait_until, lambda api: len(api.messages(ANN)) == 4)
    assert " ".join(message["text"] for message in api.messages(ANN)[1:]) == text.strip()
    assert [call.status for call in api.calls("sendMessage")] == [200, 200, 502, 200, 200]


async def test_a_notice_is_told_or_says_why_not(house: House, api: FakeBotApi, reply: Reply) -> None:
    api.say(BO, "hoi")
    await reply(BO)
    await house.channel.push.tell(str(BO), "Er wacht iemand.")
    assert (await reply(BO))["text"] == "Er wacht iemand."
    with pytest.raises(Blocked):
        await house.channel.push.tell("424242", "Er wacht iemand.")
    api.fail("sendMessage", 429, retry_after=9)
    with pytest.raises(RetryAfter) as wish:
        await house.channel.push.tell(str(BO), "Er wacht iemand.")
    assert wish.value.seconds == 9


async def test_a_date_comes_as_a_file_below_its_words(house: House, api: FakeBotApi, reply: Reply) -> None:
    api.say(ANN, "zet het in mijn agenda")
    message = await reply(ANN)
    assert message["document"]["file_name"] == "proef.ics"
    assert message["caption"].startswith("Kerstvakantie: over 3 weken.")
    assert [entity["type"] for entity in message["caption_entities"]] == ["italic", "text_link"]
    assert api.world.files[message["message_id"]] == CALENDAR.body


async def test_a_refused_file_does_not_cost_the_person_the_words(house: House, api: FakeBotApi, reply: Reply) -> None:
    api.fail("sendDocument", 400, "Bad Request: file is too big")
    api.say(ANN, "zet het in mijn agenda")
    assert "Kerstvakantie" in (await reply(ANN))["text"]
