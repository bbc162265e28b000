"""A page to draw on in the house style: light and dark, one typeface, and sizes that stay legible on a phone."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

import drawsvg  # type: ignore[import-untyped]

from channels.pictures.ink import FAMILY, LINE_HEIGHT, width

WIDTH = 340.0
"""Units across: about the pixels of a picture in a chat on a phone of 360 pixels wide."""
SMALL, BODY, TITLE = 12.5, 14.0, 17.0
COLOURS = {
    "ink": ("#1d2629", "#e9eeec"),
    "soft": ("#526065", "#a9b7b4"),
    "paper": ("#ffffff", "#1b2223"),
    "ground": ("#f0f4f2", "#263032"),
    "line": ("#c3cdc9", "#4a5a5f"),
    "brand": ("#0f5b57", "#7fd0c6"),
    "on-brand": ("#ffffff", "#0a2422"),
    "sun": ("#c98a1b", "#e0ac4f"),
    "pale": ("#fdf1dc", "#3a2f1a"),
}
"""By role, for light and for dark; the same as the widget's."""


@dataclass(frozen=True)
class Box:
    """A rectangle, from its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height


@dataclass(frozen=True)
class Style:
    """How a text looks."""

    size: float = BODY
    weight: str = "normal"
    colour: str = "ink"

    @property
    def step(self) -> float:
        """From one line to the next."""
        return self.size * LINE_HEIGHT


PLAIN, BOLD = Style(), Style(weight="bold")
HEADING = Style(TITLE, "bold")
NOTE = Style(SMALL, colour="soft")


class Canvas:
    """Things are put on it one over the other; `svg` gives it all."""

    def __init__(self) -> None:
        self._things: list[drawsvg.DrawingElement] = []

    def text(self, lines: Sequence[str], x: float, y: float, style: Style = PLAIN, anchor: str = "start") -> float:
        """Lines of text with their upper edge at `y`; returns the lower edge.

        Each line carries its width: a browser without Roboto then fits its own typeface into the same room.
        """
        for number, line in enumerate(lines):
            baseline = y + number * style.step + style.size * 0.95
            self._things.append(
                drawsvg.Text(
                    line,
                    style.size,
                    round(x, 2),
                    round(baseline, 2),
                    text_anchor=anchor,
                    font_weight=style.weight,
                    textLength=round(width(line, style.size, style.weight), 2),
                    lengthAdjust="spacingAndGlyphs",
                    **paint("fill", style.colour),
                )
            )
        return y + len(lines) * style.step

    def upright(self, text: str, x: float, y: float, style: Style, *, up: bool) -> None:
        """One line turned a quarter around its middle, read upwards or downwards."""
        turn = f"rotate({-90 if up else 90} {x:.2f} {y:.2f})"
        looks = {"text_anchor": "middle", "font_weight": style.weight, **paint("fill", style.colour)}
        across = {"textLength": round(width(text, style.size, style.weight), 2), "lengthAdjust": "spacingAndGlyphs"}
        place = (round(x, 2), round(y + style.size * 0.35, 2))
        self._things.append(drawsvg.Text(text, style.size, *place, transform=turn, **across, **looks))

    def box(self, box: Box, fill: str = "paper", stroke: str = "", radius: float = 8.0, **more: object) -> None:
        """A rectangle with round corners; `more` are attributes of SVG such as `stroke_dasharray`."""
        edge = paint("stroke", stroke) if stroke else {"stroke": "none"}
        kind = {"class": " ".join(filter(None, (_class("fill", fill), _class("stroke", stroke) if stroke else "")))}
        looks = {**paint("fill", fill), **edge, **kind, **more}
        place = [round(one, 2) for one in (box.x, box.y, box.width, box.height)]
        self._things.append(drawsvg.Rectangle(*place, rx=radius, **looks))

    def path(self, d: str, stroke: str, **more: object) -> None:
        """An open line along a path."""
        self._things.append(drawsvg.Path(d, **{**paint("stroke", stroke), "fill": "none", **more}))

    def shape(self, d: str, fill: str, **more: object) -> None:
        """A filled path."""
        self._things.append(drawsvg.Path(d, **{**paint("fill", fill), **more}))

    def dot(self, x: float, y: float, radius: float, fill: str) -> None:
        """A filled circle."""
        self._things.append(drawsvg.Circle(round(x, 2), round(y, 2), radius, **paint("fill", fill)))

    def lay(self, other: "Canvas") -> None:
        """Put all of another canvas on top of this one."""
        self._things += other._things

    def svg(self, title: str, description: str, height: float) -> str:
        """The whole picture as an SVG document of `WIDTH` by `height`, with its words for whoever does not see it."""
        drawing = drawsvg.Drawing(WIDTH, round(height, 1), role="img", font_family=FAMILY, **{"xml:lang": "nl"})
        drawing.append_css(_dark())
        drawing.append(drawsvg.Title(title))
        drawing.append(drawsvg.Raw(f"<desc>{escape(description)}</desc>"))
        drawing.append(drawsvg.Rectangle(0, 0, WIDTH, round(height, 1), **paint("fill", "paper")))
        drawing.extend(self._things)
        return str(drawing.as_svg())


def paint(what: str, colour: str) -> dict[str, object]:
    """A colour as attribute for light, and as class for the style sheet that turns it dark."""
    return {what: COLOURS[colour][0], "class": _class(what, colour)}


def _class(what: str, colour: str) -> str:
    return f"{what}-{colour}"


def _dark() -> str:
    rules = [
        f".{_class(what, name)}{{{what}:{dark}}}" for name, (_, dark) in COLOURS.items() for what in ("fill", "stroke")
    ]
    return f"@media (prefers-color-scheme: dark){{{''.join(rules)}}}"
