"""Loads the content library once for all actions of this process."""

from functools import lru_cache

from content.library import Library
from content.loader import load
from guidance.answers import lexicon
from guidance.interests import directions


@lru_cache(maxsize=1)
def library() -> Library:
    """The content, loaded at first use; raises ContentError when content is not valid."""
    return load()


@lru_cache(maxsize=1)
def known_phrases() -> lexicon.Phrases:
    """The likes and dislikes people can name, read out of the library once."""
    return lexicon.phrases(library())


@lru_cache(maxsize=1)
def direction_table() -> directions.DirectionTable:
    """The interest scores of every direction, computed once (0.2 s)."""
    return directions.table(library())
