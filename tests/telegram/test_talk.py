"""A conversation on Telegram, through the real gateway and store."""

import asyncio
from datetime import UTC, datetime

import pytest

from channels.telegram.channel import STRINGS_FILE
from channels.telegram.rendering import render
from conversation.inbox import Decision
from conversation.messages import Channel, Draft, Incoming, Message, Sender, SourceLine
from gateway.texts.strings import load_strings
from tests.storage.people import UNASSIGNED
from tests.telegram.bot_api import FakeBotApi
from tests.telegram.conftest import Reply
from tests.telegram.house import House, until

ANN, BO = 1001, 1002
SAY = load_strings()


async def test_a_question_gets_its_answer(house: House, api: FakeBotApi, reply: Reply) -> None:
    api.say(ANN, "wat is havo")
    message = await reply(ANN)
    assert message["text"] == "Je zei: wat is havo"
    assert house.heard(ANN) == ["wat is havo"]
    (call,) = api.calls("sendMessage")
    assert '"is_disabled": true' in call.params["link_preview_options"]
    assert "parse_mode" not in call.params


async def test_answers_of_one_person_keep_their_order(house: House, api: FakeBotApi) -> None:
    for number in range(8):
        api.say(ANN, f"vraag {number}")
        api.say(BO, f"ook {number}")
    await asyncio.to_thread(api.wait_until, lambda api: len(api.texts(ANN)) == len(api.texts(BO)) == 8, 20.0)
    assert api.texts(ANN) == [f"Je zei: vraag {number}" for number in range(8)]
    assert api.texts(BO) == [f"Je zei: ook {number}" for number in range(8)]


async def test_a_choice_is_pressed_shown_and_answered(house: House, api: FakeBotApi, reply: Reply) -> None:
    api.say(ANN, "geef me keuzes")
    asked = await reply(ANN)
    rows = asked["reply_markup"]["inline_keyboard"]
    assert [[button["text"] for button in row] for row in rows] == [["Havo"], ["Vmbo"], ["Vwo"]]
    api.press(asked, "Vmbo")
    assert (await reply(ANN))["text"] == "Je zei: /pick_Vmbo"
    assert house.heard(ANN) == ["geef me keuzes", "Vmbo"]
    await asyncio.to_thread(api.wait_until, lambda api: _titles(api, ANN) == ["✓ Vmbo"])
    await asyncio.to_thread(api.wait_until, lambda api: all(api.world.queries.values()))


async def test_two_taps_are_one_choice_and_the_mark_is_no_button(house: House, api: FakeBotApi, reply: Reply) -> None:
    api.say(ANN, "geef me keuzes")
    asked = await reply(ANN)
    api.press(asked, "Havo")
    api.press(asked, "Havo")
    await reply(ANN)
    await asyncio.to_thread(api.wait_until, lambda api: _titles(api, ANN) == ["✓ Havo"])
    api.press(api.messages(ANN)[0], 0)
    await asyncio.to_thread(api.wait_until, lambda api: list(api.world.queries.values()) == [True] * 3)
    await asyncio.to_thread(api.wait_idle)
    assert house.engine.heard == ["geef me keuzes", "/pick_Havo"]


async def test_a_button_of_another_person_gets_a_kind_text(house: House, api: FakeBotApi, reply: Reply) -> None:
    api.say(ANN, "geef me keuzes")
    api.say(BO, "hallo")
    theirs, mine = await reply(ANN), await reply(BO)
    api.press_data(mine, theirs["reply_markup"]["inline_keyboard"][0][0]["callback_data"])
    assert (await reply(BO))["text"] == SAY("gateway.unknown_button")
    await asyncio.to_thread(api.wait_until, lambda api: all(api.world.queries.values()))
    assert house.heard(BO) == ["hallo"]


@pytest.mark.parametrize("text", ["/start", "/start klas-4b", "/start@WegwijsTestBot"])
async def test_start_greets(house: House, api: FakeBotApi, reply: Reply, text: str) -> None:
    api.say(ANN, text)
    assert (await reply(ANN))["text"] == "Je zei: /greet"
    assert house.heard(ANN) == ["/start"]


async def test_commands_are_answered_and_stand_in_the_menu(house: House, api: FakeBotApi, reply: Reply) -> None:
    for text, key in (("/privacy", "gateway.privacy"), ("/mens", "case.asked"), ("/onzin", "gateway.unknown_command")):
        api.say(ANN, text)
        assert (await reply(ANN))["text"].startswith(SAY(key))
    api.say(ANN, "/help")
    assert (await reply(ANN))["text"] == "Je zei: /ask_capabilities"
    assert len(house.stores.cases.queue(UNASSIGNED)) == 1
    assert [command["command"] for command in api.world.commands] == ["start", "help", "mens", "privacy", "stop"]


async def test_stop_is_confirmed_and_writing_again_goes_on(house: House, api: FakeBotApi, reply: Reply) -> None:
    api.say(ANN, "/stop")
    assert (await reply(ANN))["text"] == SAY("gateway.stopped")
    api.say(ANN, "toch nog iets")
    assert (await reply(ANN))["text"] == "Je zei: toch nog iets"


async def test_a_mentor_is_seen_to_be_a_human(house: House, api: FakeBotApi, reply: Reply) -> None:
    api.say(ANN, "ik wil een mens")
    await reply(ANN)
    await until(lambda: house.stores.cases.queue(UNASSIGNED))
    (row,) = house.stores.cases.queue(UNASSIGNED)
    mentor = house.stores.mentors.add_mentor("Noor Peeters", "noor@example.org", "h", row.case.opened_at)
    house.stores.cases.claim(row.case.id, mentor.id, Draft("Er leest nu een mentor mee.", Sender.SYSTEM))
    house.stores.cases.answer(row.case.id, mentor.id, "Dag, zeg het maar.", "c1")
    house.gateway.notify(row.case.conversation_id)
    assert (await reply(ANN, "zeg het maar"))["text"] == "Noor Peeters, mentor:\nDag, zeg het maar."
    api.say(ANN, "kunt u mij bellen")
    await until(lambda: "kunt u mij bellen" in house.heard(ANN))
    assert house.engine.heard == ["ik wil een mens"]


async def test_sources_are_a_quiet_last_line(house: House, api: FakeBotApi, reply: Reply) -> None:
    api.say(ANN, "met bron graag")
    message = await reply(ANN)
    body, line = message["text"].split("\n\n")
    assert body == "Zie https://example.org/uitleg voor meer."
    assert line == "Bron: Onderwijs in beeld (nagekeken op 22-11-2026)"
    link = next(entity for entity in message["entities"] if entity["type"] == "text_link")
    assert message["text"][link["offset"] : link["offset"] + link["length"]] == "Onderwijs in beeld"
    assert link["url"] == "https://example.org/bron"


async def test_typing_shows_while_a_turn_is_slow(house: House, api: FakeBotApi, reply: Reply) -> None:
    house.engine.delay = 1.0
    api.say(ANN, "denk even na")
    await reply(ANN)
    assert [call.params["action"] for call in api.calls("sendChatAction")] == ["typing"]


async def test_a_long_answer_comes_in_parts_with_the_buttons_last(house: House, api: FakeBotApi, reply: Reply) -> None:
    conversation = await begin(house, api, reply)
    text = "Dit is een zin over leren. " * 400
    say(house, Draft(text, buttons=(("Verder", "/more"),)))
    house.gateway.notify(conversation)
    await asyncio.to_thread(api.wait_until, lambda api: len(api.messages(ANN)) == 4)
    parts = api.messages(ANN)[1:]
    assert " ".join(part["text"] for part in parts) == text.strip()
    assert ["reply_markup" in part for part in parts] == [False, False, True]


async def begin(house: House, api: FakeBotApi, reply: Reply) -> str:
    api.say(ANN, "hoi")
    await reply(ANN)
    conversation = house.stores.conversations.find(Channel.TELEGRAM, str(ANN))
    assert conversation is not None
    return conversation.id


def say(house: House, draft: Draft) -> None:
    """Let something be said in the chat's conversation as a fixed reply to a message."""
    incoming = Incoming(Channel.TELEGRAM, str(ANN), "from-the-test", "meer")
    house.stores.inbox.accept(incoming, lambda _: Decision("meer", replies=(draft,)))


def _titles(api: FakeBotApi, chat_id: int) -> list[str]:
    keyboard = api.messages(chat_id)[0].get("reply_markup", {"inline_keyboard": []})["inline_keyboard"]
    return [button["text"] for row in keyboard for button in row]


def test_a_day_the_sources_share_is_said_once() -> None:
    sources = (SourceLine("Eerste", "https://a.example/", "2026-11-22"), SourceLine("Tweede", None, "2026-11-22"))
    message = Message("m", "c", 1, Sender.BOT, "Tekst", datetime.now(UTC), sources=sources)
    (part,) = render(message, load_strings(STRINGS_FILE))
    assert part.text.endswith("Bronnen: Eerste, Tweede (nagekeken op 22-11-2026)")
