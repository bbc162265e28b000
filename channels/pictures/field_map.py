"""Draws fields of study as tiles on two axes, each at the free place nearest to where it belongs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import hypot

from channels.pictures.canvas import HEADING, NOTE, SMALL, WIDTH, Box, Canvas, Style
from channels.pictures.ink import width, wrap
from guidance.pictures.fields import SURE, Spot
from guidance.pictures.sketch import Speech

MARGIN = 14.0
AXIS = 20.0
"""Room for the name of an axis beside the field."""
LABEL_ROOM = 94.0
PAD = 7.0
GAP = 5.0
LOWEST = 250.0
CROWDED = 1.7
"""How much larger than all tiles together the field is at least: enough to move them apart."""
ROUNDS = 200
STEP = 4.0
"""How fine the search for a free place is."""
TALLER = 40.0
LABEL = Style(SMALL, "bold")
AXIS_NAME = Style(SMALL, colour="soft")
LOOKS: dict[str | None, dict[str, object]] = {
    "steady": {"stroke": "brand", "stroke_width": 3},
    "likely": {"stroke": "brand", "stroke_width": 1.5},
    "open": {"stroke": "soft", "stroke_width": 1.5, "stroke_dasharray": "4 3"},
    None: {"stroke": "brand", "stroke_width": 1.5},
}
"""The edge says how sure a field is; words beside it say the same."""


@dataclass(frozen=True)
class Tile:
    """A field with its lines of text, and its box around them."""

    spot: Spot
    lines: tuple[str, ...]
    box: Box


def draw(say: Speech, spots: Sequence[Spot], alt: str) -> str:
    """The map as SVG."""
    canvas = Canvas()
    title = wrap(say("fields.title"), HEADING.size, WIDTH - 2 * MARGIN, "bold")
    y = canvas.text(title, MARGIN, 12, HEADING) + 6
    y = canvas.text(wrap(say("fields.how"), SMALL, WIDTH - 2 * MARGIN), MARGIN, y, NOTE) + 8
    y = canvas.text([say("fields.ideas")], WIDTH / 2, y, AXIS_NAME, "middle") + 3
    tiles = [_tile(spot) for spot in spots]
    area = sum((tile.box.width + GAP) * (tile.box.height + GAP) for tile in tiles)
    across = WIDTH - 2 * (MARGIN + AXIS)
    field = Box(MARGIN + AXIS, y, across, max(LOWEST, CROWDED * area / across))
    placed, field = apart(tiles, field)
    _axes(canvas, say, field)
    for tile in placed:
        _put(canvas, tile)
    y = canvas.text([say("fields.data")], WIDTH / 2, field.bottom + 3, AXIS_NAME, "middle") + 8
    return canvas.svg(say("fields.title"), alt, _legend(canvas, say, spots, y) + 10)


def _tile(spot: Spot) -> Tile:
    lines = wrap(spot.label, SMALL, LABEL_ROOM, "bold", most=3)
    across = max(width(line, SMALL, "bold") for line in lines) + 2 * PAD
    return Tile(spot, lines, Box(0, 0, across, len(lines) * LABEL.step + PAD + 3))


def _placed(tile: Tile, field: Box) -> Tile:
    """The tile with its middle where the field of study lies."""
    x = field.x + (1 + tile.spot.things) / 2 * field.width - tile.box.width / 2
    y = field.y + (1 - tile.spot.ideas) / 2 * field.height - tile.box.height / 2
    return replace(tile, box=_within(replace(tile.box, x=x, y=y), field))


def apart(tiles: Sequence[Tile], field: Box) -> tuple[list[Tile], Box]:
    """The tiles as near to where they belong as they go without touching; the field, taller when it was too small.

    Neighbours push each other aside first; one that still touches another then takes the nearest free place.
    """
    while (placed := _fitted(_pushed([_placed(tile, field) for tile in tiles], field), field)) is None:
        field = replace(field, height=field.height + TALLER)
    return placed, field


def _pushed(tiles: list[Tile], field: Box) -> list[Tile]:
    pairs = list(combinations(range(len(tiles)), 2))
    for number in range(ROUNDS):
        clashes = [(one, other) for one, other in pairs if _overlap(tiles[one].box, tiles[other].box)]
        for one, other in clashes:
            _push(tiles, one, other, field, only_down=number > ROUNDS / 4)
        if not clashes:
            break
    return tiles


def _push(tiles: list[Tile], one: int, other: int, field: Box, *, only_down: bool) -> None:
    """Move two tiles apart, each half of the shorter way. A row that is too wide comes apart `only_down`."""
    a, b = tiles[one].box, tiles[other].box
    over = _overlap(a, b)
    if over is None:
        return
    x, y = (over[0] / 2 + 0.1, 0.0) if over[0] < over[1] and not only_down else (0.0, over[1] / 2 + 0.1)
    x = x if a.x + a.width / 2 <= b.x + b.width / 2 else -x
    y = y if a.y + a.height / 2 <= b.y + b.height / 2 else -y
    tiles[one] = replace(tiles[one], box=_within(replace(a, x=a.x - x, y=a.y - y), field))
    tiles[other] = replace(tiles[other], box=_within(replace(b, x=b.x + x, y=b.y + y), field))


def _fitted(tiles: Sequence[Tile], field: Box) -> list[Tile] | None:
    placed: list[Tile] = []
    for tile in tiles:
        free = (spot for spot in _nearby(tile.box, field) if not any(_overlap(spot, one.box) for one in placed))
        box = next(free, None)
        if box is None:
            return None
        placed.append(replace(tile, box=box))
    return placed


def _nearby(box: Box, field: Box) -> Iterator[Box]:
    """The box itself, and all places of a grid it can stand in, the nearest first."""
    yield box
    across = range(int((field.width - box.width) / STEP) + 1)
    down = range(int((field.height - box.height) / STEP) + 1)
    grid = (_within(replace(box, x=field.x + STEP * x, y=field.y + STEP * y), field) for x in across for y in down)
    yield from sorted(grid, key=lambda spot: (hypot(spot.x - box.x, spot.y - box.y), spot.y, spot.x))


def _overlap(one: Box, other: Box) -> tuple[float, float] | None:
    """How far two boxes and the gap between them lie over each other, across and down; None when they do not."""
    x = min(one.right, other.right) - max(one.x, other.x) + GAP
    y = min(one.bottom, other.bottom) - max(one.y, other.y) + GAP
    return (x, y) if x > 0 and y > 0 else None


def _within(box: Box, field: Box) -> Box:
    x = min(max(box.x, field.x + 2), field.right - box.width - 2)
    y = min(max(box.y, field.y + 2), field.bottom - box.height - 2)
    return replace(box, x=x, y=y)


def _axes(canvas: Canvas, say: Speech, field: Box) -> None:
    canvas.box(field, "ground")
    x, y = field.x + field.width / 2, field.y + field.height / 2
    canvas.path(f"M{x:.2f},{field.y:.2f}V{field.bottom:.2f}M{field.x:.2f},{y:.2f}H{field.right:.2f}", "line")
    canvas.upright(say("fields.people"), field.x - AXIS / 2, y, AXIS_NAME, up=True)
    canvas.upright(say("fields.things"), field.right + AXIS / 2, y, AXIS_NAME, up=False)


def _put(canvas: Canvas, tile: Tile) -> None:
    box = tile.box
    canvas.box(box, "paper", **LOOKS[tile.spot.sure])  # type: ignore[arg-type]
    canvas.text(tile.lines, box.x + box.width / 2, box.y + PAD / 2 + 1, LABEL, "middle")


def _legend(canvas: Canvas, say: Speech, spots: Sequence[Spot], y: float) -> float:
    for sure in (one for one in SURE if any(spot.sure == one for spot in spots)):
        canvas.box(Box(MARGIN, y + 2, 22, 13), "paper", radius=4, **LOOKS[sure])  # type: ignore[arg-type]
        y = canvas.text(wrap(say(f"fields.{sure}"), SMALL, WIDTH - 2 * MARGIN - 32), MARGIN + 32, y, NOTE) + 5
    return y
