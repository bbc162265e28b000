"""Brings a typed message to one plain spelling, so that disguises and sloppy typing meet the same patterns."""

import re
import unicodedata
from collections.abc import Iterator

LIMIT = 50_000
"""Characters judged; far more than any channel lets through, only there to bound the time."""
SINGLE = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "ß": "ss"}) | str.maketrans(dict.fromkeys("'’`´‘", ""))
LOOKALIKE = str.maketrans("аеорсухіјѕ", "aeopcyxijs")
"""Cyrillic letters that pass for Latin ones."""
LEET = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "€": "e"})
SENTENCE_END = re.compile(r"[.!?;:\n…]+")
NOT_WORD = re.compile(r"[^\w. ]+|_")
SPACED = re.compile(r"(?<!\w)[^\W\d_](?:[ .*_-]{1,3}[^\W\d_](?!\w)){3,}")
NARROW_GAP = re.compile(r"(?<=\w) (?=\w)")
SIGNS = re.compile(r"[.*_-]")
RUN = re.compile(r"([^\W\d_])\1{2,}")
LATIN = re.compile(r"[a-z]")
VOWELS = frozenset("aeiouy")


def readable(text: str) -> str:
    """The text as a person would read it: lower case, without disguise, with its accents and its own line breaks.

    Halves of a broken surrogate pair become a replacement sign. Never raises.
    """
    whole = text[:LIMIT].encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    folded = unicodedata.normalize("NFKC", whole).casefold()
    seen = "".join(" " if unicodedata.category(c) == "Cc" and c != "\n" else c for c in folded if not _unseen(c))
    joined = SPACED.sub(lambda run: f" {_join(run[0])} ", seen)
    return "\n".join(" ".join(map(_unmask, line.split())) for line in joined.splitlines())


def variants(text: str) -> Iterator[str]:
    """Yield the spellings to judge, the likeliest first; usually only one.

    Words are separated by one space, sentences by ` . `; everything is lower case, without accents.
    """
    plain = _plain(text)
    seen: set[str] = set()
    for vowel, consonant in ((2, 1), (2, 2), (1, 1)):
        spelling = _tidy(RUN.sub(lambda run, v=vowel, c=consonant: _shorten(run, v, c), plain))  # type: ignore[misc]
        if spelling not in seen:
            seen.add(spelling)
            yield spelling


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFD", readable(text).translate(SINGLE))
    return "".join(c for c in apart if unicodedata.category(c) != "Mn").replace("\n", " . ")


def _unseen(character: str) -> bool:
    return unicodedata.category(character) == "Cf"


def _join(letters: str) -> str:
    # "d.o.o.d w.i.l" and "d o o d  w i l": the wider gap parts two words and stays.
    return SIGNS.sub("", letters) if SIGNS.search(letters) else NARROW_GAP.sub("", letters)


def _unmask(word: str) -> str:
    # Only words that mix letters with look-alikes: "4 havo" and "113" mean what they say.
    if not any(c.isalpha() for c in word):
        return word
    return (word.translate(LOOKALIKE) if LATIN.search(word) else word).translate(LEET)


def _shorten(run: re.Match[str], vowel: int, consonant: int) -> str:
    return run[1] * (vowel if run[1] in VOWELS else consonant)


def _tidy(text: str) -> str:
    return " ".join(NOT_WORD.sub(" ", SENTENCE_END.sub(" . ", text)).split())
