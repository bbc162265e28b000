"""Reads `gazetteer.json`, the names content gives to study paths, levels, professions, subjects and places."""

import functools
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple

from bot.nlu.text_analysis import words_of

FILE = Path(__file__).with_name("gazetteer.json")
KINDS = ("level", "profession", "subject", "path", "place")
"""Entity kinds. When one form names several things the kind further to the front is taken: who says "kapper" or
"wiskunde" without a word about studying means the work or the subject."""


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


def _entry(raw: Dict[str, Any]) -> Entry:
    if raw.get("kind") not in KINDS or not raw.get("id"):
        raise GazetteerError(
            f"gazetteer.json: entry {raw.get('id')!r} has kind {raw.get('kind')!r}; export the lookups again"
        )
    spelled = [raw.get("name", ""), *raw.get("forms", ()), *raw.get("misspellings", ())]
    forms = dict.fromkeys(tuple(words_of(form)) for form in spelled)
    return Entry(
        kind=raw["kind"],
        id=raw["id"],
        name=raw.get("name", raw["id"]),
        forms=tuple(form for form in forms if form),
        country=raw.get("country"),
        stage=raw.get("stage"),
        level=raw.get("level"),
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
