"""Reads the words of danger from YAML and compiles them once."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from safety.tiers import Category, Tier

LEXICON = Path(__file__).parent / "lexicon"
GAP = r"(?: [^ .]+){0,4}"
"""What `...` in a pattern stands for: up to four words of the same sentence."""


class LexiconError(ValueError):
    """A lexicon file does not fit its form."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class RuleEntry(_Strict):
    """Patterns that mean the same; where a pattern of `unless` stands in the same sentence they mean nothing.

    `yes` and `no` are examples that must and must not be heard; a test reads them.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    tier: Tier
    patterns: Annotated[tuple[str, ...], Field(min_length=1)]
    unless: tuple[str, ...] = ()
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


class LexiconFile(_Strict):
    """`safety/lexicon/<category>.yml`."""

    category: Category
    rules: Annotated[tuple[RuleEntry, ...], Field(min_length=1)]


@dataclass(frozen=True)
class Rule:
    """One compiled rule."""

    id: str
    tier: Tier
    category: Category
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lexicon:
    """All rules, the harmless phrases that are cut first, and the words that point at whom it is about."""

    rules: tuple[Rule, ...]
    idioms: re.Pattern[str]
    others: re.Pattern[str]
    oneself: re.Pattern[str]
    child: re.Pattern[str]


@cache
def load_lexicon(root: Path = LEXICON) -> Lexicon:
    """Read all files. Raises `LexiconError` with the file and what is wrong."""
    macros = _read(root / "shared" / "macros.yml")
    if not isinstance(macros, dict):
        raise LexiconError("macros.yml must hold names with alternatives")
    expand = {name: "(" + "|".join(words) + ")" for name, words in macros.items()}
    idioms = _read(root / "shared" / "idioms.yml")
    if not isinstance(idioms, list):
        raise LexiconError("idioms.yml must hold a list of phrases")
    rules = [rule for path in sorted(root.glob("*.yml")) for rule in _rules(path, expand)]
    return Lexicon(
        rules=tuple(rules),
        idioms=_compile(idioms, expand, "idioms.yml"),
        others=_compile(["{other}"], expand, "macros.yml"),
        oneself=_compile(["{oneself}"], expand, "macros.yml"),
        child=_compile(["{child}"], expand, "macros.yml"),
    )


def _rules(path: Path, macros: dict[str, str]) -> list[Rule]:
    try:
        file = LexiconFile.model_validate(_read(path))
    except ValidationError as error:
        raise LexiconError(f"{path.name}: {error}") from None
    return [_rule(entry, file.category, macros, path.name) for entry in file.rules]


def _rule(entry: RuleEntry, category: Category, macros: dict[str, str], place: str) -> Rule:
    unless = _compile(entry.unless, macros, place) if entry.unless else None
    pattern = _compile(entry.patterns, macros, place)
    return Rule(entry.id, entry.tier, category, pattern, unless, entry.yes, entry.no)


def _compile(patterns: list[str] | tuple[str, ...], macros: dict[str, str], place: str) -> re.Pattern[str]:
    try:
        whole = "|".join(_to_regex(pattern, macros) for pattern in patterns)
        return re.compile(rf"(?<!\w)(?:{whole})(?!\w)")
    except (re.error, KeyError) as error:
        raise LexiconError(f"{place}: a pattern cannot be read: {error}") from None


def _to_regex(pattern: str, macros: dict[str, str]) -> str:
    """Pattern language: words, `(a|b)`, `(a )?`, `word*` for any ending, ` ... ` for a gap, `{macro}`."""
    expanded = re.sub(r"\{(\w+)\}", lambda name: macros[name[1]], pattern)
    return re.sub(r"(\w)\*", r"\1\\w*", expanded).replace("(", "(?:").replace(" ...", GAP)


def _read(path: Path) -> object:
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise LexiconError(f"{path.name}: {error}") from None
