"""Guessing by meaning, on labelled phrases the lexicon does not know."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.actions.answer.encoder import Encoder
from content.library import Library
from guidance.interests import meaning
from guidance.interests.meaning import PERHAPS, SURE, Guess
from ops.bench.interests.finding import Finding

PHRASES = Path(__file__).with_name("phrases.yml")


@dataclass(frozen=True)
class Labelled:
    """A phrase, the tags a person would accept for it (none: nothing fits), and what was guessed."""

    text: str
    tags: frozenset[str]
    guesses: tuple[Guess, ...]

    @property
    def right(self) -> bool:
        """True when the nearest guess is acceptable."""
        return bool(self.guesses) and self.guesses[0].tag in self.tags

    @property
    def nearest(self) -> float:
        """How near the nearest guess is."""
        return self.guesses[0].nearness if self.guesses else 0.0


def measure(library: Library) -> list[Labelled]:
    """Guess at every labelled phrase with the real encoder."""
    learnt = meaning.learn(library, Encoder().plain)
    rows = yaml.safe_load(PHRASES.read_text(encoding="utf-8"))
    return [Labelled(row["text"], frozenset(row["tags"]), learnt.guesses(row["text"])) for row in rows]


def findings(library: Library) -> list[Finding]:
    """Precision and recall at both limits, and of the three nearest."""
    rows = measure(library)
    mean = [row for row in rows if row.tags]
    found = [Finding("labelled phrases no word of which is known", len(rows), 80)]
    found.append(Finding("of which mean something", len(mean)))
    for limit, name, bar in ((SURE, "counts (and is said back)", 0.70), (PERHAPS, "is asked or counts", 0.55)):
        said = [row for row in rows if row.nearest >= limit]
        right = sum(row.right for row in said)
        found.append(Finding(f"from {limit} on it {name}: precision", right / max(1, len(said)), bar))
        found.append(Finding(f"from {limit} on it {name}: recall", right / len(mean), 0.35))
    among = sum(any(guess.tag in row.tags for guess in row.guesses) for row in mean)
    found.append(Finding("right tag among what is asked (three at most)", among / len(mean)))
    quiet = [row for row in rows if not row.tags]
    return [
        *found,
        Finding("nothing meant and nothing claimed", sum(r.nearest < SURE for r in quiet) / len(quiet), 0.8),
    ]
