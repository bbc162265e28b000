"""`./wegwijs bench nlu`: how well messages are understood, beside stock Rasa trained on the same data."""

import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from ops.bench.languages import by_language, measure_pairs, read_pairs
from ops.bench.measures import measure
from ops.bench.report import Contender, show, write_html
from ops.bench.robustness import measure_costs
from ops.bench.rows import Row, own_sentences, read_table, sample, split_own
from ops.bench.stock import Trained, own_config, train, train_stock, write_data
from ops.console import progress, say
from ops.parse import ParseWorker
from ops.settings import Settings

TABLE_VARIABLE = "WEGWIJS_BENCH_ROWS"
"""Path of the table to measure on when none is given on the command line."""


def main(settings: Settings, rows: Path | None, *, quick: bool, report: Path | None, sentences: int | None) -> None:
    """Trains, measures and shows. Training is done from nothing, so that its time means something.

    Args:
        settings: where models are kept.
        rows: a table of labelled messages; without one a part of our own sentences is held out.
        quick: leave out stock Rasa.
        report: where to write the page.
        sentences: train both on so many sentences only; stock Rasa's time grows with them.
    """
    path = rows or (Path(os.environ[TABLE_VARIABLE]) if os.environ.get(TABLE_VARIABLE) else None)
    own, table = (own_sentences(), read_table(path)) if path else split_own()
    taught = sample(own, sentences)
    of = f"{path.name}" if path else "our own sentences, kept out of training"
    about = f"{len(table)} rows of {of}; trained on {len(taught)} of {len(own)} sentences"
    say(about)
    with tempfile.TemporaryDirectory(prefix="wegwijs-bench-") as folder:
        contenders = _contend(Path(folder), taught, table, settings, quick)
    show(contenders, about)
    if report:
        write_html(report, contenders, table, about)
        say(f"report: {report}")


def _contend(
    folder: Path, sentences: Sequence[tuple[str, str]], rows: Sequence[Row], settings: Settings, quick: bool
) -> list[Contender]:
    data = write_data(folder, sentences)
    entrants: list[tuple[str, Callable[[], Trained]]] = [
        ("Wegwijs", lambda: train(folder, own_config(folder), data, settings))
    ]
    if not quick:
        entrants.append(("stock Rasa", lambda: train_stock(folder, data, settings)))
    return [_contender(name, make, rows, settings) for name, make in entrants]


def _contender(name: str, make: Callable[[], Trained], rows: Sequence[Row], settings: Settings) -> Contender:
    with progress(f"training {name}", every=60):
        trained = make()
    with progress(f"measuring {name}"), ParseWorker(trained.model, settings) as worker:
        parses = [worker.raw(row.text) for row in rows]
        costs = measure_costs(rows, parses, worker.raw)
        pairs = measure_pairs(read_pairs(), worker.raw)
    return Contender(name, measure(rows, parses), parses, trained, costs, pairs, by_language(rows, parses))
