"""Answers who stopped with school and wants back: which ways are open now, which later, by age when it was said."""

from bot.actions.answer.articles import article, closest_article
from bot.actions.core.base import ask_country
from bot.actions.core.outcome import Outcome, say
from bot.actions.core.turn import Turn
from bot.actions.core.words import age_said, cue
from bot.actions.present import views
from bot.actions.present.buttons import person
from content.schema import Topic
from guidance.education import conditions, progression

OF_AGE = 18
"""Both countries ask young people to learn until about this age; each entry's first fact says the rule."""


def has_stopped(turn: Turn) -> bool:
    """True when the words say that somebody left school or has no diploma."""
    return cue("stopped", turn.said) is not None


def left_school(turn: Turn, start: str | None) -> str | None:
    """Where a way begins for who stopped: not after what they stopped with. None when nobody stopped."""
    if not has_stopped(turn) or (start and progression.is_higher(turn.library, start)):
        return None
    country = (turn.library.country_of(start) if start else None) or turn.country
    return progression.LEFT_SCHOOL.get(country) if country else None


def come_back(turn: Turn, start: str | None) -> Outcome:
    """The ways back after stopping; after stopping with higher education what helps to choose anew."""
    if start and progression.is_higher(turn.library, start) and (advice := closest_article(turn, Topic.DOUBT)):
        return article(turn, advice)
    place = left_school(turn, start)
    options = progression.after(turn.library, place) if place else None
    if place is None or options is None:
        return ask_country(turn)
    age = age_said(turn.said)
    now, later = conditions.by_age([leg.step for leg in options.legs], age)
    entry = turn.library.structure[place]
    reply = say(
        "utter_return",
        choices=(*views.choices(turn.library, (step.to for step in now), at_most=3), person()),
        sources=views.sources(turn.library, [leg.progression for leg in options.legs]),
        stopped_with=views.name(turn.library, start) if start else None,
        age=age,
        duty=entry.facts[0] if age is None or age < OF_AGE else None,
        legs=[views.bundle(turn.library, bundle) for bundle in conditions.bundled(now)],
        later=[{"to": views.name(turn.library, step.to), "age": conditions.opens_at(step)} for step in later],
        asks=list(options.ask_at_school),
        verify=next((leg.progression.verify for leg in options.legs if leg.progression.verify), None),
    )
    return Outcome((reply,), ids=tuple(step.to for step in now), current=place, uses_country=not start)
