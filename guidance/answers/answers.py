"""Finds the article, school entry or date that answers a question: surely, perhaps (then it is asked back), or not."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from content.library import Library
from content.schema import Article, Audience, Country, KeyDate, ProgrammeEntry, SchoolDate, Topic
from guidance.answers.retrieval import Candidate, Embed, Match, rank

Answer = Article | ProgrammeEntry
Moment = KeyDate | SchoolDate
Item = TypeVar("Item")


FORMS = re.compile(r"\[([^\[\]|\n]*)\|([^\[\]|\n]*)\]")
"""The two forms of a text, for a pupil and for a parent; the engine picks one when it words the answer."""


@dataclass(frozen=True)
class Limits:
    """From `sure` on an entry answers, from `perhaps` on it is offered; below that nothing is claimed."""

    sure: float
    perhaps: float


WITH_MEANING = Limits(sure=0.40, perhaps=0.25)
"""Leaving out each of the sample schools' 289 questions in turn: right in 87 % when sure, among three in 88 %."""
PROGRAMME = Limits(sure=0.42, perhaps=0.28)
"""For a school's own programme, chosen on tests/guidance/answers/programme_questions.yml: 154 questions in quite other
words and 60 the school cannot answer. From 0.42 on 81 % of what is answered is right and 1 of the 60 is answered (0.40:
74 % and 3); from 0.28 on the right entry is among three for 62 %, and 23 of the 60 are asked back."""
WORDS_ONLY = Limits(sure=0.50, perhaps=0.35)
"""The same without the encoder: right 77 % when sure, among three 83 % when offered."""
OWN_SCHOOL_LEAD = 0.1
"""How much a school's own date may score below the country's and still be the one meant."""
MOST_OPTIONS = 3


@dataclass(frozen=True)
class Found(Generic[Item]):
    """What answers: `sure` when one entry clearly does, `options` (best first) when some might."""

    sure: Item | None
    options: tuple[Item, ...]


def find(
    text: str,
    candidates: Iterable[Candidate[Item]],
    embed: Embed | None,
    behind: float = 0.0,
    limits: Limits = WITH_MEANING,
) -> Found[Item]:
    """Sort candidates into the one that answers, those that might, and none.

    `behind` is how much nearer than the rest a school's own entry must come to be the one that answers. `limits` hold
    when there is an encoder.
    """
    matches = rank(text, candidates, embed)
    if behind:
        matches = sorted(matches, key=lambda match: behind * isinstance(match.item, ProgrammeEntry) - match.score)
    return _judge(matches, limits if embed else WORDS_ONLY)


def find_date(text: str, entries: Iterable[Moment], embed: Embed | None) -> Found[Moment]:
    """The date meant; the school's own goes before the country's when both come close."""
    matches = rank(text, [Candidate(entry, (_name(entry), *entry.questions)) for entry in entries], embed)
    if matches:
        matches = sorted(matches, key=lambda match: -match.score - OWN_SCHOOL_LEAD * isinstance(match.item, SchoolDate))
    return _judge(matches, WITH_MEANING if embed else WORDS_ONLY)


def articles(
    library: Library, topics: Sequence[Topic], country: Country | None, role: str | None
) -> list[Candidate[Answer]]:
    """Articles on these topics for a country (all countries when None) and for who is speaking."""
    return [
        Candidate(article, (article.name, *article.questions), one_form(article.text))
        for article in library.articles.values()
        if article.topic in topics and _fits(article, country, role)
    ]


def school_entries(library: Library, school: str) -> list[Candidate[Answer]]:
    """What the school itself wants people to know; nothing when no such school is configured."""
    own = library.schools.get(school)
    entries = own.programme if own else ()
    return [Candidate(entry, (entry.title, *entry.questions), one_form(entry.answer)) for entry in entries]


def one_form(text: str) -> str:
    """A text as a pupil reads it: `[je|u]` gives "je"."""
    return FORMS.sub(lambda match: match.group(1), text)


def default(library: Library, topic: Topic, country: Country | None) -> Article | None:
    """The article that answers a topic when no question comes close: the country's own, else the one for both."""
    fitting = [
        article
        for article in library.articles.values()
        if article.default and article.topic == topic and article.country in (country, Country.BOTH)
    ]
    return min(fitting, key=lambda article: article.country == Country.BOTH, default=None)


def _judge(matches: Sequence[Match[Item]], limits: Limits) -> Found[Item]:
    options = tuple(match.item for match in matches if match.score >= limits.perhaps)[:MOST_OPTIONS]
    sure = matches[0].item if matches and matches[0].score >= limits.sure else None
    return Found(sure, options)


def _fits(article: Article, country: Country | None, role: str | None) -> bool:
    for_role = role is None or article.audience in (Audience.ANYONE, role)
    return for_role and (country is None or article.country in (country, Country.BOTH))


def _name(entry: Moment) -> str:
    return entry.title if isinstance(entry, SchoolDate) else entry.name
