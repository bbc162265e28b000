"""Says in which language a message is written, leaning to Dutch when it is too short to tell."""

import functools
from typing import Any

LANGUAGES = ("nl", "en", "fr", "tr", "ar", "pl", "de", "es")
MIN_LETTERS = 12
MIN_PROBABILITY = 0.9


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
        return "nl"
    language, probability = _identifier().classify(text)
    return str(language) if probability >= MIN_PROBABILITY else "nl"
