"""`./wegwijs bench interests`: every measure beside its bar, and what nobody can know yet."""

from collections.abc import Callable, Sequence

from rich.console import Console
from rich.table import Table

from content.loader import load
from guidance.interests.directions import DirectionTable, table
from ops.bench.interests import letters, phrases, sameness, scorer, sets
from ops.bench.interests.finding import Finding
from ops.console import progress

PARTS: tuple[tuple[str, Callable[[DirectionTable], Sequence[Finding]]], ...] = (
    ("The scorer against published and hand-worked values", lambda ground: scorer.findings()),
    (
        "Letters of directions against O*NET scores of their professions",
        lambda ground: letters.findings(ground.library),
    ),
    ("How steady a set is (simulated)", sets.stability),
    ("How wide a set is (2,000 simulated pupils)", sets.breadth),
    ("Guessing at phrases nobody knows (134, labelled by hand)", lambda ground: phrases.findings(ground.library)),
    ("The same for everybody", sameness.findings),
    ("Items and scales (simulated)", lambda ground: sets.items(ground.library)),
)
UNKNOWN = (
    "Unknown until real pupils used it: Cronbach's alpha and retest reliability (0.80 is assumed), the spread of real",
    "scores (0.85 is assumed), whether the six scales keep apart in Dutch, and whether anyone chooses better with it.",
    "Interest scores of professions: O*NET database, U.S. Department of Labor, CC BY 4.0; about work in the U.S.",
)


def main() -> int:
    """Measure and print everything; 1 when a bar is missed, else 0."""
    console, ground, missed = Console(), table(load()), 0
    for title, measure in PARTS:
        with progress(title):
            found = measure(ground)
        console.print(_as_table(title, found))
        missed += sum(not one.passes for one in found)
    console.print(_outliers(ground))
    for line in UNKNOWN:
        console.print(line, soft_wrap=True)
    console.print(f"{missed} missed" if missed else "every bar is met")
    return 1 if missed else 0


def _as_table(title: str, found: Sequence[Finding]) -> Table:
    made = Table("measure", "value", "bar", "", title=title, title_justify="left")
    for one in found:
        made.add_row(one.what, f"{one.value:.3f}".rstrip("0").rstrip("."), one.wanted, _verdict(one))
    return made


def _verdict(one: Finding) -> str:
    return "" if one.bar is None else "ok" if one.passes else "MISSED"


def _outliers(ground: DirectionTable) -> Table:
    made = Table("direction", "letters", "O*NET", "r", "why", title="Directions below 0.50", title_justify="left")
    for one in letters.compare(ground.library):
        if one.r < letters.OUTLIER:
            why = letters.explanations().get(one.path, "not explained")
            made.add_row(one.path, one.letters, one.onet, f"{one.r:.2f}", why)
    return made
