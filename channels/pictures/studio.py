"""The one place that turns plain data into SVG, PNG or PDF, whatever its kind."""

import logging
from collections.abc import Callable, Mapping
from typing import Any

import resvg_py

from channels.pictures import field_map, hexagon, page, structure_map
from channels.pictures.canvas import WIDTH
from channels.pictures.ink import FONT_FILES
from content.library import Library
from conversation.messages import Document, Page, Picture
from guidance.pictures import fields, profile
from guidance.pictures import structure_map as maps
from guidance.pictures.page import Printed
from guidance.pictures.sketch import Sketch, Speech

PNG_WIDTH = 1020
"""Pixels across: three to a unit, sharp on a phone and within what Telegram keeps of a photo."""

PDF_NAME = "wegwijs.pdf"

log = logging.getLogger(__name__)

Draw = Callable[[Library, Mapping[str, Any], str], str]


class CannotDraw(ValueError):
    """The data is of no kind we draw, or names what content does not have (any more)."""


def _hexagon(library: Library, data: Mapping[str, Any], alt: str) -> str:
    found = profile.Profile.read(data)
    return hexagon.draw(Speech(library.picture_words, found.parent), found, alt)


def _fields(library: Library, data: Mapping[str, Any], alt: str) -> str:
    return field_map.draw(Speech(library.picture_words, bool(data["parent"])), fields.spots(library, data), alt)


def _map(library: Library, data: Mapping[str, Any], alt: str) -> str:
    say = Speech(library.picture_words, bool(data["parent"]))
    return structure_map.draw(say, maps.read(library, data), alt)


DRAWINGS: Mapping[str, Draw] = {profile.KIND: _hexagon, fields.KIND: _fields, maps.KIND: _map}
"""By kind; a new picture is one line here."""


class Studio:
    """Draws pictures from content. Takes some ten milliseconds of processor: in an event loop, call it in a thread."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def svg(self, picture: Picture) -> str:
        """The picture as an SVG document, for light and dark. Raises `CannotDraw`."""
        draw = DRAWINGS.get(picture.kind)
        if draw is None:
            raise CannotDraw(f"no drawing is called {picture.kind!r}")
        try:
            return draw(self._library, picture.data, picture.alt)
        except (KeyError, TypeError, ValueError) as error:
            raise CannotDraw(f"{picture.kind}: the data does not fit ({type(error).__name__})") from None

    def png(self, picture: Picture) -> bytes:
        """The picture as a PNG of `PNG_WIDTH` pixels across, in light colours. Raises `CannotDraw`."""
        return to_png(self.svg(picture))

    def pdf(self, printed: Page) -> Document:
        """A page to print, as a file. Raises `CannotDraw`; a picture that cannot be drawn is left out."""
        try:
            content = Printed.read(printed.title, printed.data)
            body = page.make(Speech(self._library.picture_words), content, self._drawn(content.picture))
        except (KeyError, TypeError, ValueError) as error:
            raise CannotDraw(f"page: the data does not fit ({type(error).__name__})") from None
        return Document(PDF_NAME, "application/pdf", body)

    def _drawn(self, sketch: Sketch | None) -> bytes | None:
        try:
            return self.png(Picture(sketch.kind, sketch.data, sketch.alt)) if sketch else None
        except CannotDraw as error:
            log.error("page: %s; leaving the picture out", error)
            return None


def to_png(svg: str) -> bytes:
    """An SVG document of ours as PNG, in the typeface it was measured with and no other."""
    return resvg_py.svg_to_bytes(
        svg_string=svg,
        skip_system_fonts=True,
        font_files=list(FONT_FILES.values()),
        font_family="Roboto",
        sans_serif_family="Roboto",
        zoom=PNG_WIDTH / WIDTH,
    )
