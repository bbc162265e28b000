"""While someone waits for a person, a bare yes or no gets a warm word, not a menu."""

import pytest

from tests.actions.speaking import Talk


@pytest.mark.parametrize("intent", ["affirm", "deny"])
def test_a_bare_word_while_waiting_gets_no_menu(intent: str) -> None:
    waiting = {"school": "", "today": "2026-11-23", "channel": "web", "route": "waiting"}
    first, second = (Talk(), Talk())
    said = first.send(intent, "ja", metadata=waiting)
    assert [one.response for one in said] == ["utter_waiting"]
    assert said[0].buttons == []
    assert "utter_waiting" not in [one.response for one in second.send(intent, "ja")]
