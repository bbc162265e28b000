"""Measures and splits texts the way Telegram counts them: in UTF-16 code units."""

import re
import unicodedata
from collections.abc import Iterator

LIMIT = 4096
"""The longest message Telegram takes (https://core.telegram.org/bots/api#sendmessage)."""

PARAGRAPH = re.compile(r"\n\s*\n")
SENTENCE = re.compile(r"""[.!?…]["'”’»)\]]*(?=\s+["'“‘«(]*[A-ZÀ-Þ0-9\-–•])|\n""")
SPACE = re.compile(r"\s+")
URL = re.compile(r"https?://\S+")
JOINER = "\N{ZERO WIDTH JOINER}"
SKIN_TONES = range(0x1F3FB, 0x1F400)


def units(text: str) -> int:
    """Length in UTF-16 code units: an emoji counts for two."""
    return len(text.encode("utf-16-le")) // 2


def split(text: str, limit: int = LIMIT) -> list[str]:
    """Cut a text into parts of at most `limit` units: after a paragraph or sentence, else at a space.

    A character or URL is never cut, unless it is longer than a whole part. Only white space at a cut is lost.
    """
    parts = []
    rest = text.strip()
    while units(rest) > limit:
        cut = _cut(rest, _fitting(rest, limit))
        parts.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*parts, rest] if rest else parts


def _fitting(text: str, limit: int) -> int:
    """How many characters fit in `limit` units."""
    count = used = 0
    for character in text:
        used += 2 if ord(character) > 0xFFFF else 1
        if used > limit:
            break
        count += 1
    return count


def _cut(text: str, most: int) -> int:
    window = text[: most + 1]  # one more, to see that a sentence ends right at the limit
    for pattern in (PARAGRAPH, SENTENCE):
        last = max((end for end in _ends(pattern, window) if end <= most), default=0)
        if last >= most // 2:
            return last
    spaces = [match.start() for match in SPACE.finditer(window) if 0 < match.start() <= most]
    return spaces[-1] if spaces else _hard_cut(text, most)


def _ends(pattern: re.Pattern[str], text: str) -> Iterator[int]:
    return (match.end() for match in pattern.finditer(text))


def _hard_cut(text: str, most: int) -> int:
    """A place in a text without spaces: before a URL, and not between the pieces of one drawn character."""
    cut = next((match.start() for match in URL.finditer(text) if match.start() < most < match.end()), most) or most
    while cut > 1 and (_clings(text[cut]) or text[cut - 1] == JOINER):
        cut -= 1
    return cut if cut > 1 else most


def _clings(character: str) -> bool:
    return character == JOINER or unicodedata.category(character) in ("Mn", "Me") or ord(character) in SKIN_TONES
