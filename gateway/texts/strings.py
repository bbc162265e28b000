"""Loads the fixed Dutch texts of the gateway and the channels, so that no sentence lives in code."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import yaml

FORMS = re.compile(r"\[([^\[\]|\n]*)\|([^\[\]|\n]*)\]")
"""Two forms of one place: for who is called "je", and for who is called "u"."""
STRINGS_FILE = Path(__file__).parent / "strings.nl.yml"


class StringsError(ValueError):
    """A strings file is not a mapping of areas to texts, or a key is missing."""


@dataclass(frozen=True)
class Strings:
    """Texts by dotted key: `say("gateway.empty")`, with `{name}` placeholders filled from keyword arguments.

    Of "[je|u]" the first form is said, the second by `polite`.
    """

    texts: Mapping[str, str]
    form: int = 1

    def polite(self) -> "Strings":
        """The same texts for who is called "u"."""
        return replace(self, form=2)

    def __call__(self, key: str, **values: str) -> str:
        """Return a text; raises `StringsError` for an unknown key or a placeholder without value."""
        try:
            return FORMS.sub(lambda both: both[self.form], self.texts[key]).format(**values)
        except KeyError as missing:
            raise StringsError(f"strings.nl.yml: {key!r} misses {missing}") from None


@cache
def load_strings(path: Path = STRINGS_FILE) -> Strings:
    """Read a strings file: areas with keys, each a text. Raises `StringsError` with the place."""
    areas = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(areas, dict):
        raise StringsError(f"{path.name}: must hold areas with keys")
    texts: dict[str, str] = {}
    for area, entries in areas.items():
        if not isinstance(entries, dict):
            raise StringsError(f"{path.name}: {area!r} must hold keys with texts")
        for key, text in entries.items():
            if not isinstance(text, str) or not text.strip():
                raise StringsError(f"{path.name}: {area}.{key} must be a text")
            texts[f"{area}.{key}"] = text.strip()
    return Strings(texts)
