"""How many points of accuracy the ways of hurried people cost."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ops.bench.measures import Parse, names_of, share
from ops.bench.perturb import PERTURBATIONS, perturbed
from ops.bench.rows import Row


@dataclass(frozen=True)
class Cost:
    """Accuracy on the rows without doubt after one perturbation, and what it cost; `changed` rows look different."""

    name: str
    changed: int
    accuracy: float
    before: float

    @property
    def points_lost(self) -> float:
        """Percentage points; below zero when it helped."""
        return 100 * (self.before - self.accuracy)


def measure_costs(rows: Sequence[Row], parses: Sequence[Parse], parse: Callable[[str], Parse]) -> list[Cost]:
    """One line for each perturbation. Only rows it changes are parsed again."""
    sure = [(row, _right(row, before)) for row, before in zip(rows, parses, strict=True) if not row.doubtful]
    before = share(right for _, right in sure)
    return [_cost(name, sure, before, parse) for name in PERTURBATIONS]


def _cost(name: str, sure: Sequence[tuple[Row, bool]], before: float, parse: Callable[[str], Parse]) -> Cost:
    written = [(row, right, perturbed(name, row.text, row.lang)) for row, right in sure]
    after = [right if text == row.text else _right(row, parse(text)) for row, right, text in written]
    return Cost(name, sum(text != row.text for row, _, text in written), share(after), before)


def _right(row: Row, parse: Parse) -> bool:
    return names_of(parse)[0] == row.intent
