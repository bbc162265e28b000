"""Chooses the help lines for a topic and a country: each only for its topic, what is open now first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from content.schema.articles import HelpLine
from content.schema.base import Country
from content.schema.care import CareTexts
from safety.tiers import Category

SHOWN, SHOWN_OF_BOTH = 3, 2
TALK = "talk"
TOPICS: dict[str, tuple[str, ...]] = {
    Category.SUICIDE: ("suicide", TALK),
    Category.SELF_HARM: ("suicide", TALK),
    Category.ABUSE: ("home", TALK),
    Category.VIOLENCE_HOME: ("home", TALK),
    Category.FORCED: ("home", TALK),
    Category.RUNAWAY: ("runaway", "home", TALK),
    Category.SEXUAL: ("sexual", "online", TALK),
    Category.BULLYING: ("bullying", TALK),
}
"""Topics of lines for a category, the likeliest first; every other category gets the lines for talking."""


@dataclass(frozen=True)
class Lines:
    """All help lines of content. 112 is no line: it stands in the words themselves."""

    lines: tuple[HelpLine, ...]

    def shown(self, category: str, country: Country, local: datetime, count: int) -> list[HelpLine]:
        """The best lines of a country for a category at a local time."""
        topics = TOPICS.get(category, (TALK,))
        mine = (line for line in self.lines if line.country in (country, Country.BOTH))
        fitting = [line for line in mine if set(topics) & set(line.topics)]
        return sorted(fitting, key=lambda line: _rank(line, topics, local))[:count]


def _rank(line: HelpLine, topics: tuple[str, ...], local: datetime) -> tuple[bool, int, bool, bool, int]:
    place = min(topics.index(topic) for topic in line.topics if topic in topics)
    made_for_it = line.topics[0] == topics[place]
    opened = line.open_at(local)
    return opened is False, place, not made_for_it, opened is not True, line.order


def written(lines: Iterable[HelpLine], words: CareTexts, local: datetime) -> list[str]:
    """Each line as people read it, with whether it is open where a source says so."""
    return [f"- {text}" for line in lines if (text := _written(line, words, local))]


def _written(line: HelpLine, words: CareTexts, local: datetime) -> str:
    if not (line.number or line.website):
        return ""
    key = "reach" if line.number and line.website else "reach_number" if line.number else "reach_website"
    text = words.texts[key].format(name=line.name, number=line.number, website=line.website)
    opened = line.open_at(local)
    return text if opened is None else f"{text} ({words.texts['open' if opened else 'closed']})"
