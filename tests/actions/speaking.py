"""Runs actions as rasa_sdk does (real Tracker and dispatcher) and renders what they say with the real responses."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.all import ACTIONS
from bot.actions.core.turn import parse_payload

DATA = Path(__file__).parents[2] / "bot" / "data"
TODAY = "2026-11-23"
BY_NAME = {action.__name__: action for action in ACTIONS}


def responses() -> dict[str, str]:
    """Every response with its text."""
    found: dict[str, str] = {}
    for file in sorted((DATA / "responses").glob("*.yml")):
        for name, variants in yaml.safe_load(file.read_text(encoding="utf-8"))["responses"].items():
            found[name] = variants[0]["text"]
    return found


def action_of() -> dict[str, str]:
    """Intent to action, as the rules say."""
    rules = [rule for file in (DATA / "rules").glob("*.yml") for rule in yaml.safe_load(file.read_text())["rules"]]
    return {rule["steps"][0]["intent"]: rule["steps"][1]["action"] for rule in rules}


RESPONSES = responses()
ACTION_OF = action_of()
# The engine's own settings (bot/engine/nlg.py), but a value a template asks for and nobody gave is an error here.
JINJA = ImmutableSandboxedEnvironment(
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    finalize=lambda value: "" if value is None else value,
)


@dataclass
class Said:
    """One message back."""

    response: str
    text: str
    buttons: list[dict[str, str]]
    custom: dict[str, Any]


@dataclass
class Talk:
    """One conversation: its slots grow with every turn."""

    school: str = ""
    today: str = TODAY
    slots: dict[str, Any] = field(default_factory=dict)

    def send(self, intent: str, text: str = "", *entities: dict[str, Any], **more: Any) -> list[Said]:
        """Answer one message that was understood as `intent` with these entities."""
        message = {
            "text": text,
            "intent": {"name": intent},
            "entities": list(entities),
            "metadata": {"school": self.school, "today": self.today, "channel": "web"},
            **more,
        }
        tracker = Tracker("test", dict(self.slots), message, [], False, None, {}, "action_listen")
        dispatcher = CollectingDispatcher()
        for event in BY_NAME[ACTION_OF[intent]]().run(dispatcher, tracker, {}):
            self.slots[event["name"]] = event["value"]
        return [self._said(one) for one in dispatcher.messages]

    def press(self, payload: str) -> list[Said]:
        """Press a button."""
        intent, entities = parse_payload(payload)
        return self.send(intent, payload, *({"entity": one.kind, "value": one.value} for one in entities))

    def _said(self, message: dict[str, Any]) -> Said:
        values = {**self.slots, **message}
        text = JINJA.from_string(RESPONSES[message["response"]]).render(values)
        form = 2 if values.get("role") == "parent" else 1
        text = re.sub(r"\[([^\[\]|\n]*)\|([^\[\]|\n]*)\]", lambda match: match.group(form), text)
        return Said(message["response"], re.sub(r"\n{3,}", "\n\n", text).strip(), message["buttons"], message["custom"])


def one(kind: str, value: str, *candidates: str) -> dict[str, Any]:
    """An entity as the engine gives it."""
    return {"entity": kind, "value": value, "candidates": list(candidates)}
