"""A date, asked on the web and on Telegram, ends up as a file for one's own calendar."""

import httpx
import pytest
from icalendar import Calendar

from tests.stack import Stack

pytestmark = [pytest.mark.trained, pytest.mark.timeout(1200)]

QUESTION = "tot wanneer kan ik me aanmelden voor numerus fixus"
"""Answered by a rule that holds every year, so that this test does not go out of date."""


def _event(body: bytes) -> tuple[int, int, bool]:
    (event, *_) = Calendar.from_ical(body).walk("VEVENT")
    first, end = event.decoded("dtstart"), event.decoded("dtend")
    return first.month, first.day, (end - first).days == 1


def test_a_date_on_the_web_can_be_downloaded(stack: Stack) -> None:
    person = stack.talk()
    assert "15 januari" in person.say(QUESTION)
    (file,) = [file for reply in person.replies for file in reply.get("files", ())]
    answer = httpx.get(f"{stack.url}/{file['url']}", timeout=10)
    assert answer.headers["content-type"].startswith("text/calendar")
    assert _event(answer.content) == (1, 15, True)
    assert [source for reply in person.replies for source in reply.get("sources", ())]


def test_a_date_on_telegram_comes_with_the_file(stack: Stack) -> None:
    chat = 5151
    stack.telegram.say(chat, QUESTION)
    stack.telegram.wait_until(lambda api: any("document" in message for message in api.messages(chat)), timeout=20)
    message = next(message for message in stack.telegram.messages(chat) if "document" in message)
    assert "15 januari" in message["caption"]
    assert _event(stack.telegram.world.files[message["message_id"]]) == (1, 15, True)
