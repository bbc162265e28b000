"""Fields every content file shares, so that no fact enters without a source and a check date."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2)]
HoldsFor = Annotated[str, StringConstraints(pattern=r"^(always|20\d\d(-20\d\d)?)$")]
"""A school year (`2026-2027`), a calendar year (`2027`), or `always`."""


class Country(StrEnum):
    """Where a fact holds: the Netherlands, Flanders, or both."""

    NL = "nl"
    VL = "vl"
    BOTH = "both"


class Audience(StrEnum):
    """Who a text is written for."""

    STUDENT = "student"
    PARENT = "parent"
    ANYONE = "anyone"


class Letter(StrEnum):
    """Holland's six interest types (RIASEC)."""

    REALISTIC = "R"
    INVESTIGATIVE = "I"
    ARTISTIC = "A"
    SOCIAL = "S"
    ENTERPRISING = "E"
    CONVENTIONAL = "C"


class Strict(BaseModel):
    """A model that refuses keys it does not know: a typo in a content file must not pass."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Citation(Strict):
    """Points at a source in `content/sources/*.yml` and says when a person last checked the fact there."""

    id: Slug
    checked_on: date


class AgeLimit(Strict):
    """How many days a check of one kind of content holds (`content/limits.yml`): past `soft` it may be outdated, past
    `hard` it must not be used any more."""

    soft: Annotated[int, Field(ge=1)]
    hard: Annotated[int, Field(ge=1)]

    @model_validator(mode="after")
    def _soft_comes_first(self) -> "AgeLimit":
        if self.soft > self.hard:
            raise ValueError(f"soft {self.soft} lies after hard {self.hard} (swap or mend them)")
        return self


class Source(Strict):
    """A page or file facts were read in. `published` is the date of its text when known (free form)."""

    id: Slug
    title: Text
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]
    published: str | None = None


class LeftOut(Strict):
    """A group of facts content is silent on (`content/left_out.yml`, a list): too uncertain, too old, or not found.

    `count` is the number of facts or entries of the group, None when even that is not known; `ask` says whom to ask.
    """

    id: Slug
    country: Country
    group: Text
    count: Annotated[int, Field(ge=1)] | None = None
    why: Text
    ask: Text


class Entry(Strict):
    """What every content file has. `id` equals the file name without its extension.

    `verify` names what a reader must check and with whom ("vraag dit na bij ..."): the uncertain part of the entry.
    `holds_for` is the time its amounts, days and years are of; the loader asks for it where there are any.
    """

    id: Slug
    name: Text
    sources: Annotated[tuple[Citation, ...], Field(min_length=1)]
    verify: Text | None = None
    holds_for: HoldsFor | None = None


class Named(Entry):
    """An entry people refer to by name, in their own spelling.

    `aliases` are current names and abbreviations; `old_names` were abolished and are answered with what replaced them;
    `misspellings` and `translations` (what it is called in other languages) only serve recognition and are never shown.
    """

    aliases: tuple[Text, ...] = ()
    old_names: tuple[Text, ...] = ()
    misspellings: tuple[Text, ...] = ()
    translations: tuple[Text, ...] = ()
