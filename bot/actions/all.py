"""Imports every action module, so that each handler is registered: for tests and direct callers."""

from bot.actions import (
    articles,
    care,
    choice,
    clarify,
    comparison,
    conversation,
    dates,
    interests,
    limits,
    moves,
    no_such_level,
    paths,
    person,
    professions,
    progression,
    structure,
)

__all__ = [
    "articles",
    "care",
    "choice",
    "clarify",
    "comparison",
    "conversation",
    "dates",
    "interests",
    "limits",
    "moves",
    "no_such_level",
    "paths",
    "person",
    "professions",
    "progression",
    "structure",
]
