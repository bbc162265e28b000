"""Reads the labelled pairs (a question, and the unit that answers it) that the ranker learns from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).resolve().parents[2] / "bot" / "data"
ROOT, TALKS = DATA / "answers", DATA / "talks"
TAUGHT = TALKS / "taught"
"""Talks the sentence encoder learns from; those beside this folder are the ranker's alone."""


class PairError(ValueError):
    """A pair that cannot be used: the message names file, line and mend."""


@dataclass(frozen=True)
class Pair:
    """A question as somebody wrote it, the id of the unit that answers it, and where it stands."""

    text: str
    unit: str
    place: str


def read(root: Path = ROOT) -> tuple[Pair, ...]:
    """All pairs below a folder, in the order of the files. Raises PairError on a file that is no list of pairs."""
    return tuple(pair for path in sorted(root.glob("*.yml")) for pair in _file(path))


def talks(root: Path = TALKS) -> tuple[tuple[Pair, ...], ...]:
    """All labelled talks below a folder: the turns of each, in order. Raises PairError on a file that holds none."""
    return tuple(turns for path in sorted(root.glob("*.yml")) for turns in _talks(path))


def by_unit(pairs: Sequence[Pair]) -> Mapping[str, tuple[str, ...]]:
    """The questions of each unit."""
    found: dict[str, tuple[str, ...]] = {}
    for pair in pairs:
        found[pair.unit] = (*found.get(pair.unit, ()), pair.text)
    return found


def unknown(pairs: Sequence[Pair], known: set[str]) -> list[str]:
    """A line for each pair whose unit is not there: file, line, and what to do."""
    gone = {pair.unit: pair.place for pair in pairs if pair.unit not in known}
    return [f"{place}: no unit '{unit}' (correct the id, or remove the pair)" for unit, place in gone.items()]


def _file(path: Path) -> Iterator[Pair]:
    for place, data in _records(path, "'- unit: ...' with 'ask: [...]'"):
        if not isinstance(data.get("ask"), list) or "unit" not in data:
            raise PairError(f"{place}: a pair needs 'unit' and a list 'ask'")
        yield from (Pair(str(text), str(data["unit"]), place) for text in data["ask"])


def _talks(path: Path) -> Iterator[tuple[Pair, ...]]:
    for place, data in _records(path, "'- talk: ...' with 'turns: [{say: ..., unit: ...}]'"):
        turns = data.get("turns")
        if not isinstance(turns, list) or not all(
            isinstance(one, dict) and {"say", "unit"} <= set(one) for one in turns
        ):
            raise PairError(f"{place}: a talk needs 'turns', each with 'say' and 'unit'")
        yield tuple(Pair(str(one["say"]), str(one["unit"]), place) for one in turns)


def _records(path: Path, form: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each record of a list with its place. Raises PairError on a file that is no list of records."""
    root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.SequenceNode):
        raise PairError(f"{path.name}:1: this file must hold a list ({form})")
    for node in root.value:
        data, place = yaml.SafeLoader("").construct_document(node), f"{path.name}:{node.start_mark.line + 1}"
        if not isinstance(data, dict):
            raise PairError(f"{place}: a record is needed ({form})")
        yield place, data
