"""What a list of parses is worth against labelled rows: pure counting, no engine."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from ops.bench.rows import Row

OUT_OF_SCOPE = "out_of_scope"
FALLBACK = "nlu_fallback"
BINS = 10
Parse = dict[str, Any]


@dataclass(frozen=True)
class Bin:
    """Messages whose confidence lies in one tenth: how many, how sure on average, how often right."""

    count: int
    confidence: float
    right: float


@dataclass(frozen=True)
class Measures:
    """Shares are between 0 and 1; None where the rows hold nothing to measure it on."""

    rows: int
    accuracy: float
    accuracy_all: float
    macro_f1: float
    top3: float
    asks_back: float
    right_when_answering: float
    oos_recall: float | None
    oos_false: float | None
    entity_f1: float | None
    second_ask_found: float | None
    milliseconds: float
    cpu_milliseconds: float
    f1: dict[str, float]
    confusions: list[tuple[str, str, int]]
    calibration: list[Bin | None]


def names_of(parse: Parse) -> list[str]:
    """Real intents, likeliest first."""
    return [r["name"] for r in parse["intent_ranking"] if r["name"] != FALLBACK]


def understood(parse: Parse) -> bool:
    """Whether it would answer; stock Rasa says so by its fallback intent."""
    return bool(parse.get("understood", parse["intent"]["name"] != FALLBACK))


def measure(rows: Sequence[Row], parses: Sequence[Parse]) -> Measures:
    """All measures; the rows in doubt only count in `accuracy_all`."""
    everything = list(zip(rows, parses, strict=True))
    pairs = [(row, parse) for row, parse in everything if not row.doubtful]
    answered = [(row, parse) for row, parse in pairs if understood(parse)]
    f1 = f1_of([row.intent for row, _ in pairs], [names_of(parse)[0] for _, parse in pairs])
    return Measures(
        rows=len(pairs),
        accuracy=share(_right(row, parse) for row, parse in pairs),
        accuracy_all=share(_right(row, parse) for row, parse in everything),
        macro_f1=sum(f1.values()) / len(f1),
        top3=share(row.intent in names_of(parse)[:3] for row, parse in pairs),
        asks_back=1 - len(answered) / len(pairs),
        right_when_answering=share(_right(row, parse) for row, parse in answered),
        oos_recall=maybe(names_of(p)[0] == OUT_OF_SCOPE for r, p in pairs if r.intent == OUT_OF_SCOPE),
        oos_false=maybe(names_of(p)[0] == OUT_OF_SCOPE for r, p in pairs if r.intent != OUT_OF_SCOPE),
        entity_f1=entity_f1(pairs),
        second_ask_found=maybe(
            bool(set(p.get("intents", ())) & set(r.secondary)) for r, p in everything if r.secondary
        ),
        milliseconds=median(parse["milliseconds"] for parse in parses),
        cpu_milliseconds=median(parse["cpu_milliseconds"] for parse in parses),
        f1=f1,
        confusions=confusions(pairs),
        calibration=calibration(pairs),
    )


def _right(row: Row, parse: Parse) -> bool:
    return names_of(parse)[0] == row.intent


def share(found: Any) -> float:
    """The share of true ones; 0 of none."""
    answers = list(found)
    return sum(answers) / len(answers) if answers else 0.0


def maybe(found: Any) -> float | None:
    """As `share`, but None of none."""
    answers = list(found)
    return share(answers) if answers else None


def f1_of(gold: Sequence[str], said: Sequence[str]) -> dict[str, float]:
    """F1 of each label that occurs in `gold`."""
    hits, wanted, claimed = Counter(g for g, s in zip(gold, said, strict=True) if g == s), Counter(gold), Counter(said)
    return {label: 2 * hits[label] / (wanted[label] + claimed[label]) for label in sorted(wanted)}


def entity_f1(pairs: Sequence[tuple[Row, Parse]]) -> float | None:
    """F1 of names: right when the kind is right and the words overlap. Rows without names count their false finds.

    Kinds the table never marks (a table without places, say) are not counted against the linker.
    """
    kinds = {kind for row, _ in pairs for kind, _ in row.names}
    wanted = sum(len(row.names) for row, _ in pairs)
    if not wanted:
        return None
    found = sum(entity["entity"] in kinds for _, parse in pairs for entity in parse["entities"])
    hits = sum(_linked(name, parse) for row, parse in pairs for name in row.names)
    return 2 * hits / (wanted + found)


def _linked(name: tuple[str, str], parse: Parse) -> bool:
    kind, words = name[0], name[1].lower()
    texts = [(e["entity"], str(e.get("text", "")).lower()) for e in parse["entities"]]
    return any(kind == k and (words in text or (text and text in words)) for k, text in texts)


def confusions(pairs: Sequence[tuple[Row, Parse]]) -> list[tuple[str, str, int]]:
    """(meant, taken for, how often), most frequent first."""
    wrong = Counter((row.intent, names_of(parse)[0]) for row, parse in pairs if not _right(row, parse))
    return [(meant, taken, count) for (meant, taken), count in wrong.most_common()]


def calibration(pairs: Sequence[tuple[Row, Parse]]) -> list[Bin | None]:
    """Ten bins of confidence; None for an empty one."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for row, parse in pairs:
        sure = next(r["confidence"] for r in parse["intent_ranking"] if r["name"] != FALLBACK)
        bins[min(int(sure * BINS), BINS - 1)].append((sure, _right(row, parse)))
    return [Bin(len(b), sum(s for s, _ in b) / len(b), share(r for _, r in b)) if b else None for b in bins]
