"""How much of the accuracy on Dutch is kept in other languages, on pairs of sentences that mean the same."""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ops.bench.measures import Parse, names_of, share
from ops.bench.rows import Row

PAIRS = Path(__file__).with_name("languages.tsv")
ALL = "all"


@dataclass(frozen=True)
class Pair:
    """One meaning in another language and in Dutch."""

    lang: str
    intent: str
    text: str
    dutch: str


@dataclass(frozen=True)
class Kept:
    """Accuracy in a language beside that of the same meanings in Dutch; `named` is how often `lang` was right."""

    lang: str
    count: int
    accuracy: float
    dutch: float
    named: float | None = None

    @property
    def kept(self) -> float | None:
        """The share of the Dutch accuracy that is kept; None when Dutch has none."""
        return self.accuracy / self.dutch if self.dutch else None


def read_pairs(path: Path = PAIRS) -> list[Pair]:
    """The pairs of the file: our own, and never trained on."""
    with path.open(encoding="utf-8", newline="") as file:
        return [Pair(**record) for record in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def measure_pairs(pairs: Sequence[Pair], parse: Callable[[str], Parse]) -> list[Kept]:
    """One line for each language, and one for all of them. `parse` is asked once for each text."""
    said = {text: parse(text) for pair in pairs for text in (pair.text, pair.dutch)}
    languages = sorted({pair.lang for pair in pairs})
    groups = [(lang, [p for p in pairs if p.lang == lang]) for lang in languages] + [(ALL, list(pairs))]
    return [_kept(lang, group, said) for lang, group in groups if group]


def _kept(lang: str, pairs: Sequence[Pair], said: dict[str, Parse]) -> Kept:
    return Kept(
        lang,
        len(pairs),
        share(names_of(said[p.text])[0] == p.intent for p in pairs),
        share(names_of(said[p.dutch])[0] == p.intent for p in pairs),
        share(said[p.text].get("lang") == p.lang for p in pairs) if "lang" in said[pairs[0].text] else None,
    )


def by_language(rows: Sequence[Row], parses: Sequence[Parse]) -> list[Kept]:
    """The rows without doubt that are not Dutch beside those that are: other meanings, so a rougher comparison."""
    right: dict[str, list[bool]] = {}
    for row, parse in zip(rows, parses, strict=True):
        if not row.doubtful:
            right.setdefault(row.lang, []).append(names_of(parse)[0] == row.intent)
    dutch = share(answer for lang, answers in right.items() if lang.startswith("nl") for answer in answers)
    return [Kept(lang, len(answers), share(answers), dutch) for lang, answers in sorted(right.items())]
