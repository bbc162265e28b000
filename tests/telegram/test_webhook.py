"""By webhook: only Telegram is listened to, and acknowledged only when stored."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from sqlalchemy import text

from channels.telegram.webhook import PATH, SECRET_HEADER, webhook_secret
from tests.telegram.bot_api import FakeBotApi
from tests.telegram.conftest import Reply
from tests.telegram.house import SECRET, House, open_house, until

ANN = 1001


@pytest.fixture
async def house(tmp_path: Path, api: FakeBotApi) -> AsyncIterator[House]:
    async with open_house(tmp_path, api, webhook=True) as opened:
        await asyncio.to_thread(api.wait_until, lambda api: api.world.webhook.get("url"))
        yield opened


async def test_it_is_registered_with_a_secret(house: House, api: FakeBotApi) -> None:
    assert api.world.webhook["url"] == house.url + PATH
    assert api.world.webhook["secret"] == webhook_secret(SECRET)
    assert SECRET not in webhook_secret(SECRET)
    assert api.world.allowed == {"message", "edited_message", "callback_query", "my_chat_member"}
    assert api.calls("getUpdates") == []


async def test_a_conversation(house: House, api: FakeBotApi, reply: Reply) -> None:
    api.say(ANN, "geef me keuzes")
    api.press(await reply(ANN), "Vwo")
    assert (await reply(ANN))["text"] == "Je zei: /pick_Vwo"
    await asyncio.to_thread(api.wait_until, lambda api: all(api.world.queries.values()))


@pytest.mark.parametrize("secret", [None, "", "wrong", webhook_secret("another key"), "é"])
async def test_who_lacks_the_secret_is_refused_and_nothing_is_stored(
    house: House, api: FakeBotApi, secret: str | None
) -> None:
    headers = {} if secret is None else {SECRET_HEADER.encode(): secret.encode()}
    answer = await _post(house, _update(api), headers)
    assert answer.status_code == 401
    assert house.talk(ANN) == []


async def test_rubbish_with_the_secret_is_refused_or_left_out(house: House) -> None:
    headers = {SECRET_HEADER.encode(): webhook_secret(SECRET).encode()}
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.post(house.url + PATH, content=b"{", headers=headers)
    assert answer.status_code == 400
    bodies: list[object] = [[], {"update_id": 5, "message": {"message_id": 1}}]
    for body in bodies:
        assert (await _post(house, body, headers)).status_code == 200


async def test_it_is_acknowledged_only_when_stored(house: House, api: FakeBotApi, reply: Reply) -> None:
    with house.stores.database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE inbound RENAME TO away"))
    api.say(ANN, "bewaar mij")
    await until(lambda: "503" in api.world.webhook.get("last_error_message", ""))
    assert len(api.world.updates) == 1
    with house.stores.database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE away RENAME TO inbound"))
    assert (await reply(ANN))["text"] == "Je zei: bewaar mij"
    await asyncio.to_thread(api.wait_idle)
    assert house.heard(ANN) == ["bewaar mij"]


async def test_a_refused_address_is_told_and_tried_again(
    tmp_path: Path, api: FakeBotApi, reply: Reply, caplog: pytest.LogCaptureFixture
) -> None:
    api.fail("setWebhook", 400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
    async with open_house(tmp_path, api, webhook=True):
        await until(lambda: "https url must be provided" in caplog.text.casefold())
        api.say(ANN, "hoi")
        assert (await reply(ANN))["text"] == "Je zei: hoi"


def _update(api: FakeBotApi) -> object:
    update = api.say(ANN, "van een vreemde")
    with api.world.changed:
        api.world.updates.clear()
    return update


async def _post(house: House, body: object, headers: dict[bytes, bytes]) -> httpx.Response:
    async with httpx.AsyncClient(trust_env=False) as client:
        return await client.post(house.url + PATH, json=body, headers=headers)
