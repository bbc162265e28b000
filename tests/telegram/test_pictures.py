"""Pictures arrive as photos with their words below them, through the same outbox and the same troubles."""

import asyncio
import json
import logging
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from channels.telegram.channel import STRINGS_FILE
from channels.telegram.rendering import CAPTION_LIMIT, render
from channels.telegram.texts import units
from conversation.messages import Button, Draft, Message, Picture, Sender, SourceLine
from gateway.texts.strings import load_strings
from tests.drawing import sample_profile
from tests.pictures.pdf_text import pages
from tests.telegram.bot_api import FakeBotApi
from tests.telegram.conftest import Reply
from tests.telegram.house import House, until
from tests.telegram.test_talk import begin, say

ANN = 1001
SAY = load_strings(STRINGS_FILE)
PICTURE = Picture("hexagon", {}, "Kaart van het onderwijs\nEerst dit, dan dat.")
MESSAGE = Message("m1", "c1", 1, Sender.BOT, "Zo ziet het eruit.", datetime.now(UTC), picture=PICTURE)
SOURCE = SourceLine("Overheid", "https://example.org/havo", "2026-11-02")


async def test_a_picture_comes_as_a_photo_with_its_words_below(house: House, api: FakeBotApi, reply: Reply) -> None:
    api.say(ANN, "mijn profiel")
    message = await reply(ANN)
    assert message["caption"].startswith("Dit vind je leuk.\n\nJouw interesses\n")
    assert "Mensen helpen: 88." in message["caption"]
    (size,) = message["photo"]
    assert (size["width"], size["height"] > 900) == (1020, True)
    assert api.calls("sendMessage") == []


def test_words_sources_and_buttons_go_below_one_photo_when_they_fit() -> None:
    (part,) = render(replace(MESSAGE, sources=(SOURCE,), buttons=(Button("Ja", "id1"),)), SAY)
    assert part.picture is PICTURE
    assert part.text.startswith(f"{MESSAGE.text}\n\n{PICTURE.alt}\n\nBron: ")
    assert part.keyboard is not None
    link = next(entity for entity in part.entities if entity.type == "text_link")
    assert part.text[link.offset : link.offset + link.length] == "Overheid"


def test_a_longer_message_follows_the_photo_and_keeps_the_buttons() -> None:
    photo, words = render(replace(MESSAGE, text="Zin. " * 300, buttons=(Button("Ja", "id1"),)), SAY)
    assert (photo.text, photo.keyboard, photo.picture) == (PICTURE.alt, None, PICTURE)
    assert (words.picture, words.keyboard is not None) == (None, True)


def test_long_words_of_a_picture_stand_on_their_own() -> None:
    alt = "Kaart\n" + "Van hier naar daar. " * 80
    photo, told, words = render(replace(MESSAGE, picture=replace(PICTURE, alt=alt)), SAY)
    assert (photo.text, told.text, words.text) == ("", alt.strip(), MESSAGE.text)
    assert units(alt) > CAPTION_LIMIT


async def test_an_outage_sends_the_same_photo_later_and_once(house: House, api: FakeBotApi, reply: Reply) -> None:
    api.fail("sendPhoto", 502, times=2)
    api.say(ANN, "mijn profiel")
    assert "Jouw interesses" in (await reply(ANN))["caption"]
    await asyncio.to_thread(api.wait_until, lambda api: len(api.calls("sendPhoto")) == 3)
    assert [call.status for call in api.calls("sendPhoto")] == [502, 502, 200]
    assert len(api.messages(ANN)) == 1


async def test_a_flood_wait_after_the_photo_repeats_no_photo(house: House, api: FakeBotApi, reply: Reply) -> None:
    conversation = await begin(house, api, reply)
    sketch = sample_profile()
    api.fail("sendMessage", 429, retry_after=1)
    say(house, Draft("Zin. " * 300, picture=Picture(sketch.kind, sketch.data, sketch.alt)))
    house.gateway.notify(conversation)
    await asyncio.to_thread(api.wait_until, lambda api: len(api.messages(ANN)) == 3)
    assert len(api.calls("sendPhoto")) == 1


async def test_a_refused_photo_does_not_cost_the_person_the_words(house: House, api: FakeBotApi, reply: Reply) -> None:
    api.fail("sendPhoto", 400, "Bad Request: IMAGE_PROCESS_FAILED")
    api.say(ANN, "mijn profiel")
    message = await reply(ANN)
    assert "photo" not in message
    assert "Mensen helpen: 88." in message["text"]


async def test_what_cannot_be_drawn_is_said(
    house: House, api: FakeBotApi, reply: Reply, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        api.say(ANN, "kapot")
        assert (await reply(ANN))["text"] == "Hier hoort iets bij.\n\nTekening\nMet woorden"
    assert "without the picture" in caplog.text
    assert "Tekening" not in caplog.text


async def test_a_photo_to_someone_who_blocked_the_bot_is_given_up(house: House, api: FakeBotApi, reply: Reply) -> None:
    await begin(house, api, reply)
    api.fail("sendPhoto", 403)
    api.say(ANN, "mijn profiel")
    await until(lambda: house.talk(ANN)[-1].undelivered)
    assert [json.dumps(call.status) for call in api.calls("sendPhoto")] == ["403"]


async def test_a_page_to_print_comes_as_a_document(house: House, api: FakeBotApi, reply: Reply) -> None:
    api.say(ANN, "iets om te printen")
    message = await reply(ANN)
    assert (message["caption"], message["document"]["file_name"]) == ("Neem deze mee.", "wegwijs.pdf")
    assert "Kan ik een dag meelopen?" in pages(api.world.files[message["message_id"]])[0]


async def test_an_outage_sends_the_same_page_later_and_once(house: House, api: FakeBotApi, reply: Reply) -> None:
    api.fail("sendDocument", 502)
    api.say(ANN, "iets om te printen")
    await reply(ANN, "Neem deze mee.")
    await asyncio.to_thread(api.wait_until, lambda api: len(api.calls("sendDocument")) == 2)
    assert [call.status for call in api.calls("sendDocument")] == [502, 200]
    assert len(api.messages(ANN)) == 1
