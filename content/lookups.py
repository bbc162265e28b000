"""Exports the names people use to the engine, so that recognition and answers can never know different things."""

import json
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from content import prose
from content.library import Library
from content.loader import CONTENT_ROOT, load
from content.schema import Named, Place, StructureKind

GAZETTEER = CONTENT_ROOT.parent / "bot" / "nlu" / "names" / "gazetteer.json"
_TERMS = (StructureKind.TERM, StructureKind.CERTIFICATE)
_LAST_BRACKETS = re.compile(r"\s*\([^()]*\)$")


def gazetteer(library: Library) -> dict[str, list[Any]]:
    """All recognisable entries, and words that are no misspelt name: `{"entries": [...], "words": [...]}`, both sorted.

    A domain is of kind `path`: people name a field when they mean the studies in it. A building block that one cannot
    attend (a certificate, a body, a rule) is a `term`. `within` is what the level and stage of a path belong to.
    `forms` are names people may see; `misspellings` (and names in other languages) only serve recognition.
    """
    entries = sorted(_entries(library), key=lambda entry: (entry["kind"], entry["id"]))
    return {"entries": entries, "words": prose.words(library)}


def export(root: Path = CONTENT_ROOT, target: Path = GAZETTEER) -> int:
    """Write the gazetteer of the content below `root` and return its number of entries. Raises ContentError."""
    data = gazetteer(load(root))
    write(_text(data), target)
    return len(data["entries"])


def refresh(library: Library, target: Path = GAZETTEER) -> bool:
    """Write the gazetteer of a loaded library when it differs from the file; true when it did."""
    text = _text(gazetteer(library))
    if target.is_file() and target.read_text(encoding="utf-8") == text:
        return False
    write(text, target)
    return True


def drift(root: Path = CONTENT_ROOT, target: Path = GAZETTEER) -> list[str]:
    """What differs between `target` and the content, one line an entry; empty when they agree. Raises ContentError."""
    if not target.is_file():
        return [f"{target.name} is missing (run ./wegwijs content lookups)"]
    data = gazetteer(load(root))
    wanted = _by_key(data)
    try:
        read = json.loads(target.read_text(encoding="utf-8"))
        found, words = _by_key(read), read["words"]
    except (ValueError, KeyError, TypeError):
        return [f"{target.name} cannot be read (run ./wegwijs content lookups)"]
    lines = [f"missing: {key}" for key in sorted(wanted.keys() - found.keys())]
    lines += [f"no longer in content: {key}" for key in sorted(found.keys() - wanted.keys())]
    lines += ["differs: words"] if words != data["words"] else []
    return lines + [f"differs: {key}" for key in sorted(wanted.keys() & found.keys()) if wanted[key] != found[key]]


def write(text: str, target: Path) -> None:
    """Replace `target` in one step, so that a reader never sees half a file."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
        os.chmod(name, 0o644)
        os.replace(name, target)
    except BaseException:
        os.unlink(name)
        raise


def _text(data: dict[str, list[Any]]) -> str:
    lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in data["entries"])
    return f'{{"entries": [\n{lines}\n],\n"words": {json.dumps(data["words"])}}}\n'


def _by_key(data: Any) -> dict[str, dict[str, Any]]:
    return {f"{entry['kind']} {entry['id']}": entry for entry in data["entries"]}


def _entries(library: Library) -> Iterator[dict[str, Any]]:
    for path in library.paths.values():
        yield _entry("path", path) | {"within": sorted(library.blocks_of(path))}
    for domain in library.domains.values():
        yield _entry("path", domain)
    for level in library.structure.values():
        yield _entry("term" if level.kind in _TERMS else "level", level)
    for profession in library.professions.values():
        yield _entry("profession", profession)
    for subject in library.subjects.values():
        yield _entry("subject", subject)
    for place in library.places.values():
        yield _entry("place", place)


def _entry(kind: str, entry: Named | Place) -> dict[str, Any]:
    old_names = entry.old_names if isinstance(entry, Named) else ()
    misspellings = entry.misspellings if isinstance(entry, Named) else ()
    translations = entry.translations if isinstance(entry, Named) else ()
    names = (entry.name, _LAST_BRACKETS.sub("", entry.name), *entry.aliases, *old_names)
    return {
        "kind": kind,
        "id": entry.id,
        "name": entry.name,
        "forms": _unique(names),
        "misspellings": _unique((*translations, *misspellings)),
        "country": getattr(entry, "country", None),
        "stage": getattr(entry, "stage", None),
        "level": getattr(entry, "level", None),
    }


def _unique(names: tuple[str, ...]) -> list[str]:
    """The names without repeats that differ in capitals only, in their own order."""
    return list({name.casefold(): name for name in reversed(names) if name}.values())[::-1]
