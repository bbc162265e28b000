"""Reads `phrases.yml`, the expressions that show what a clause asks."""

import functools
import re
from pathlib import Path
from typing import Any, Dict, Pattern, Tuple

from ruamel.yaml import YAML

FILE = Path(__file__).with_name("phrases.yml")


@functools.lru_cache(maxsize=1)
def phrases() -> Dict[str, Any]:
    """The file as it stands."""
    read: Dict[str, Any] = YAML(typ="safe").load(FILE.read_text(encoding="utf-8"))
    return read


@functools.lru_cache(maxsize=32)
def alternatives(group: str) -> str:
    """The words of a list as one expression, the longest first."""
    words = sorted((str(word) for word in phrases()[group]), key=len, reverse=True)
    return "|".join(re.escape(word) for word in words)


@functools.lru_cache(maxsize=1)
def aspect_patterns() -> Tuple[Tuple[str, Pattern[str]], ...]:
    """Each aspect with the expression that shows it, in the order of the file."""
    groups = phrases()["aspects"]
    return tuple((str(name), re.compile("|".join(f"(?:{one})" for one in said), re.I)) for name, said in groups.items())


@functools.lru_cache(maxsize=1)
def country_patterns() -> Tuple[Tuple[str, Pattern[str]], ...]:
    """For "vl", "nl" and "vl_dialect" the words that show it."""
    groups = phrases()["country"]

    def pattern(words: Any) -> Pattern[str]:
        return re.compile(r"(?<![\w-])(?:" + "|".join(re.escape(str(word)) for word in words) + r")(?![\w-])", re.I)

    return tuple((str(name), pattern(words)) for name, words in groups.items())
