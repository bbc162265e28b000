"""Imports every action module, so that each handler is registered, and makes the actions; rasa_sdk imports it too."""

from bot.actions import pipeline
from bot.actions.answer import articles, clarify, comparison, dates, paths, professions, progression, structure
from bot.actions.topics.conversation import conversation, language, limits, moves, no_such_level
from bot.actions.topics.exploration import choice, exploration, interests, result
from bot.actions.topics.people import care, person
from bot.actions.topics.sharing import family, keeping
from bot.actions.topics.talk_plan import talk_plan

HANDLER_MODULES = (
    *(articles, clarify, comparison, dates, paths, professions, progression, structure),
    *(conversation, language, limits, moves, no_such_level),
    *(choice, exploration, interests, result),
    *(care, person, family, keeping, talk_plan),
)
ACTIONS = pipeline.actions()
"""The action classes; rasa_sdk finds subclasses by itself, this list keeps them alive."""
