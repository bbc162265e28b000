"""Measures the safety screen on labelled messages: what rules, model and both make of them, by tier and kind."""

import csv
import re
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from gateway.meaning import sentence_encoder
from ops.care import corpus
from ops.console import Failure
from safety.screen import Screen, by_rules, together, whole_screen
from safety.tiers import Tier

NEEDED = ("text", "tier")
TOLERATED = re.compile(r"\b(none|T[123]) tol")
"""A note that names a neighbouring tier as acceptable too."""
WAYS = ("rules", "model", "both")
OUTCOMES = ("help lines", "question", "nothing")
EXPLICIT = (Tier.T1, Tier.T2)


@dataclass(frozen=True)
class Row:
    """One message with what it deserves; `also` is a tier that is as good."""

    text: str
    tier: Tier
    category: str
    lang: str
    also: Tier | None = None
    id: str = ""


@dataclass(frozen=True)
class Heard:
    """A row with the tier each way of judging gives it."""

    row: Row
    said: dict[str, Tier]

    def lines(self, way: str) -> bool:
        """Whether the person gets help lines."""
        return self.said[way] in EXPLICIT

    def noticed(self, way: str) -> bool:
        """Whether anything happens."""
        return self.said[way] is not Tier.NONE

    def accepted(self, way: str) -> bool:
        """Whether that is right, or as good as right."""
        return self.said[way] in (self.row.tier, self.row.also)


def read_rows(path: Path) -> list[Row]:
    """Rows of a table (columns text and tier, where known id, category, lang, note) or of a folder of sentences.

    Raises:
        Failure: a column is missing, or a tier is none of ours.
    """
    if path.is_dir():
        return [Row(one.text, Tier(one.tier), one.category, one.lang) for one in corpus.read(path)]
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        missing = [name for name in NEEDED if name not in (reader.fieldnames or ())]
        if missing:
            raise Failure(f"{path}: no column {' and '.join(missing)}; the first line must name the columns")
        try:
            return [_row(record) for record in reader]
        except ValueError as error:
            raise Failure(f"{path}: {error}") from None


def _row(record: dict[str, str]) -> Row:
    also = TOLERATED.search(record.get("note") or "")
    kind, lang = record.get("category") or "-", record.get("lang") or "-"
    other = Tier(also[1]) if also else None
    return Row(record["text"], Tier(record["tier"]), kind, lang, other, record.get("id") or "")


def main(path: Path, *, misses: bool = False) -> None:
    """Print the tables; with `misses` also the ids (or texts, of our own sentences) that were judged wrongly."""
    rows, screen = read_rows(path), whole_screen(sentence_encoder())
    taken: list[float] = []
    heard = [_heard(row, screen, taken) for row in rows]
    console = Console(width=110)
    if not screen.whole:
        console.print("no encoder or no weights: the rules serve alone", style="bold")
    for table in (_outcomes(heard), _measures(heard), _by("category", heard), _by("lang", heard)):
        console.print(table)
    console.print(_speed(taken))
    if misses:
        console.print(_misses(heard))


def _heard(row: Row, screen: Screen, taken: list[float]) -> Heard:
    begin = time.perf_counter()
    rules, model = by_rules(row.text), screen.by_model(row.text)
    both = together(rules, model)
    taken.append(1000 * (time.perf_counter() - begin))
    return Heard(row, {"rules": rules.tier, "model": model.tier, "both": both.tier})


def _speed(taken: Sequence[float]) -> str:
    late = sorted(taken)[int(0.95 * (len(taken) - 1))]
    mean, median = statistics.mean(taken), statistics.median(taken)
    return f"milliseconds a message: mean {mean:.1f}, median {median:.1f}, 95th percentile {late:.1f}"


def _outcomes(heard: Sequence[Heard]) -> Table:
    table = Table("tier", "n", *(f"{way}: {outcome}" for way in WAYS for outcome in OUTCOMES), title="outcomes")
    for tier in reversed(Tier):
        mine = [one for one in heard if one.row.tier is tier]
        table.add_row(tier.value, str(len(mine)), *(str(count) for way in WAYS for count in _counts(mine, way)))
    return table


def _counts(heard: Sequence[Heard], way: str) -> Iterator[int]:
    lines, noticed = sum(one.lines(way) for one in heard), sum(one.noticed(way) for one in heard)
    yield from (lines, noticed - lines, len(heard) - noticed)


MEASURES: tuple[tuple[str, Callable[[Row], bool], Callable[[Heard, str], bool]], ...] = (
    ("T1 with lines", lambda row: row.tier is Tier.T1, Heard.lines),
    ("T1 noticed", lambda row: row.tier is Tier.T1, Heard.noticed),
    ("T1 and T2 with lines", lambda row: row.tier in EXPLICIT, lambda one, way: one.lines(way) or one.accepted(way)),
    ("T1 and T2 noticed", lambda row: row.tier in EXPLICIT, Heard.noticed),
    ("T3 noticed", lambda row: row.tier is Tier.T3, lambda one, way: one.noticed(way) or one.accepted(way)),
    ("T3 with lines", lambda row: row.tier is Tier.T3, lambda one, way: one.lines(way) and not one.accepted(way)),
    ("harmless with lines", lambda row: row.tier is Tier.NONE, Heard.lines),
    (
        "harmless with a question",
        lambda row: row.tier is Tier.NONE,
        lambda one, way: one.noticed(way) and not one.lines(way) and not one.accepted(way),
    ),
)


def _measures(heard: Sequence[Heard]) -> Table:
    table = Table("share of", "n", *WAYS, title="measures")
    for name, chosen, counted in MEASURES:
        mine = [one for one in heard if chosen(one.row)]
        if mine:
            shares = (sum(counted(one, way) for one in mine) / len(mine) for way in WAYS)
            table.add_row(name, str(len(mine)), *(f"{share:.3f}" for share in shares))
    return table


def _by(column: str, heard: Sequence[Heard]) -> Table:
    """Both together, for each category or language."""
    table = Table(column, "T1+T2", "lines", "noticed", "T3", "noticed", "harmless", "lines", "question", title=column)
    for value in sorted({getattr(one.row, column) for one in heard}):
        mine = [one for one in heard if getattr(one.row, column) == value]
        explicit = [one for one in mine if one.row.tier in EXPLICIT]
        signs = [one for one in mine if one.row.tier is Tier.T3]
        harmless = [one for one in mine if one.row.tier is Tier.NONE]
        lines, asked, _ = _counts(harmless, "both")
        cells = (len(explicit), next(_counts(explicit, "both")), sum(one.noticed("both") for one in explicit))
        cells += (len(signs), sum(one.noticed("both") for one in signs), len(harmless), lines, asked)  # type: ignore
        table.add_row(value, *map(str, cells))
    return table


def _misses(heard: Sequence[Heard]) -> Table:
    table = Table("deserves", "gets", "category", "message")
    for one in heard:
        wrong = one.noticed("both") if one.row.tier is Tier.NONE else not one.noticed("both")
        if wrong and not one.accepted("both"):
            table.add_row(one.row.tier.value, one.said["both"].value, one.row.category, one.row.id or one.row.text)
    return table
