"""Labelled messages to measure on: from a table given by path, or a fold of our own sentences kept out of training."""

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from ops.console import Failure
from ops.settings import ROOT

NLU = ROOT / "bot" / "data" / "nlu"
NEEDED = ("text", "intent")
HELD_OUT = 5
"""One in so many of our own sentences is held out when no table is given."""
SEED = 7


@dataclass(frozen=True)
class Row:
    """One message, what it means, what else it asks, and the names in it as (kind, words)."""

    text: str
    intent: str
    secondary: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    doubtful: bool = False
    lang: str = "nl"


def read_table(path: Path) -> list[Row]:
    """Reads a tab-separated table with columns text and intent, and where known secondary, paths, doubt and lang.

    Raises:
        Failure: a column is missing.
    """
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        missing = [name for name in NEEDED if name not in (reader.fieldnames or ())]
        if missing:
            raise Failure(f"{path}: no column {' and '.join(missing)}; the first line must name the columns")
        return [_row(record) for record in reader]


def _row(record: dict[str, str]) -> Row:
    return Row(
        text=record["text"],
        intent=record["intent"],
        secondary=tuple(filter(None, (record.get("secondary") or "").split(","))),
        names=tuple(_names(record.get("paths") or "")),
        doubtful=bool((record.get("doubt") or "").strip()),
        lang=record.get("lang") or "nl",
    )


def _names(cell: str) -> Iterator[tuple[str, str]]:
    for part in filter(None, cell.split(";")):
        kind, _, words = part.partition("=")
        yield kind.strip(), words.strip()


def own_sentences() -> list[tuple[str, str]]:
    """(sentence, intent) of all training data."""
    found = []
    for path in sorted(NLU.glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            found += [
                (line[2:].strip(), block["intent"]) for line in block["examples"].splitlines() if line[:2] == "- "
            ]
    return found


def sample(sentences: list[tuple[str, str]], count: int | None) -> list[tuple[str, str]]:
    """So many sentences at random, always the same ones; all of them without a count."""
    return random.Random(SEED).sample(sentences, count) if count and count < len(sentences) else sentences


def split_own() -> tuple[list[tuple[str, str]], list[Row]]:
    """Our own sentences as (to train on, held out); always the same split for the same sentences."""
    sentences = own_sentences()
    random.Random(SEED).shuffle(sentences)
    held_out = [Row(text, intent) for text, intent in sentences[::HELD_OUT]]
    return [s for i, s in enumerate(sentences) if i % HELD_OUT], held_out
