"""The fixed reply to words of danger: help lines of the right country, without the engine."""

from collections.abc import Iterable
from dataclasses import dataclass

from content.schema.articles import HelpLine
from content.schema.base import Country
from conversation.messages import Draft, Sender
from gateway.texts.strings import Strings
from safety.tiers import Category, Screening

LINES_PER_COUNTRY = 3
TOPICS = {
    Category.SUICIDE: ("suicide", "talk"),
    Category.SELF_HARM: ("suicide", "talk"),
    Category.ABUSE: ("abuse", "talk"),
    Category.SEXUAL: ("abuse", "online", "talk"),
    Category.RUNAWAY: ("abuse", "talk"),
    Category.THREAT: ("talk", "abuse"),
    Category.MEDICAL: ("talk", "suicide"),
}
DEFAULT_TOPICS = ("talk", "suicide")
EMERGENCY = "danger"
"""Lines of this topic (112) stand in the fixed text, which must work without content."""


@dataclass(frozen=True)
class CrisisReply:
    """Builds the reply. `country` is the school's; None shows the lines of both countries."""

    say: Strings
    lines: tuple[HelpLine, ...]
    country: Country | None = None

    def first(self, screening: Screening) -> Draft:
        """The full reply."""
        say = self.say
        heard = say("crisis.heard_other") if screening.third_person else say("crisis.heard")
        parts = [heard, say("crisis.now"), *self._lines(screening.category)]
        parts.append(say("crisis.school"))
        if not screening.third_person:
            parts.append(say("crisis.keep_talking"))
        return Draft("\n".join(parts), Sender.SYSTEM)

    def again(self) -> Draft:
        """The short reply while an urgent case is already open."""
        return Draft(self.say("crisis.again"), Sender.SYSTEM)

    def _lines(self, category: Category | None) -> list[str]:
        topics = TOPICS.get(category, DEFAULT_TOPICS) if category else DEFAULT_TOPICS
        countries = (self.country,) if self.country in (Country.NL, Country.VL) else (Country.NL, Country.VL)
        found = {country: self._of(country, topics) for country in countries}
        if len(countries) == 1:
            return [self.say("crisis.lines"), *found[countries[0]]] if found[countries[0]] else []
        titles = {Country.NL: self.say("crisis.lines_nl"), Country.VL: self.say("crisis.lines_vl")}
        return [text for country in countries if found[country] for text in (titles[country], *found[country])]

    def _of(self, country: Country, topics: Iterable[str]) -> list[str]:
        mine = [
            line
            for line in self.lines
            if line.country in (country, Country.BOTH)
            and EMERGENCY not in line.topics
            and set(topics) & set(line.topics)
        ]
        order = {topic: rank for rank, topic in enumerate(topics)}
        mine.sort(key=lambda line: (min(order.get(t, 9) for t in line.topics), line.order))
        return [text for line in mine[:LINES_PER_COUNTRY] if (text := self._line(line))]

    def _line(self, line: HelpLine) -> str:
        say = self.say
        if line.number and line.website:
            reach = say("crisis.reach_both", number=line.number, website=line.website)
        elif line.number:
            reach = say("crisis.reach_number", number=line.number)
        elif line.website:
            reach = say("crisis.reach_website", website=line.website)
        else:
            return ""
        return say("crisis.line", name=line.name, reach=reach)
