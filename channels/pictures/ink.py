"""Measures and wraps text in the typeface of the pictures, so that a label never runs out of its box."""

from functools import cache

import font_roboto  # type: ignore[import-untyped]
from PIL import ImageFont

FAMILY = "Roboto, system-ui, -apple-system, 'Segoe UI', 'Noto Sans', sans-serif"
FONT_FILES = {
    "normal": str(font_roboto.font_files["Roboto"]),
    "bold": str(font_roboto.font_files["RobotoBold"]),
}
"""Files of the typeface by weight."""
_UNITS = 200
"""The size at which widths are measured; larger than any text shown, so that rounding does not add up."""
LINE_HEIGHT = 1.28
"""Line height as a part of the font size."""
ELLIPSIS = "…"


@cache
def _font(weight: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT_FILES[weight], _UNITS)


def width(text: str, size: float, weight: str = "normal") -> float:
    """How wide a text is at a font size, in the same units."""
    return float(_font(weight).getlength(text)) * size / _UNITS


def wrap(text: str, size: float, room: float, weight: str = "normal", most: int = 0) -> tuple[str, ...]:
    """Break a text into lines of at most `room`; with `most`, what does not fit in so many lines ends in an ellipsis.

    A word wider than the room is broken after a hyphen or slash when it has one, and otherwise where it must.
    """
    lines: list[str] = []
    for piece in _pieces(text, size, room, weight):
        joined = f"{lines[-1]}{piece}" if lines else piece.lstrip()
        if lines and width(joined.rstrip(), size, weight) <= room:
            lines[-1] = joined
        else:
            lines.append(piece.lstrip())
    lines = [line.rstrip() for line in lines if line.strip()]
    if most and len(lines) > most:
        lines[most - 1 :] = [_shortened(" ".join(lines[most - 1 :]), size, room, weight)]
    return tuple(lines)


def _pieces(text: str, size: float, room: float, weight: str) -> list[str]:
    """Words with the space before them; those too wide for a line in parts."""
    pieces: list[str] = []
    for number, word in enumerate(text.split()):
        parts = [word] if width(word, size, weight) <= room else _broken(word, size, room, weight)
        pieces += [f"{' ' if number and not index else ''}{part}" for index, part in enumerate(parts)]
    return pieces


def _broken(word: str, size: float, room: float, weight: str) -> list[str]:
    parts = [""]
    for character in word:
        if width(parts[-1] + character, size, weight) > room or parts[-1][-1:] in ("-", "/"):
            parts.append("")
        parts[-1] += character
    return parts


def _shortened(text: str, size: float, room: float, weight: str) -> str:
    while text and width(text + ELLIPSIS, size, weight) > room:
        text = text[:-1].rstrip(" ,;:(-")
    return text + ELLIPSIS
