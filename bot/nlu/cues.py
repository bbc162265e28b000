"""Reads `cues.yml`, the words that say something about the words around them."""

import functools
from pathlib import Path
from typing import Any, Dict, FrozenSet

from ruamel.yaml import YAML

FILE = Path(__file__).with_name("cues.yml")


@functools.lru_cache(maxsize=1)
def cues() -> Dict[str, Any]:
    """The file as it stands; its keys are used by all folders of this one but `spelling`."""
    read: Dict[str, Any] = YAML(typ="safe").load(FILE.read_text(encoding="utf-8"))
    return read


@functools.cache
def marks(group: str) -> FrozenSet[str]:
    """The words of one list of the file, to look words up in."""
    return frozenset(str(word) for word in cues()[group])
