"""Finds the article, school entry or date that answers a question, by meaning, with measured thresholds."""

from collections.abc import Iterable, Sequence

from content.library import Library
from content.schema import Article, Audience, Country, KeyDate, ProgrammeEntry, SchoolDate, Topic
from guidance.retrieval import Candidate, Embed, Match, best

THRESHOLD = 0.60
"""Below this score nothing is claimed to answer the question (measured: tests/guidance/test_answers.py)."""
WORDS_ONLY_THRESHOLD = 0.75
"""The same without the encoder, when only words are compared."""

Answer = Article | ProgrammeEntry


def find(text: str, candidates: Iterable[Candidate[Answer]], embed: Embed | None) -> Answer | None:
    """The entry that answers `text`, or None when none comes close enough."""
    match = best(text, candidates, embed, limit(embed))
    return match.item if match else None


def find_date(
    text: str, entries: Iterable[KeyDate | SchoolDate], embed: Embed | None
) -> Match[KeyDate | SchoolDate] | None:
    """The date that answers `text`; the first of equals wins, so pass the own school's first."""
    candidates = [Candidate(entry, (_name(entry), *entry.questions)) for entry in entries]
    return best(text, candidates, embed, limit(embed))


def limit(embed: Embed | None) -> float:
    """The threshold that belongs to how texts are compared."""
    return WORDS_ONLY_THRESHOLD if embed is None else THRESHOLD


def articles(
    library: Library, topics: Sequence[Topic], country: Country | None, role: str | None
) -> list[Candidate[Answer]]:
    """Articles on these topics for a country (all countries when None) and for who is speaking."""
    return [
        Candidate(article, (article.name, *article.questions))
        for article in library.articles.values()
        if article.topic in topics and _fits(article, country, role)
    ]


def school_entries(library: Library, school: str) -> list[Candidate[Answer]]:
    """What the school itself wants people to know; nothing when no such school is configured."""
    own = library.schools.get(school)
    return [Candidate(entry, (entry.title, *entry.questions)) for entry in own.programme] if own else []


def default(library: Library, topic: Topic, country: Country | None) -> Article | None:
    """The article that answers a topic when no question comes close: the country's own, else the one for both."""
    fitting = [
        article
        for article in library.articles.values()
        if article.default and article.topic == topic and article.country in (country, Country.BOTH)
    ]
    return min(fitting, key=lambda article: article.country == Country.BOTH, default=None)


def _fits(article: Article, country: Country | None, role: str | None) -> bool:
    for_role = role is None or article.audience in (Audience.ANYONE, role)
    return for_role and (country is None or article.country in (country, Country.BOTH))


def _name(entry: KeyDate | SchoolDate) -> str:
    return entry.title if isinstance(entry, SchoolDate) else entry.name
