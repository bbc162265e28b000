"""`./wegwijs bench nlu`: how well messages are understood, beside stock Rasa trained on the same data."""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from ops.bench.measures import measure
from ops.bench.report import Contender, show, write_html
from ops.bench.rows import Row, own_sentences, read_table, split_own
from ops.bench.stock import own_config, stock_config, train, write_data
from ops.console import progress, say
from ops.parse import ParseWorker
from ops.settings import Settings

TABLE_VARIABLE = "WEGWIJS_BENCH_ROWS"
"""Path of the table to measure on when none is given on the command line."""


def main(settings: Settings, rows: Path | None, *, quick: bool, report: Path | None) -> None:
    """Trains, measures and shows. Training is done from nothing, so that its time means something."""
    path = rows or (Path(os.environ[TABLE_VARIABLE]) if os.environ.get(TABLE_VARIABLE) else None)
    if path:
        sentences, table = own_sentences(), read_table(path)
        about = f"{len(table)} rows of {path.name}; trained on {len(sentences)} sentences"
    else:
        sentences, table = split_own()
        about = f"no table given: {len(table)} of our own sentences, kept out of training on {len(sentences)} others"
    say(about)
    with tempfile.TemporaryDirectory(prefix="wegwijs-bench-") as folder:
        contenders = _contend(Path(folder), sentences, table, settings, quick)
    show(contenders, about)
    if report:
        write_html(report, contenders, table, about)
        say(f"report: {report}")


def _contend(
    folder: Path, sentences: Sequence[tuple[str, str]], rows: Sequence[Row], settings: Settings, quick: bool
) -> list[Contender]:
    data = write_data(folder, sentences)
    entrants = [("Wegwijs", own_config(folder))]
    if not quick:
        entrants.append(("stock Rasa", stock_config(folder)))
    return [_contender(name, folder, config, data, rows, settings) for name, config in entrants]


def _contender(name: str, folder: Path, config: Path, data: Path, rows: Sequence[Row], settings: Settings) -> Contender:
    with progress(f"training {name}"):
        model, seconds = train(folder, config, data, settings)
    with progress(f"measuring {name}"), ParseWorker(model, settings) as worker:
        parses = [worker.raw(row.text) for row in rows]
    return Contender(name, measure(rows, parses), parses, seconds)
