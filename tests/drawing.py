"""The real studio with the real content, loaded once for all tests of a process, and how a test reads a drawing."""

import xml.etree.ElementTree as ET
from dataclasses import dataclass
from datetime import date
from functools import cache

from channels.pictures.canvas import Box
from channels.pictures.ink import width
from channels.pictures.studio import Studio
from content.library import Library
from content.loader import load
from conversation.messages import Picture
from guidance.pictures.page import Section, Shape, sheet
from guidance.pictures.profile import hexagon
from guidance.pictures.sketch import Sheet, Sketch
from guidance.pictures.structure_map import around

SVG = "{http://www.w3.org/2000/svg}"


@cache
def library() -> Library:
    return load()


@cache
def studio() -> Studio:
    return Studio(library())


def sample_profile() -> Sketch:
    """A profile of nobody."""
    scores = (72, 40, 55, 88, 30, 12)
    return hexagon(library().picture_words, scores, [one - 12 for one in scores], [one + 12 for one in scores])


def sample_map() -> Sketch:
    """Where havo stands."""
    return around(library(), "nl-havo")


def sample_page() -> Sheet:
    """A page about nobody."""
    section = Section("Drie vragen", ("Kan ik een dag meelopen?",), Shape.QUESTIONS)
    return sheet("Mijn gesprek om te printen", [section], made_on=date(2026, 11, 26), picture=sample_profile())


def stored(sketch: Sketch) -> Picture:
    """A sketch as the store hands it out."""
    return Picture(sketch.kind, sketch.data, sketch.alt, sketch.personal)


@dataclass(frozen=True)
class Drawn:
    """What stands in an SVG: its size, every line of text with its room, and the boxes (rectangles) in order."""

    box: Box
    title: str
    words: str
    texts: tuple[tuple[str, Box], ...]
    boxes: tuple[Box, ...]

    @property
    def text(self) -> str:
        """All text as one line."""
        return " ".join(text for text, _ in self.texts)


def read(svg: str) -> Drawn:
    """Read a drawing; raises when it is no XML."""
    root = ET.fromstring(svg.encode())
    title, words = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert words is not None
    rectangles = [_box(one.attrib) for one in root.iter(f"{SVG}rect")]
    texts = [(one.text or "", _room(one)) for one in root.iter(f"{SVG}text") if "transform" not in one.attrib]
    return Drawn(rectangles[0], title.text or "", words.text or "", tuple(texts), tuple(rectangles[1:]))


def _box(of: dict[str, str]) -> Box:
    return Box(float(of["x"]), float(of["y"]), float(of["width"]), float(of["height"]))


def _room(text: ET.Element) -> Box:
    """The room of a line by the metrics of its own typeface, whatever its `textLength` claims."""
    size, weight = float(text.attrib["font-size"]), text.attrib.get("font-weight", "normal")
    across = width(text.text or "", size, weight)
    left = {"start": 0.0, "middle": across / 2, "end": across}[text.attrib.get("text-anchor", "start")]
    return Box(float(text.attrib["x"]) - left, float(text.attrib["y"]) - size * 0.8, across, size)


def touches(one: Box, other: Box) -> bool:
    """True when two boxes lie over each other."""
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


def holds(outer: Box, inner: Box, slack: float = 0.5) -> bool:
    """True when a box lies within another."""
    return (
        outer.x - slack <= inner.x
        and inner.right <= outer.right + slack
        and outer.y - slack <= inner.y
        and inner.bottom <= outer.bottom + slack
    )
