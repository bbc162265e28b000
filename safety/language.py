"""Tells in which language words of danger are written, so that the fixed answer is in the same one."""

import re
from collections.abc import Sequence
from functools import cache

from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import HashingVectorizer

from safety.model import load_model
from safety.normalise import readable

DUTCH = "nl"
LANGUAGES = (DUTCH, "en", "fr", "de", "es", "tr", "pl")
"""Told apart by their letters; Arabic and Ukrainian have letters of their own."""
ARABIC, CYRILLIC = re.compile(r"[\u0600-\u06ff]"), re.compile(r"[\u0400-\u04ff]")
PLACES = 2**12


def language(text: str) -> str:
    """The language of a text, as a two-letter code; Dutch when in doubt. Never raises."""
    spelling = readable(text)
    if ARABIC.search(spelling):
        return "ar"
    if CYRILLIC.search(spelling):
        return "uk"
    try:
        model = load_model()
    except (OSError, KeyError, ValueError):
        return DUTCH
    scores = (letters([spelling]) @ model.lang + model.lang_begin)[0]
    return LANGUAGES[int(scores.argmax())]


def letters(texts: Sequence[str]) -> csr_matrix:
    """Hashed runs of one to four letters."""
    found: csr_matrix = _runs().transform(texts)
    return found


@cache
def _runs() -> HashingVectorizer:
    return HashingVectorizer(analyzer="char_wb", ngram_range=(1, 4), n_features=PLACES, alternate_sign=False)
