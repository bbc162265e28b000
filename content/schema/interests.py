"""What a person can tell about themselves: activities to rate, talents, what matters, and tags for their own words."""

from typing import Annotated

from pydantic import Field, model_validator

from content.schema.base import Letter, Slug, Strict, Text

Letters = Annotated[tuple[Letter, ...], Field(max_length=2)]


class Tag(Strict):
    """An interest or talent people name in their own words (`content/interests/tags/<id>.yml`).

    `words` are single words or short phrases that point at it; `label` finishes "je houdt van ...".
    """

    id: Slug
    label: Text
    riasec: Annotated[tuple[Letter, ...], Field(min_length=1, max_length=2)]
    words: Annotated[tuple[Text, ...], Field(min_length=3)]


class Item(Strict):
    """One activity a pupil rates from 1 to 5 (`content/interests/items.yml`, a list).

    `letter` is the scale it counts for; `tags` pick the activity that explains a direction best; `short` puts it in the
    short form too. The form is balanced: as many items on every letter, in the whole and in the short form.
    """

    id: Slug
    letter: Letter
    text: Text
    short: bool = False
    tags: tuple[Slug, ...] = ()


class Talent(Strict):
    """Something one can be good at (`content/interests/talents.yml`, a list).

    `label` fits a button; `child` says it to the pupil, `parent` to the parent. At least one of `tags`, `riasec` and
    `domains` links it to directions.
    """

    id: Slug
    label: Annotated[Text, Field(max_length=32)]
    child: Text
    parent: Text
    icon: Annotated[str, Field(min_length=1)]
    tags: tuple[Slug, ...] = ()
    riasec: Letters = ()
    domains: tuple[Slug, ...] = ()

    @model_validator(mode="after")
    def _leads_somewhere(self) -> "Talent":
        if not (self.tags or self.riasec or self.domains):
            raise ValueError("links to nothing (name at least one of tags, riasec, domains)")
        return self


class Value(Strict):
    """Something that can matter in school or work (`content/interests/values.yml`, a list).

    `question` is what one may ask about it in a talk or on an open day. Without links it changes no set of directions:
    content holds no fact about it, so the question is all it gives.
    """

    id: Slug
    label: Annotated[Text, Field(max_length=40)]
    icon: Annotated[str, Field(min_length=1)]
    question: Text
    tags: tuple[Slug, ...] = ()
    riasec: Letters = ()
    domains: tuple[Slug, ...] = ()
    work_based: bool = False
    """True when directions that can be learnt at work answer to it."""
