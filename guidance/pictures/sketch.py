"""The values an answer carries instead of a finished picture, so that every channel can draw or say it its own way."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Words = Mapping[str, str]
"""Texts of `content/pictures.yml` by key; `[je|u]` holds the form for a pupil and the one for a parent."""

_FORMS = re.compile(r"\[([^\[\]|\n]*)\|([^\[\]|\n]*)\]")


@dataclass(frozen=True)
class Sketch:
    """A picture to be drawn: `kind` names the drawing, `data` holds ids and numbers as JSON can.

    `alt` says in words all that the picture shows; its first line is the title. `personal` is true when it shows
    something about the person: a mentor's desk then shows the title only.
    """

    kind: str
    data: Mapping[str, Any]
    alt: str
    personal: bool = False


@dataclass(frozen=True)
class Sheet:
    """A page to be printed: its title, and what stands on it as JSON can hold (`guidance.pictures.page`)."""

    title: str
    data: Mapping[str, Any]


class Speech:
    """Words in the form for whom they are: `parent` chooses the second form of `[je|u]`."""

    def __init__(self, words: Words, parent: bool = False) -> None:
        self._words = words
        self._form = 2 if parent else 1

    def __call__(self, key: str, **values: object) -> str:
        """A text with its `{names}` filled in; raises KeyError for a key content does not have."""
        return _FORMS.sub(lambda match: match.group(self._form), self._words[key]).format(**values)
