"""Draws the map of education: a lane from young to old, where one stands in it, and the ways that branch off there."""

from collections.abc import Sequence

from channels.pictures.canvas import BODY, BOLD, HEADING, NOTE, SMALL, WIDTH, Box, Canvas, Style
from channels.pictures.ink import width, wrap
from content.schema import Right
from guidance.pictures.sketch import Speech
from guidance.pictures.structure_map import Map, Row, Way, heading, how, title

MARGIN = 14.0
TRACK = 24.0
"""Where the lane runs down."""
LEFT = 44.0
"""Where what stands beside the lane begins."""
BRANCH = 58.0
"""Where the line to the ways onward runs down, and how far right their boxes begin from it."""
INSET = 20.0
PAD = 10.0
GAP = 9.0
STROKES: dict[Right, dict[str, object]] = {
    Right.RIGHT: {},
    Right.ADMISSION: {"stroke_dasharray": "7 4"},
    Right.VARIES: {"stroke_dasharray": "1.5 4", "stroke_linecap": "round"},
}
"""The line says what kind of right one has; the words in the box say the same."""
ON_BRAND, ON_BRAND_SMALL = Style(BODY + 1, "bold", "on-brand"), Style(SMALL, colour="on-brand")
QUIET = Style(BODY, colour="soft")


def draw(say: Speech, shown: Map, alt: str) -> str:
    """The map as SVG."""
    canvas = Canvas()
    y = canvas.text(wrap(title(shown, say), HEADING.size, WIDTH - 2 * MARGIN, "bold"), MARGIN, 12, HEADING) + 6
    if shown.here is None or shown.row:
        y = canvas.text(wrap(say("map.note"), SMALL, WIDTH - 2 * MARGIN), MARGIN, y, NOTE) + 10
    bottom = _around(canvas, say, shown, y) if shown.here else _whole(canvas, say, shown.rows, y)
    return canvas.svg(title(shown, say), alt, bottom + 10)


def _whole(canvas: Canvas, say: Speech, rows: Sequence[Row], y: float) -> float:
    dots: list[float] = []
    lines = Canvas()
    for row in rows:
        label = say("map.row_age", label=row.label, age=row.age) if row.age else row.label
        dots.append(y + BODY * 0.65)
        y = lines.text(wrap(label, BODY, WIDTH - LEFT - MARGIN, "bold"), LEFT, y, BOLD) + 5
        y = _chips(lines, row.parts, y) + 12
    _lane(canvas, dots)
    canvas.lay(lines)
    return y - 4


def _chips(canvas: Canvas, labels: Sequence[str], y: float) -> float:
    """Names in small boxes, as many side by side as fit; returns the lower edge."""
    x, height, room = LEFT, 0.0, WIDTH - LEFT - MARGIN
    for label in labels:
        lines = wrap(label, SMALL, room - 2 * PAD)
        across = max(width(line, SMALL) for line in lines) + 2 * PAD
        if x > LEFT and x + across > WIDTH - MARGIN:
            x, y, height = LEFT, y + height + 6, 0.0
        box = Box(x, y, across, len(lines) * NOTE.step + 8)
        canvas.box(box, "ground", "line")
        canvas.text(lines, x + PAD, y + 3.5, Style(SMALL))
        x, height = x + across + 6, max(height, box.height)
    return y + height


def _around(canvas: Canvas, say: Speech, shown: Map, y: float) -> float:
    dots: list[float] = []
    lines = Canvas()
    if shown.row is None:
        y = _here(lines, say, shown, y)
    for row in shown.rows if shown.row else ():
        dots.append(y + BODY * 0.65)
        style = BOLD if row.id == shown.row else QUIET
        y = lines.text(wrap(row.label, BODY, WIDTH - LEFT - MARGIN, style.weight), LEFT, y, style) + 7
        y = _here(lines, say, shown, y) + 6 if row.id == shown.row else y
    current = next((dots[at] for at, row in enumerate(shown.rows) if row.id == shown.row), None)
    _lane(canvas, dots, current)
    canvas.lay(lines)
    return y


def _here(canvas: Canvas, say: Speech, shown: Map, y: float) -> float:
    """The card of the place itself, and below it the ways onward."""
    across = WIDTH - LEFT - MARGIN
    name = wrap(shown.here or "", ON_BRAND.size, across - 2 * PAD, "bold")
    box = Box(LEFT, y, across, len(name) * ON_BRAND.step + ON_BRAND_SMALL.step + 14)
    canvas.box(box, "brand")
    below = canvas.text([say("map.here")], LEFT + PAD, y + 6, ON_BRAND_SMALL)
    canvas.text(name, LEFT + PAD, below, ON_BRAND)
    trunk = Canvas()
    y = trunk.text(
        wrap(heading(shown, say), SMALL, WIDTH - BRANCH - INSET - MARGIN), BRANCH + INSET, box.bottom + 8, NOTE
    )
    ends: list[float] = []
    for way in shown.ways:
        middle, y = _way(trunk, say, way, y + GAP)
        ends.append(middle)
    if shown.left_out:
        more = wrap(say("map.more", count=shown.left_out), SMALL, WIDTH - BRANCH - INSET - MARGIN)
        y = trunk.text(more, BRANCH + INSET, y + GAP, NOTE)
    if ends:
        canvas.path(f"M{BRANCH},{box.bottom:.2f}V{ends[-1]:.2f}", "brand", stroke_width=2)
    canvas.lay(trunk)
    return y + 8


def _way(canvas: Canvas, say: Speech, way: Way, y: float) -> tuple[float, float]:
    """One way onward in its box; returns the height of its line and the lower edge."""
    x = BRANCH + INSET
    room = WIDTH - x - MARGIN - 2 * PAD
    name, said = wrap(way.label, BODY, room, "bold"), wrap(how(way, say), SMALL, room)
    box = Box(x, y, WIDTH - x - MARGIN, len(name) * BOLD.step + len(said) * NOTE.step + 13)
    middle = y + box.height / 2
    stroke = STROKES[way.right]
    canvas.path(f"M{BRANCH},{middle:.2f}H{x:.2f}", "brand", stroke_width=2, **stroke)
    canvas.box(box, "paper", "brand", stroke_width=2, **stroke)  # type: ignore[arg-type]
    below = canvas.text(name, x + PAD, y + 5, BOLD)
    canvas.text(said, x + PAD, below, NOTE)
    return middle, box.bottom


def _lane(canvas: Canvas, dots: Sequence[float], current: float | None = None) -> None:
    if not dots:
        return
    canvas.path(f"M{TRACK},{dots[0]:.2f}V{dots[-1]:.2f}", "line", stroke_width=3)
    for y in dots:
        canvas.dot(TRACK, y, 8 if y == current else 5.5, "brand" if y == current else "soft")
