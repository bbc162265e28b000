"""The loopback server refuses what the real one refuses; otherwise the other tests would prove little."""

import json
import threading
import time
from typing import Any

import httpx
import pytest

from tests.telegram.bot_api import FakeBotApi

ANN = 1001


def _call(api: FakeBotApi, method: str, **params: Any) -> tuple[int, dict[str, Any]]:
    answer = httpx.post(f"{api.url}/bot{api.token}/{method}", data=params, timeout=20, trust_env=False)
    body = answer.json()
    assert body["ok"] == (answer.status_code == 200)
    assert body["ok"] or body["error_code"] == answer.status_code
    return answer.status_code, body


def _button(data: str) -> str:
    return json.dumps({"inline_keyboard": [[{"text": "Ja", "callback_data": data}]]})


@pytest.mark.parametrize(
    ("method", "params", "code", "description"),
    [
        ("sendMessage", {"text": "hoi"}, 400, "chat_id is empty"),
        ("sendMessage", {"chat_id": 9, "text": "hoi"}, 400, "chat not found"),
        ("sendMessage", {"chat_id": ANN, "text": " \n"}, 400, "message text is empty"),
        ("sendMessage", {"chat_id": ANN, "text": "x" * 4097}, 400, "message is too long"),
        ("sendMessage", {"chat_id": ANN, "text": "\N{GRINNING FACE}" * 2049}, 400, "message is too long"),
        ("sendMessage", {"chat_id": ANN, "text": "x", "reply_markup": "{"}, 400, "can't parse reply keyboard"),
        (
            "sendMessage",
            {"chat_id": ANN, "text": "x", "reply_markup": '{"inline_keyboard": {}}'},
            400,
            "Array of Arrays",
        ),
        ("sendMessage", {"chat_id": ANN, "text": "x", "reply_markup": _button("é" * 33)}, 400, "BUTTON_DATA_INVALID"),
        ("sendChatAction", {"chat_id": ANN, "action": "dancing"}, 400, "wrong parameter action"),
        ("answerCallbackQuery", {"callback_query_id": "1"}, 400, "query is too old"),
        ("editMessageReplyMarkup", {"chat_id": ANN, "message_id": 999}, 400, "message to edit not found"),
        ("setMyCommands", {"commands": '[{"command": "Start", "description": "x"}]'}, 400, "BOT_COMMAND_INVALID"),
        ("setWebhook", {"url": "http://example.org/x"}, 400, "HTTPS URL must be provided"),
        ("setWebhook", {"url": "https://example.org", "secret_token": "é"}, 400, "unallowed characters"),
        ("leaveChat", {"chat_id": ANN}, 400, "private chats"),
        ("makeCoffee", {}, 404, "Not Found"),
    ],
)
def test_wrong_requests_are_refused(
    api: FakeBotApi, method: str, params: dict[str, Any], code: int, description: str
) -> None:
    api.say(ANN, "hoi")
    status, body = _call(api, method, **params)
    assert status == code
    assert description in body["description"]
    assert api.messages(ANN) == []


def test_right_requests_are_done(api: FakeBotApi) -> None:
    api.say(ANN, "hoi")
    _, sent = _call(api, "sendMessage", chat_id=ANN, text="x" * 4096, reply_markup=_button("x" * 64))
    assert sent["result"]["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == "x" * 64
    assert _call(api, "sendPhoto", chat_id=ANN, photo="f1", caption="kijk")[0] == 200
    press = api.press(sent["result"], 0)
    assert _call(api, "answerCallbackQuery", callback_query_id=press["callback_query"]["id"])[0] == 200
    edit = {"chat_id": ANN, "message_id": sent["result"]["message_id"]}
    assert _call(api, "editMessageReplyMarkup", **edit)[0] == 200
    assert "not modified" in _call(api, "editMessageReplyMarkup", **edit)[1]["description"]


@pytest.mark.parametrize(("token", "code"), [("123456:wrong", 401), ("nothing", 404)])
def test_a_wrong_token_is_refused(api: FakeBotApi, token: str, code: int) -> None:
    answer = httpx.get(f"{api.url}/bot{token}/getMe", trust_env=False)
    assert (answer.status_code, answer.json()["error_code"]) == (code, code)


def test_updates_stay_until_a_higher_offset_confirms_them(api: FakeBotApi) -> None:
    first, second = api.say(ANN, "een")["update_id"], api.say(ANN, "twee")["update_id"]
    for _ in range(2):
        assert [u["update_id"] for u in _call(api, "getUpdates")[1]["result"]] == [first, second]
    assert [u["update_id"] for u in _call(api, "getUpdates", offset=-1)[1]["result"]] == [second]
    assert _call(api, "getUpdates", offset=second + 1)[1]["result"] == []


def test_a_long_poll_ends_when_something_comes(api: FakeBotApi) -> None:
    threading.Timer(0.3, api.say, (ANN, "hoi")).start()
    start = time.monotonic()
    assert len(_call(api, "getUpdates", timeout=10)[1]["result"]) == 1
    assert 0.2 < time.monotonic() - start < 5


def test_only_allowed_updates_are_kept(api: FakeBotApi) -> None:
    _call(api, "getUpdates", allowed_updates='["callback_query"]')
    api.say(ANN, "hoi")
    assert _call(api, "getUpdates")[1]["result"] == []


def test_a_second_poller_and_a_webhook_are_conflicts(api: FakeBotApi) -> None:
    answers: list[tuple[int, dict[str, Any]]] = []
    older = threading.Thread(target=lambda: answers.append(_call(api, "getUpdates", timeout=10)))
    older.start()
    api.wait_until(lambda api: api.world.poll)
    _call(api, "getUpdates")
    older.join(10)
    assert answers[0][0] == 409
    assert "terminated by other getUpdates" in answers[0][1]["description"]
    _call(api, "setWebhook", url="https://example.org/hook", secret_token="abc")
    assert "while webhook is active" in _call(api, "getUpdates")[1]["description"]
    assert _call(api, "getWebhookInfo")[1]["result"]["url"] == "https://example.org/hook"
    _call(api, "deleteWebhook")
    assert _call(api, "getUpdates")[0] == 200


def test_scripted_failures_look_like_the_real_ones(api: FakeBotApi) -> None:
    api.say(ANN, "hoi")
    api.fail("sendMessage", 429, retry_after=7)
    status, body = _call(api, "sendMessage", chat_id=ANN, text="hoi")
    assert (status, body["parameters"], body["description"]) == (
        429,
        {"retry_after": 7},
        "Too Many Requests: retry after 7",
    )
    api.fail("sendMessage", 502, html=True)
    answer = httpx.post(f"{api.url}/bot{api.token}/sendMessage", trust_env=False)
    assert (answer.status_code, answer.text[:6]) == (502, "<html>")
    api.block(ANN)
    assert (
        _call(api, "sendMessage", chat_id=ANN, text="hoi")[1]["description"] == "Forbidden: bot was blocked by the user"
    )
