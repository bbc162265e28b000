"""The small words of the languages people write in: none of them is a misspelt name."""

import functools
from typing import FrozenSet

from spacy.lang.ar.stop_words import STOP_WORDS as ARABIC
from spacy.lang.de.stop_words import STOP_WORDS as GERMAN
from spacy.lang.en.stop_words import STOP_WORDS as ENGLISH
from spacy.lang.es.stop_words import STOP_WORDS as SPANISH
from spacy.lang.fr.stop_words import STOP_WORDS as FRENCH
from spacy.lang.nl.stop_words import STOP_WORDS as DUTCH
from spacy.lang.pl.stop_words import STOP_WORDS as POLISH
from spacy.lang.tr.stop_words import STOP_WORDS as TURKISH

from bot.nlu.text_analysis import fold


@functools.lru_cache(maxsize=1)
def everyday_words() -> FrozenSet[str]:
    """spaCy's stop words of all languages the assistant tells apart, folded."""
    lists = (DUTCH, ENGLISH, FRENCH, GERMAN, SPANISH, TURKISH, POLISH, ARABIC)
    return frozenset(fold(word) for words in lists for word in words)


@functools.lru_cache(maxsize=1)
def foreign_words() -> FrozenSet[str]:
    """Those that are no Dutch small words."""
    return everyday_words() - frozenset(map(fold, DUTCH))
