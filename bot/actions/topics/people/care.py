"""Warm, short answers when someone is not well or not safe: help lines of the country, and a person."""

from dataclasses import replace

from bot.actions.answer.articles import article, closest_article
from bot.actions.answer.clarify import guesses, likely
from bot.actions.core.base import READ, answers
from bot.actions.core.outcome import Outcome, say
from bot.actions.core.turn import Turn, payload
from bot.actions.interpret.reading import MAYBE_DANGER
from bot.actions.present import views
from bot.actions.present.buttons import button, intent_buttons, person
from content.schema import Country, HelpLine, Topic

TALK = ("talk",)
SHOWN = 4
OTHERS = 2
"""Other likely meanings offered beside danger."""


@answers("crisis", topic=False)
def crisis(turn: Turn) -> Outcome:
    """Words only the engine takes for danger: ask. The safety screen, before the engine, is where alarm is raised."""
    return ask_gently(turn)


@answers("wellbeing", topic=False)
def wellbeing(turn: Turn) -> Outcome:
    """Not feeling well: what was heard, who listens, and the offer of a person."""
    offer = payload("request_human", topic="wellbeing")
    talk = button("person", "request_human", topic="wellbeing")
    lines = say("utter_help_lines", choices=(talk,), lines=_shown(turn, TALK))
    chosen = closest_article(turn, Topic.WELLBEING)
    heard = replace(article(turn, chosen).replies[0], choices=()) if chosen else say("utter_wellbeing")
    return Outcome((heard, lines), pending=offer)


def ask_gently(turn: Turn) -> Outcome:
    """Maybe danger: ask, with the number for now and the other likely meanings, and open no case unasked."""
    danger = payload("crisis")
    others = [one for one in likely(turn, OTHERS + 1) if one != "request_human"][:OTHERS]
    choices = (*intent_buttons(("crisis",)), *guesses(turn, others), person())
    return Outcome((say("utter_maybe_danger", choices=choices),), pending=danger)


READ[MAYBE_DANGER] = ask_gently


def _shown(turn: Turn, topics: tuple[str, ...]) -> list[dict[str, object]]:
    """The lines of the country, most fitting topic first; without a country, the first of both."""
    countries = (turn.country,) if turn.country else (Country.NL, Country.VL)
    per_country = SHOWN if turn.country else SHOWN - 1
    lines = [line for country in countries for line in _lines(turn, country, topics)[:per_country]]
    return [{**views.help_line(line), "country": line.country.value} for line in lines]


def _lines(turn: Turn, country: Country | None, topics: tuple[str, ...]) -> list[HelpLine]:
    fitting = [
        line
        for line in turn.library.help_lines.values()
        if line.country in (country, Country.BOTH) and set(line.topics) & set(topics)
    ]
    return sorted(fitting, key=lambda line: (line.order, line.id))
