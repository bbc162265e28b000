"""The turn channel: guarded, whole messages out, no typed commands in, and failures said."""

import asyncio
from typing import Any

import pytest
from rasa.core.actions.action import RemoteAction
from rasa.shared.exceptions import RasaException

from bot.engine import action_calls
from bot.engine.channel import TurnInput, TurnOutput, user_message
from bot.engine.serve import CannotStart, check

PAYLOAD = '/ask_study_path{"path": "vl-3-houttechnieken"}'


def turn(message: str, metadata: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"sender": "a", "message": message, "metadata": metadata or {}}


def test_a_button_may_speak_in_payloads() -> None:
    assert user_message(turn(PAYLOAD, {"button": True}), TurnOutput()).text == PAYLOAD


@pytest.mark.parametrize("metadata", [{}, {"button": False}, {"button": "yes"}])
def test_a_person_may_not(metadata: dict[str, Any]) -> None:
    text = user_message(turn(PAYLOAD, metadata), TurnOutput()).text
    assert text is not None
    assert not text.startswith("/")


def test_a_message_stays_whole() -> None:
    output = TurnOutput()
    said = {"text": "een\n\ntwee", "buttons": [{"title": "Ja", "payload": "/affirm", "extra": 1}], "custom": {"a": 1}}
    asyncio.run(output.send_response("a", said))
    assert output.messages == [
        {"text": "een\n\ntwee", "buttons": [{"title": "Ja", "payload": "/affirm"}], "image": None, "custom": {"a": 1}}
    ]


def test_an_empty_message_is_none() -> None:
    output = TurnOutput()
    asyncio.run(output.send_response("a", {"text": None}))
    assert output.messages == []


def test_without_a_secret_there_is_no_channel() -> None:
    with pytest.raises(RasaException, match="WEGWIJS_ENGINE_SECRET"):
        TurnInput.from_credentials({"secret": ""})


def test_a_failing_action_is_noted() -> None:
    output = TurnOutput()
    action = RemoteAction("action_x", None)
    with pytest.raises(AttributeError):
        asyncio.run(action_calls._run(action, output, None, None, None))
    assert output.failures == ["action_x"]


def test_the_compiled_check_judges_as_rasa_does() -> None:
    action = RemoteAction("action_x", None)
    good = {"events": [{"event": "slot", "name": "role", "value": "parent"}], "responses": [{"text": "hoi"}]}
    assert action_calls._validate(action, good)
    for wrong in ({"events": "none"}, {"responses": ["hoi"]}, None):
        with pytest.raises(action_calls.ValidationError):
            action_calls._validate(action, wrong)
        with pytest.raises(action_calls.ValidationError):
            action._validate_action_result(wrong)


def test_no_start_without_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    monkeypatch.delenv("WEGWIJS_ENGINE_SECRET", raising=False)
    with pytest.raises(CannotStart, match="WEGWIJS_ENGINE_SECRET"):
        check(tmp_path / "model.tar.gz", 0)


def test_no_start_without_a_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    monkeypatch.setenv("WEGWIJS_ENGINE_SECRET", "s")
    monkeypatch.setenv("WEGWIJS_ACTIONS_URL", "http://127.0.0.1:1/webhook")
    with pytest.raises(CannotStart, match="no model"):
        check(tmp_path / "model.tar.gz", 0)
