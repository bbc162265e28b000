"""What the person reads while the engine cannot answer, and how a wish for a person is seen without it."""

from pathlib import Path

import yaml

from conversation.messages import Draft, Sender
from gateway.routing import HUMAN_INTENT
from gateway.texts.strings import Strings

HUMAN_WORDS = Path(__file__).parent / "human_words.yml"


class FailureTexts:
    """The fixed replies of an outage."""

    def __init__(self, say: Strings) -> None:
        self._say = say
        self._words = tuple(yaml.safe_load(HUMAN_WORDS.read_text(encoding="utf-8")))

    def asks_for_human(self, payload: str) -> bool:
        """Whether a message most likely asks for a person."""
        spoken = "".join(c if c.isalnum() or c == "'" else " " for c in payload.casefold())
        words = f" {' '.join(spoken.split())} "
        return payload.startswith(HUMAN_INTENT) or any(f" {word} " in words for word in self._words)

    def apology(self) -> Draft:
        """The first apology, with a person offered."""
        button = (self._say("gateway.human_button"), HUMAN_INTENT)
        return Draft(self._say("gateway.apology"), Sender.SYSTEM, buttons=(button,))

    def apology_again(self) -> Draft:
        """The short word for later messages of the same outage."""
        return Draft(self._say("gateway.apology_again"), Sender.SYSTEM)

    def filed(self) -> Draft:
        """No answer came for too long; a person has it."""
        return Draft(self._say("gateway.filed"), Sender.SYSTEM)
