"""Reads `bot/intents.yml`, the one list of what is known of each intent."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

FILE = Path(__file__).resolve().parents[2] / "intents.yml"


@dataclass(frozen=True)
class Intent:
    """One intent: its kind, and how likely an answer of content must be to go before its own action (None: never).

    `named_from` holds instead when the message names something, `asked_from` when it has the form of a question.
    `nothing_to_find`: no content answers its messages, from which the ranker learns when to keep silent.
    """

    name: str
    kind: str
    answer_from: float | None = None
    named_from: float | None = None
    asked_from: float | None = None
    nothing_to_find: bool = False


@lru_cache(maxsize=1)
def intents() -> dict[str, Intent]:
    """Every intent by name."""
    read = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {name: Intent(name, **fields) for name, fields in read.items()}
