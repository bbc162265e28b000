"""Shows the measures: a table on the terminal, and a page with a picture of the confusions."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from rich.console import Console
from rich.table import Table

from ops.bench.languages import Kept
from ops.bench.measures import Measures, Parse, names_of
from ops.bench.robustness import Cost
from ops.bench.rows import Row
from ops.bench.stock import Trained

TEMPLATES = Path(__file__).parent
SHOWN_CONFUSIONS = 20
LINES = (
    ("accuracy, rows without doubt", "accuracy"),
    ("accuracy, all rows", "accuracy_all"),
    ("macro-F1", "macro_f1"),
    ("right intent among three likeliest", "top3"),
    ("asks back", "asks_back"),
    ("right when it answers", "right_when_answering"),
    ("out of scope: recall", "oos_recall"),
    ("out of scope: false", "oos_false"),
    ("names: F1 of kind and words", "entity_f1"),
    ("a second ask found", "second_ask_found"),
)


@dataclass(frozen=True)
class Contender:
    """One model in the comparison; `parses` in the order of the rows."""

    name: str
    measures: Measures
    parses: Sequence[Parse]
    trained: Trained
    costs: Sequence[Cost]
    pairs: Sequence[Kept]
    languages: Sequence[Kept]


def _cell(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def summary(contenders: Sequence[Contender]) -> list[tuple[str, list[str]]]:
    """(what, one cell a contender) for each line of the table."""
    lines = [(label, [_cell(getattr(c.measures, key)) for c in contenders]) for label, key in LINES]
    lines.append(("milliseconds a message, median", [f"{c.measures.milliseconds:.1f}" for c in contenders]))
    lines.append(("processor milliseconds, median", [f"{c.measures.cpu_milliseconds:.1f}" for c in contenders]))
    lines.append(("training, seconds", [f"{c.trained.seconds:.0f}" for c in contenders]))
    lines.append(("training, processor seconds", [f"{c.trained.processor_seconds:.0f}" for c in contenders]))
    return lines


def robustness(contenders: Sequence[Contender]) -> list[tuple[str, list[str]]]:
    """(perturbation, one cell a contender): accuracy after it, and the points it cost."""
    lines = zip(*(c.costs for c in contenders), strict=True)
    return [
        (line[0].name, [f"{cost.accuracy:.3f} ({-cost.points_lost:+.1f} points)" for cost in line]) for line in lines
    ]


def languages(contenders: Sequence[Contender], which: str) -> list[tuple[str, list[str]]]:
    """(language and how many, one cell a contender): accuracy, that of Dutch, and the share kept."""
    lines = zip(*(getattr(c, which) for c in contenders), strict=True)
    return [(f"{line[0].lang} ({line[0].count})", [_kept(kept) for kept in line]) for line in lines]


def _kept(kept: Kept) -> str:
    share = "-" if kept.kept is None else f"{kept.kept:.0%}"
    named = "" if kept.named is None else f"; named right {kept.named:.0%}"
    return f"{kept.accuracy:.3f} of {kept.dutch:.3f}: {share}{named}"


def tables(contenders: Sequence[Contender]) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    """(title, lines) of the tables with a column for each contender."""
    return [
        ("What hurried writing costs", robustness(contenders)),
        ("Other languages beside Dutch sentences of the same meaning", languages(contenders, "pairs")),
        ("Languages of the table, beside its Dutch rows", languages(contenders, "languages")),
    ]


def show(contenders: Sequence[Contender], about: str) -> None:
    """Prints the tables, F1 per intent, the commonest confusions and the calibration of the first contender."""
    console, own = Console(), contenders[0].measures
    for title, lines in [(about, summary(contenders)), *tables(contenders)]:
        table = Table("", *[c.name for c in contenders], title=title)
        for label, cells in lines:
            table.add_row(label, *cells)
        console.print(table)
    ordered = sorted(own.f1.items(), key=lambda item: item[1])
    console.print("F1: " + ", ".join(f"{intent} {value:.2f}" for intent, value in ordered))
    for meant, taken, count in own.confusions[:SHOWN_CONFUSIONS]:
        console.print(f"{count:3d} x {meant} taken for {taken}")
    for number, found in enumerate(own.calibration):
        if found:
            sure = f"{number / 10:.1f}-{(number + 1) / 10:.1f}"
            console.print(f"sure {sure}: {found.count:4d} rows, {found.confidence:.2f} sure, {found.right:.2f} right")


def write_html(path: Path, contenders: Sequence[Contender], rows: Sequence[Row], about: str) -> None:
    """Writes the page."""
    labels = sorted({row.intent for row in rows})
    template = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True).get_template("report.html")
    grid = _grid(rows, contenders[0].parses, labels)
    shown = [("", summary(contenders)), *tables(contenders)]
    page = template.render(about=about, contenders=contenders, tables=shown, labels=labels, grid=grid)
    path.write_text(page, encoding="utf-8")


def _grid(rows: Sequence[Row], parses: Sequence[Parse], labels: Sequence[str]) -> list[list[int]]:
    grid = [[0] * len(labels) for _ in labels]
    for row, parse in zip(rows, parses, strict=True):
        taken = names_of(parse)[0]
        if taken in labels and not row.doubtful:
            grid[labels.index(row.intent)][labels.index(taken)] += 1
    return grid
