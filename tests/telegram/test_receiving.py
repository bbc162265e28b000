"""Nothing anybody wrote is lost or answered twice, whatever breaks between Telegram and the store."""

import asyncio
import logging
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from tests.telegram.bot_api import FakeBotApi
from tests.telegram.conftest import Reply
from tests.telegram.house import House, open_house, until

ANN, BO = 1001, 1002


async def test_only_the_wanted_kinds_are_asked_for(house: House, api: FakeBotApi) -> None:
    await until(lambda: api.world.allowed)
    assert api.world.allowed == {"message", "edited_message", "callback_query", "my_chat_member"}


async def test_a_redelivered_update_changes_nothing(house: House, api: FakeBotApi, reply: Reply) -> None:
    update = api.say(ANN, "hoi")
    await reply(ANN)
    await asyncio.to_thread(api.wait_idle)
    api.again(update)
    await asyncio.to_thread(api.wait_idle)
    api.say(ANN, "nog iets")
    await reply(ANN, "nog iets")
    assert house.heard(ANN) == ["hoi", "nog iets"]
    assert api.texts(ANN) == ["Je zei: hoi", "Je zei: nog iets"]


async def test_an_update_is_confirmed_only_when_it_is_stored(house: House, api: FakeBotApi, reply: Reply) -> None:
    api.say(ANN, "eerst")
    await reply(ANN)
    await asyncio.to_thread(api.wait_idle)
    _break_store(house)
    api.say(ANN, "terwijl het stuk is")
    await until(lambda: house.channel.trouble)
    assert [update["message"]["text"] for update in api.world.updates] == ["terwijl het stuk is"]
    _mend_store(house)
    assert (await reply(ANN))["text"] == "Je zei: terwijl het stuk is"
    await asyncio.to_thread(api.wait_idle)
    await until(lambda: house.channel.trouble is None)


async def test_a_restart_before_the_store_loses_nothing(tmp_path: Path, api: FakeBotApi, reply: Reply) -> None:
    async with open_house(tmp_path, api) as house:
        _break_store(house)
        api.say(ANN, "vlak voor de storing")
        await until(lambda: house.channel.trouble)
        polls = api.world.poll
        await until(lambda: api.world.poll > polls)  # it asked again, and must not have confirmed the message
        _mend_store(house)
    async with open_house(tmp_path, api) as house:
        assert (await reply(ANN))["text"] == "Je zei: vlak voor de storing"
        assert house.heard(ANN) == ["vlak voor de storing"]


async def test_a_restart_before_the_confirmation_answers_once(tmp_path: Path, api: FakeBotApi, reply: Reply) -> None:
    async with open_house(tmp_path, api) as house:
        update = api.say(ANN, "opgeslagen")
        await reply(ANN)
        await asyncio.to_thread(api.wait_idle)
        await until(lambda: not house.stores.outbox.due_deliveries(datetime.now(UTC)))
    api.again(update)
    async with open_house(tmp_path, api) as house:
        api.say(ANN, "daarna")
        await reply(ANN, "daarna")
        assert house.heard(ANN) == ["opgeslagen", "daarna"]
    assert api.texts(ANN) == ["Je zei: opgeslagen", "Je zei: daarna"]


async def test_a_restart_before_the_answer_still_answers(tmp_path: Path, api: FakeBotApi, reply: Reply) -> None:
    async with open_house(tmp_path, api) as house:
        house.engine.delay = 60
        api.say(ANN, "wie antwoordt mij")
        await until(lambda: house.heard(ANN))
    async with open_house(tmp_path, api):
        assert (await reply(ANN, "Je zei"))["text"] == "Je zei: wie antwoordt mij"


async def test_one_update_that_always_fails_does_not_stop_the_others(
    house: House, api: FakeBotApi, reply: Reply, caplog: pytest.LogCaptureFixture
) -> None:
    with house.stores.database.engine.begin() as connection:
        connection.execute(
            text(
                "CREATE TRIGGER refuse BEFORE INSERT ON conversation WHEN (SELECT count(*) FROM conversation) > 0 "
                "BEGIN SELECT RAISE(ABORT, 'no more'); END"
            )
        )
    api.say(ANN, "ik mag")
    await reply(ANN)
    api.say(BO, "ik mag niet")
    api.say(ANN, "ik mag nog")
    assert (await reply(ANN))["text"] == "Je zei: ik mag nog"
    api.say(ANN, "en nog")
    assert (await reply(ANN))["text"] == "Je zei: en nog"
    await until(lambda: "gave up on an update" in caplog.text)
    await asyncio.to_thread(api.wait_idle)


@pytest.mark.parametrize(
    ("status", "more"), [(502, {"html": True}), (409, {}), (500, {}), (429, {"retry_after": 1})], ids=str
)
async def test_trouble_with_fetching_is_told_once_and_passes(
    house: House, api: FakeBotApi, reply: Reply, caplog: pytest.LogCaptureFixture, status: int, more: dict[str, Any]
) -> None:
    caplog.set_level(logging.INFO)
    api.say(ANN, "eerst")
    await reply(ANN)
    api.fail("getUpdates", status, times=3, **more)
    api.say(ANN, "dit beantwoordt het wachtende verzoek")
    await asyncio.to_thread(
        api.wait_until, lambda api: len([c for c in api.calls("getUpdates") if c.status != 200]) > 2
    )
    api.say(ANN, "daarna")
    assert (await reply(ANN, "daarna"))["text"] == "Je zei: daarna"
    lines = [r.getMessage() for r in caplog.records if r.name.startswith("channels.telegram")]
    assert len(lines) == 2, lines
    assert lines[1] == "telegram: works again"


async def test_two_pollers_say_what_is_wrong(
    house: House, api: FakeBotApi, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    await asyncio.to_thread(api.wait_until, lambda api: api.world.poll)
    async with open_house(tmp_path / "second", api):
        await until(lambda: "another program fetches the updates" in caplog.text)


async def test_a_server_that_is_not_there(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with FakeBotApi() as gone:
        pass
    async with open_house(tmp_path, gone) as house:
        await until(lambda: house.channel.trouble)
        await asyncio.sleep(0.5)
    lines = [r.getMessage() for r in caplog.records if r.name.startswith("channels.telegram")]
    assert lines == [
        "telegram: the Bot API server does not answer: check the network and WEGWIJS_TELEGRAM_API_URL",
    ]


@pytest.mark.parametrize("token", ["no-token-at-all", "123456:somebody-elses"])
async def test_a_wrong_token_is_one_line_and_the_rest_goes_on(
    tmp_path: Path, api: FakeBotApi, caplog: pytest.LogCaptureFixture, token: str
) -> None:
    async with open_house(tmp_path, api, token=token) as house:
        await until(lambda: house.channel.trouble)
        await asyncio.sleep(0.5)
        assert "WEGWIJS_TELEGRAM_TOKEN" in (house.channel.trouble or "")
    lines = [r.getMessage() for r in caplog.records if r.name.startswith("channels.telegram")]
    assert len(lines) == 1
    assert token not in caplog.text


async def test_a_webhook_left_behind_is_taken_away(tmp_path: Path, api: FakeBotApi, reply: Reply) -> None:
    api.world.webhook = {"url": "http://127.0.0.1:9/old", "secret": ""}
    api.say(ANN, "hoi")
    async with open_house(tmp_path, api):
        assert (await reply(ANN))["text"] == "Je zei: hoi"
    assert api.world.webhook == {}


def _break_store(house: House) -> None:
    with house.stores.database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE inbound RENAME TO away"))


def _mend_store(house: House) -> None:
    with house.stores.database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE away RENAME TO inbound"))
