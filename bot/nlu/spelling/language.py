"""Says in which language a message is written, leaning to Dutch when it is too short to tell."""

import functools
from typing import Any

from bot.nlu.spelling.everyday import DUTCH, LANGUAGES, stop_words
from bot.nlu.spelling.normalise import words
from bot.nlu.spelling.text_analysis import fold

MIN_LETTERS = 12
MIN_PROBABILITY = 0.9
SHORT = 6
"""Words up to which a tie between small words counts as Dutch."""


@functools.lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_pickled_model(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(LANGUAGES))
    return identifier


def language_of(text: str) -> str:
    """ISO code out of `LANGUAGES`. Short or unclear text counts as Dutch; Arabic script is clear at any length."""
    letters = sum(c.isalpha() for c in text)
    if any("؀" <= c <= "ۿ" for c in text):
        return "ar"
    if letters < MIN_LETTERS:
        return DUTCH
    language, probability = _identifier().classify(text)
    return str(language) if probability >= MIN_PROBABILITY and not _is_dutch(text, str(language)) else DUTCH


def _is_dutch(text: str, other: str) -> bool:
    """Whether more small words are Dutch than of the other language ("master of bachelor, wat is beter"); in a short
    message as many is enough."""
    said = [fold(word) for word in words(text)]
    dutch, foreign = (sum(word in stop_words(one) for word in said) for one in (DUTCH, other))
    return dutch > foreign or (dutch == foreign > 0 and len(said) <= SHORT)
