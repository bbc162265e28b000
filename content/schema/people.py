"""Professions, domains, subjects and places: the words people use for what they want and where."""

from typing import Annotated

from pydantic import Field

from content.schema.base import Citation, Country, Letter, Named, Slug, Strict, Text


class Scores(Strict):
    """O*NET's six interest scores, 1 (low) to 7 (high)."""

    R: Annotated[float, Field(ge=1, le=7)]
    I: Annotated[float, Field(ge=1, le=7)]  # noqa: E741 - the field's own letter
    A: Annotated[float, Field(ge=1, le=7)]
    S: Annotated[float, Field(ge=1, le=7)]
    E: Annotated[float, Field(ge=1, le=7)]
    C: Annotated[float, Field(ge=1, le=7)]


class Profession(Named):
    """One profession (`content/professions/<id>.yml`).

    `does` says in plain words, our own, what one does all day. `paths` are study paths that lead there, in any country.
    `scores` are O*NET's and need their source; letters without scores are our own judgement and need none.
    """

    sources: tuple[Citation, ...] = ()
    does: Annotated[tuple[Text, ...], Field(min_length=1, max_length=3)]
    domain: Slug
    tags: Annotated[tuple[Slug, ...], Field(min_length=1)]
    riasec: Annotated[tuple[Letter, ...], Field(min_length=1, max_length=3)]
    scores: Scores | None = None
    onet_code: str | None = None
    paths: tuple[Slug, ...] = ()


class Domain(Named):
    """A field of study and work (`content/domains/<id>.yml`), shared by both countries.

    The division is our own, so it needs no source: it holds no fact about education.
    """

    sources: tuple[Citation, ...] = ()
    summary: Text
    tags: tuple[Slug, ...] = ()


class Subject(Named):
    """A school subject (`content/subjects/<id>.yml`). `tags` link it to interests. It holds no fact, so no source."""

    sources: tuple[Citation, ...] = ()
    countries: tuple[Country, ...]
    tags: tuple[Slug, ...] = ()


class Place(Strict):
    """A town or province people name (`content/places/{nl,vl}.yml`, a list)."""

    id: Slug
    name: Text
    country: Country
    aliases: tuple[Text, ...] = ()
    region: Slug | None = None
    """Dutch school-holiday region (noord, midden, zuid) when known."""
