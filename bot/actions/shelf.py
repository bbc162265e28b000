"""Loads the content library once for all actions of this process."""

from functools import lru_cache

from content.library import Library
from content.loader import load


@lru_cache(maxsize=1)
def library() -> Library:
    """The content, loaded at first use; raises ContentError when content is not valid."""
    return load()
