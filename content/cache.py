"""Keeps valid content as one JSON file, so that a start need not read and check 1,700 YAML files in every process.

The file is made from content that had no problem, and is used only while every file of content and of its schema is
the same in name, size and time; whatever is wrong with it, the YAML files are read as if it were not there.
"""

import contextlib
import hashlib
import os
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter, ValidationError

from content.library import Library

CODE = Path(__file__).resolve().parent
FOLDER = Path(os.environ.get("WEGWIJS_VAR_DIR") or CODE.parent / "var") / "cache"


def recall(root: Path) -> Library | None:
    """The library kept for exactly these files; None when there is none, or none that can be read."""
    try:
        kept = _adapter().validate_json(_file(root).read_bytes())
    except (OSError, ValidationError):
        return None
    return _with(kept, MappingProxyType)


def keep(root: Path, library: Library) -> None:
    """Keep a library that was read from `root` without a problem. A full or read-only disk only costs time later."""
    plain = _with(library, dict)
    file = _file(root)
    partial = file.with_suffix(f".{os.getpid()}")
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(_adapter().dump_json(plain, exclude_unset=True))
        partial.replace(file)
        for old in set(file.parent.glob("content-*.json")) - {file}:
            old.unlink(missing_ok=True)


def _adapter() -> TypeAdapter[Library]:
    return TypeAdapter(Library)


def _with(library: Library, kind: Callable[[Any], Any]) -> Library:
    """The same library with every mapping as another kind of mapping."""
    changed: dict[str, Any] = {field.name: kind(getattr(library, field.name)) for field in fields(library)}
    return replace(library, **changed)


def _file(root: Path) -> Path:
    """Named after what the library is made of."""
    digest = hashlib.sha256()
    made_of = [*root.rglob("*.y*ml"), *CODE.rglob("*.py")]
    for path in sorted(made_of):
        status = path.stat()
        digest.update(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return FOLDER / f"content-{digest.hexdigest()[:16]}.json"
