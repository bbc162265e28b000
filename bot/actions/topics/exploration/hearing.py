"""Hears likes and noes in a message: by the words content knows, and by meaning once the encoder is there."""

from functools import lru_cache

from bot.actions.answer.encoder import encoder
from bot.actions.core.shelf import known_phrases, library
from bot.actions.core.words import like_cues, polarity
from guidance.interests import heard, meaning


def hear(text: str) -> heard.Heard:
    """What was heard in `text`; nothing for an empty one."""
    ready = bool(text) and encoder().port() is not None
    return heard.hear(text, known_phrases(), polarity(), like_cues(), learnt() if ready else None)


@lru_cache(maxsize=1)
def learnt() -> meaning.Meaning:
    """What the tags mean, learnt once (needs the encoder's vectors)."""
    return meaning.learn(library(), encoder().plain)
