"""What is no text gets a kind answer; what is said along with it is never lost; groups are none of ours."""

import asyncio
from collections.abc import Callable

import pytest

from channels.telegram.channel import STRINGS_FILE
from gateway.texts.strings import load_strings
from tests.telegram.bot_api import FakeBotApi
from tests.telegram.conftest import Reply
from tests.telegram.house import House, until

ANN, GROUP = 1001, -500
SAY = load_strings()
Act = Callable[[FakeBotApi], object]


@pytest.mark.parametrize(
    ("act", "kind", "stored"),
    [
        (lambda api: api.photo(ANN), "photo", "[foto]"),
        (lambda api: api.photo(ANN, "dit is mijn rapport"), "photo", "[foto] dit is mijn rapport"),
        (lambda api: api.voice(ANN), "voice", "[spraakbericht]"),
        (lambda api: api.sticker(ANN), "sticker", "[sticker] \N{WAVING HAND SIGN}"),
        (lambda api: api.document(ANN, "lees dit"), "other", "[bericht dat ik niet kan lezen] lees dit"),
        (lambda api: api.location(ANN), "other", "[bericht dat ik niet kan lezen]"),
    ],
)
async def test_other_kinds(house: House, api: FakeBotApi, reply: Reply, act: Act, kind: str, stored: str) -> None:
    act(api)
    assert (await reply(ANN))["text"] == SAY(f"kind.{kind}")
    assert house.heard(ANN) == [stored]
    assert house.engine.heard == []


async def test_an_edited_message_is_seen_and_not_answered_twice(house: House, api: FakeBotApi, reply: Reply) -> None:
    update = api.say(ANN, "wat is hvao")
    await reply(ANN)
    api.edit(update, "wat is havo")
    assert (await reply(ANN))["text"] == SAY("kind.edited")
    assert house.engine.heard == ["wat is hvao"]
    assert house.heard(ANN)[-1].endswith("wat is havo")


async def test_an_album_gets_one_answer(house: House, api: FakeBotApi, reply: Reply) -> None:
    for _ in range(4):
        api.photo(ANN, media_group_id="album-1")
    api.say(ANN, "hoi")
    await reply(ANN, "hoi")
    assert api.texts(ANN) == [SAY("kind.photo"), "Je zei: hoi"]


async def test_a_shared_contact_is_not_stored(house: House, api: FakeBotApi, reply: Reply) -> None:
    api.send(ANN, {"contact": {"phone_number": "0612345678", "first_name": "Testpersoon"}})
    await reply(ANN)
    assert house.heard(ANN) == ["[bericht dat ik niet kan lezen]"]


@pytest.mark.parametrize(
    "content",
    [
        {"pinned_message": {"message_id": 1, "date": 0, "chat": {"id": ANN, "type": "private"}}},
        {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}},
    ],
)
async def test_service_messages_say_nothing(
    house: House, api: FakeBotApi, reply: Reply, content: dict[str, object]
) -> None:
    api.send(ANN, content)
    api.say(ANN, "hoi")
    assert (await reply(ANN))["text"] == "Je zei: hoi"
    assert house.heard(ANN) == ["hoi"]


async def test_a_live_location_does_not_cause_a_stream_of_answers(house: House, api: FakeBotApi, reply: Reply) -> None:
    update = api.location(ANN)
    await reply(ANN)
    with api.world.changed:
        for _ in range(3):
            api.world.enqueue("edited_message", {**update["message"], "edit_date": 1})
    await asyncio.to_thread(api.wait_idle)
    assert len(house.talk(ANN)) == 2


async def test_added_to_a_group_it_says_so_once_and_leaves(house: House, api: FakeBotApi) -> None:
    api.add_to_group(GROUP)
    api.say(GROUP, "wie is dit")
    await asyncio.to_thread(api.wait_until, lambda api: GROUP in api.world.left)
    await asyncio.to_thread(api.wait_idle)
    assert api.texts(GROUP) == [load_strings(STRINGS_FILE)("telegram.private_only")]
    assert house.talk(GROUP) == []


async def test_a_message_in_a_group_is_not_stored_and_the_bot_goes(house: House, api: FakeBotApi) -> None:
    api.say(GROUP, "/start")
    await until(lambda: GROUP in api.world.left)
    assert api.texts(GROUP) == []
    assert house.talk(GROUP) == []


async def test_an_update_the_library_cannot_read_holds_up_nobody(house: House, api: FakeBotApi, reply: Reply) -> None:
    with api.world.changed:
        api.world.enqueue("message", {"message_id": 5, "chat": {"id": ANN}})
    api.say(ANN, "hoi")
    assert (await reply(ANN))["text"] == "Je zei: hoi"
    await asyncio.to_thread(api.wait_idle)
