"""The small words of the languages people write in: none of them is a misspelt name."""

import functools
import runpy
from importlib.resources import files
from typing import FrozenSet

from bot.nlu.spelling.text_analysis import fold

DUTCH = "nl"
LANGUAGES = (DUTCH, "en", "fr", "de", "es", "tr", "pl", "ar")
"""spaCy's codes of the languages the assistant tells apart."""


@functools.lru_cache(maxsize=1)
def everyday_words() -> FrozenSet[str]:
    """spaCy's stop words of all these languages, folded."""
    return frozenset().union(*map(stop_words, LANGUAGES))


@functools.lru_cache(maxsize=1)
def foreign_words() -> FrozenSet[str]:
    """Those that are no Dutch small words."""
    return everyday_words() - stop_words(DUTCH)


@functools.cache
def stop_words(language: str) -> FrozenSet[str]:
    """spaCy's stop words of one of `LANGUAGES`, folded."""
    # Run by itself: an import makes the language's tokenizer too, for French 2.5 s of regular expressions.
    listed = runpy.run_path(str(files("spacy.lang") / language / "stop_words.py"))["STOP_WORDS"]
    return frozenset(map(fold, listed))
