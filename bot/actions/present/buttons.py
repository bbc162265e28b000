"""Buttons for next steps: titles from `words/titles.yml`, meanings as payloads, so a late press means the same."""

from collections.abc import Iterable

from bot.actions.core.outcome import Choice
from bot.actions.core.turn import payload
from bot.actions.core.words import words


def button(title: str, intent: str, **entities: str | list[str]) -> Choice:
    """A button whose title is the entry `title` of `words/titles.yml`."""
    return Choice(words("titles")["steps"][title], payload(intent, **entities))


def intent_buttons(intents: Iterable[str], **entities: str | list[str]) -> tuple[Choice, ...]:
    """A button for each intent that has a title in plain words, in order, about the entities when given."""
    titles = words("titles")["intents"]
    return tuple(Choice(titles[intent], payload(intent, **entities)) for intent in intents if intent in titles)


def person() -> Choice:
    """The button that is never far: a person."""
    return button("person", "request_human")


STARTS = ("share_interests", "ask_education_structure", "ask_progression", "request_human")
"""What most people come for; shown when there is nothing better to offer."""


def starts() -> tuple[Choice, ...]:
    """The buttons of a fresh start."""
    return intent_buttons(STARTS)
