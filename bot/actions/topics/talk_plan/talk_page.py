"""Words the three questions of a talk, and puts the page together that one can print and take along."""

from collections.abc import Sequence
from datetime import date

from bot.actions.core.told import Explored
from bot.actions.core.turn import Turn
from bot.actions.core.words import day_in_words, words
from bot.actions.present import drawings, views
from guidance.interests import talk
from guidance.interests.matching import Matches
from guidance.interests.profile import LIKED
from guidance.interests.told import Told
from guidance.pictures.page import Section, Shape, sheet
from guidance.pictures.sketch import Sheet, Speech

MOST_ACTIVITIES = 6
Event = tuple[str, str]
"""What can be visited, and when."""


def questions(turn: Turn, known: Told, found: Matches) -> tuple[str, ...]:
    """The three questions as sentences."""
    say, asked = _speech(turn), talk.questions(turn.library, known, found)
    return tuple(say(one.kind.value, **_filled(one.words)) for one in asked)


def page(turn: Turn, state: Explored, known: Told, found: Matches, events: Sequence[Event], day: date | None) -> Sheet:
    """The page: what is liked, the fields with reasons, the questions, where to go and look, and room to agree."""
    say = _speech(turn)
    sections = (
        Section(say("likes"), _likes(turn, known), Shape.LIST),
        Section(say("dislikes"), tuple(dict.fromkeys(one.words for one in known.dislikes)), Shape.LIST),
        Section(say("fields"), _fields(say, found), Shape.LIST),
        Section(say("questions"), questions(turn, known, found), Shape.QUESTIONS),
        Section(say("visits"), tuple(say("visit", a=what, b=when) for what, when in events), Shape.LIST),
        Section(say("agreements"), _agreements(say, state, day), Shape.AGREEMENTS),
    )
    paths = [one.path for field in found.fields for one in field.directions]
    return sheet(
        say("title"),
        sections,
        made_on=turn.today,
        sources=views.sources(turn.library, paths),
        picture=drawings.profile(turn, known.profile) or drawings.fields(turn, found),
    )


def _likes(turn: Turn, known: Told) -> tuple[str, ...]:
    library, answers = turn.library, known.answers or {}
    rated = sorted((item for item in answers if answers[item] >= LIKED), key=lambda item: -answers[item])
    return tuple(
        dict.fromkeys(
            (
                *(one.words for one in known.likes),
                *(library.items[item].text for item in rated[:MOST_ACTIVITIES] if item in library.items),
                *(library.subjects[one].name for one in known.subjects),
                *(library.talents[one].label for one in known.talents),
                *(library.values[one].label for one in known.values),
            )
        )
    )


def _fields(say: Speech, found: Matches) -> tuple[str, ...]:
    lines = []
    for field in found.fields:
        paths = ", ".join(one.path.name for one in field.directions)
        why = ", ".join(dict.fromkeys(reason.words.rstrip(".") for reason in field.reasons))
        lines.append(say("field_why" if why else "field", a=field.domain.name, b=paths, c=why))
    return tuple(lines)


def _agreements(say: Speech, state: Explored, day: date | None) -> tuple[str, ...]:
    who = say(f"with_{state.plan.get('who', 'other')}")
    first = say("on_day", a=who, b=day_in_words(day, weekday=True)) if day else who
    return (first, say("first_step"), say("again"))


def _filled(given: Sequence[str]) -> dict[str, str]:
    return {name: one.rstrip(".") for name, one in zip("ab", given, strict=False)}


def _speech(turn: Turn) -> Speech:
    return Speech(words("talk"), turn.role == "parent")
