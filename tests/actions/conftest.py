"""Actions answer by words here, as in the first seconds of a service; guidance's own tests try meaning."""

import pytest

from bot.actions.answer.encoder import encoder


@pytest.fixture(autouse=True)
def _encoder_still_loading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder(), "_started", True)
    monkeypatch.setattr(encoder(), "_ready", False)  # another room's tests may have loaded it
