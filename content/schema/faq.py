"""One question people ask and its answer: the smallest thing that can be found and said."""

from typing import Annotated

from pydantic import Field, model_validator

from content.schema.base import Audience, Citation, Country, Entry, Slug, Text

SIMPLE_WORDS = 60
"""The most words of an answer in simpler words: more would not be simpler."""
ANSWER_WORDS = 75
"""The most words of an answer: what is longer is not read on a phone. What may follow goes in `more`."""


class FaqEntry(Entry):
    """A question and its answer (`content/faq/{nl,vl,both}/<topic>.yml`, a list).

    `name` is the question as a button shows it. `questions` are ways people ask it. The first sentence of `answer`
    answers (yes, no, it depends on; the number; the members; the day; who decides), then comes the condition. `more`
    is what helps beyond that, `simple` the same answer in simpler words. `about` names the entries it is about, those
    the question can only be about first. `[je|u]` gives the form for a pupil and for a parent.
    """

    sources: tuple[Citation, ...] = ()
    country: Country
    audience: Audience = Audience.ANYONE
    about: tuple[Slug, ...] = ()
    questions: Annotated[tuple[Text, ...], Field(min_length=4)]
    answer: Text
    more: Text | None = None
    simple: Text | None = None
    advice: bool = False
    """True for common sense ("luister, stel open vragen") and for how Wegwijs works: no fact, so no source."""

    @model_validator(mode="after")
    def _facts_need_a_source(self) -> "FaqEntry":
        if not self.sources and not self.advice:
            raise ValueError("sources: a fact needs at least one source (or say 'advice: true' when it states no fact)")
        return self

    @model_validator(mode="after")
    def _answers_are_short(self) -> "FaqEntry":
        for text, most, name in ((self.answer, ANSWER_WORDS, "answer"), (self.simple, SIMPLE_WORDS, "simple")):
            if text and len(text.split()) > most:
                raise ValueError(f"{name}: {len(text.split())} words (at most {most}; the rest goes in 'more')")
        return self
