"""Reads `gazetteer.json`, the names content gives to study paths, levels, professions, subjects and places."""

import functools
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, FrozenSet, List, Optional, Tuple

from bot.nlu.names.pieces import form_of

FILE = Path(__file__).with_name("gazetteer.json")
KINDS = ("level", "term", "profession", "subject", "path", "place")
"""Entity kinds. When one form names several things the kind further to the front is taken: who says "kapper" or
"wiskunde" without a word about studying means the work or the subject. A term is a word of the system that is no level
itself (a B-attest, the numerus fixus)."""


@dataclass(frozen=True)
class Entry:
    """One thing a message can name. `forms` are folded word sequences, known misspellings among them."""

    kind: str
    id: str
    name: str
    forms: Tuple[Tuple[str, ...], ...]
    country: Optional[str] = None
    stage: Optional[str] = None
    level: Optional[str] = None
    misspelt: FrozenSet[Tuple[str, ...]] = frozenset()
    """Those of `forms` that are misspellings or foreign names: recognised, but nothing is corrected to them."""
    within: FrozenSet[str] = frozenset()
    """Ids of the level and stage of a study path and of all that these are part of."""

    @property
    def is_field(self) -> bool:
        """Whether this is a field of study that both countries share, rather than one path in one of them."""
        return self.kind == "path" and self.country is None

    def is_called(self, words: str) -> bool:
        """Whether these folded words are the name itself, not another name for it; a stage in brackets left out."""
        return " ".join(form_of(self.name.partition(" (")[0])) == words


class GazetteerError(ValueError):
    """The file does not have the agreed shape; the message says which entry and what to do."""


def read(path: Path = FILE) -> Tuple[Entry, ...]:
    """All entries of the file; none, with no error, when content has not been exported yet.

    Raises:
        GazetteerError: an entry misses a key or has an unknown kind.
    """
    if not path.is_file():
        return ()
    return tuple(_entry(raw) for raw in json.loads(path.read_text(encoding="utf-8"))["entries"])


@functools.lru_cache(maxsize=1)
def prose_words(path: Path = FILE) -> FrozenSet[str]:
    """Folded words of content's own sentences: a word among these is no misspelling."""
    return frozenset(json.loads(path.read_text(encoding="utf-8")).get("words", ())) if path.is_file() else frozenset()


def _entry(raw: Dict[str, Any]) -> Entry:
    if raw.get("kind") not in KINDS or not raw.get("id"):
        raise GazetteerError(
            f"gazetteer.json: entry {raw.get('id')!r} has kind {raw.get('kind')!r}; export the lookups again"
        )
    right = dict.fromkeys(form_of(form) for form in (raw.get("name", ""), *raw.get("forms", ())))
    wrong = dict.fromkeys(form_of(form) for form in raw.get("misspellings", ()))
    forms = {**right, **wrong}
    return Entry(
        kind=raw["kind"],
        id=raw["id"],
        name=raw.get("name", raw["id"]),
        forms=tuple(form for form in forms if not all(word.isdigit() for word in form)),
        misspelt=frozenset(wrong) - frozenset(right),
        country=raw.get("country"),
        stage=raw.get("stage"),
        level=raw.get("level"),
        within=frozenset(raw.get("within", ())) | {x for x in (raw.get("level"), raw.get("stage")) if x},
    )


@functools.lru_cache(maxsize=1)
def entries() -> Tuple[Entry, ...]:
    """The entries of this process, read once."""
    return read()


def by_form(all_entries: Tuple[Entry, ...]) -> Dict[Tuple[str, ...], List[Entry]]:
    """Which entries each form can mean."""
    index: Dict[Tuple[str, ...], List[Entry]] = {}
    for entry in all_entries:
        for form in entry.forms:
            index.setdefault(form, []).append(entry)
    return index
