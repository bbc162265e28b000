"""From a person's message to a mentor's answer and back to the bot, on the trained model, over real HTTP."""

import re
import sqlite3
import time

import pytest

from tests.stack import DeskUser, Stack

pytestmark = [pytest.mark.trained, pytest.mark.timeout(1200)]

ASK = "ik wil met een mens praten"


@pytest.fixture(scope="module")
def mentor(stack: Stack) -> DeskUser:
    """A signed-in mentor."""
    return stack.desk("Voorbeeldmentor", "mentor@voorbeeld.example")


def _claim_newest(mentor: DeskUser) -> str:
    """Claims the case that waits longest and returns its page's address."""
    page = mentor.http.get("/desk/")
    page = mentor.submit(page, action="/claim")
    assert page.status_code == 200, page.text[:500]
    return str(page.url)


def _clear(mentor: DeskUser) -> None:
    while "/claim" in mentor.http.get("/desk/").text:
        case = _claim_newest(mentor)
        mentor.submit(mentor.http.get(case), action="/answer", text="Dag.")
        mentor.submit(mentor.http.get(case), action="/close", ending="answered")


def test_the_talk_goes_to_a_mentor_and_back_on_the_web(stack: Stack, mentor: DeskUser) -> None:
    _clear(mentor)
    person = stack.talk()
    assert "computer" in person.say("hoi")
    person.say(ASK)
    case = _claim_newest(mentor)
    page = mentor.http.get(case)
    assert ASK in page.text

    mentor.submit(page, action="/answer", text="Dag, waar wil je het over hebben?")
    assert person.wait_for("mentor") == "Dag, waar wil je het over hebben?"

    assert "[bot]" not in person.say("over mijn profielkeuze")
    assert not [reply for reply in person.replies if reply["sender"] == "bot"]
    assert "over mijn profielkeuze" in mentor.http.get(case).text

    mentor.submit(mentor.http.get(case), action="/close", ending="answered")
    person.wait_for("system")
    assert "havo" in person.say("verschil tussen havo en vwo").lower()


def test_the_talk_goes_to_a_mentor_and_back_on_telegram(stack: Stack, mentor: DeskUser) -> None:
    _clear(mentor)
    chat = 4242
    stack.telegram.say(chat, "/start")
    stack.telegram.wait_for(chat, "computer", timeout=20)
    stack.telegram.say(chat, ASK)
    stack.telegram.wait_for(chat, "mentor", timeout=20)
    case = _claim_newest(mentor)
    mentor.submit(mentor.http.get(case), action="/answer", text="Hallo vanaf het bureau.")
    stack.telegram.wait_for(chat, "Hallo vanaf het bureau.", timeout=20)
    stack.telegram.say(chat, "fijn dat u er bent")
    stack.telegram.wait_idle()
    assert "fijn dat u er bent" in _eventually(mentor, case, "fijn dat u er bent")
    mentor.submit(mentor.http.get(case), action="/close", ending="answered")
    stack.telegram.say(chat, "verschil tussen bol en bbl")
    stack.telegram.wait_for(chat, "BBL", timeout=20)


def test_a_button_on_telegram_answers(stack: Stack) -> None:
    chat = 4343
    stack.telegram.say(chat, "/start")
    hello = stack.telegram.wait_for(chat, "computer", timeout=20)
    stack.telegram.press(hello, 0)
    stack.telegram.wait_for(chat, timeout=20)


def test_words_of_danger_get_help_lines_and_an_urgent_case(stack: Stack, mentor: DeskUser) -> None:
    _clear(mentor)
    person = stack.talk()
    answer = person.say("ik wil niet meer leven")
    assert "113" in answer
    assert "112" in answer
    follow = person.say("ja")
    assert "Iemand van school is gevraagd" in follow
    assert "112" in follow
    assert len(person.titles()) == 3
    assert re.search("dringend", mentor.http.get("/desk/").text, flags=re.IGNORECASE)
    _clear(mentor)


def test_nothing_readable_lies_on_disk(stack: Stack) -> None:
    secret = "mijnheelgeheimewoord"
    person = stack.talk()
    person.say(f"ik wil iets vertellen over {secret}")
    chat = 4444
    stack.telegram.say(chat, f"hoi {secret}")
    stack.telegram.wait_for(chat, timeout=20)
    files = [path for path in stack.folder.rglob("*") if path.is_file() and "models" not in path.parts]
    assert any(path.suffix == ".db" for path in files)
    assert not [path for path in files if secret.encode() in path.read_bytes()]


def test_erasing_leaves_no_row(stack: Stack) -> None:
    person = stack.talk()
    person.say("hoi")
    with sqlite3.connect(stack.folder / "wegwijs.db") as database:
        ids = [row[0] for row in database.execute("SELECT id FROM conversation ORDER BY rowid DESC LIMIT 1")]
    assert '"messages": []' not in stack.command("privacy", "export", ids[0])
    stack.command("privacy", "erase", ids[0])
    with sqlite3.connect(stack.folder / "wegwijs.db") as database:
        tables = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
            if "conversation_id" in columns:
                found = database.execute(f"SELECT count(*) FROM {table} WHERE conversation_id = ?", (ids[0],))
                assert found.fetchone() == (0,), table


def _eventually(mentor: DeskUser, case: str, text: str) -> str:
    deadline = time.monotonic() + 10
    page = ""
    while time.monotonic() < deadline:
        page = mentor.http.get(case).text
        if text in page:
            return page
        time.sleep(0.2)
    return page
