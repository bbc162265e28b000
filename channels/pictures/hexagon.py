"""Draws an interest profile: a hexagon with the scores as a line, and a band for how sure they are."""

from collections.abc import Sequence
from math import cos, pi, sin, sqrt

from channels.pictures.canvas import BODY, BOLD, HEADING, NOTE, SMALL, WIDTH, Canvas, Style
from channels.pictures.ink import width, wrap
from guidance.pictures.profile import FULL, SIDES, Profile
from guidance.pictures.sketch import Speech

MARGIN = 14.0
RADIUS = 104.0
LABEL_ROOM = 112.0
GAP = 8.0
RINGS = (25.0, 50.0, 75.0, 100.0)
SCORE = Style(SMALL, colour="soft")


def draw(say: Speech, profile: Profile, alt: str) -> str:
    """The hexagon as SVG."""
    canvas = Canvas()
    top = canvas.text(wrap(say("hexagon.title"), HEADING.size, WIDTH - 2 * MARGIN, "bold"), MARGIN, 12, HEADING)
    middle = (WIDTH / 2, top + 18 + BODY * 2.4 + RADIUS)
    _web(canvas, middle)
    _band(canvas, middle, profile)
    for index in range(SIDES):
        _label(canvas, middle, index, profile.labels[index], profile.scores[index])
    bottom = _legend(canvas, say, middle[1] + RADIUS + 26 + BODY * 2.4)
    return canvas.svg(say("hexagon.title"), alt, bottom + 12)


def _corner(middle: tuple[float, float], index: int, value: float) -> tuple[float, float]:
    """The point of a score: 0 lies in the middle, 100 on the edge; the first axis points up, then clockwise."""
    turn = pi * 2 * index / SIDES - pi / 2
    reach = RADIUS * value / FULL
    return middle[0] + reach * cos(turn), middle[1] + reach * sin(turn)


def _polygon(middle: tuple[float, float], values: Sequence[float]) -> str:
    points = [_corner(middle, index, value) for index, value in enumerate(values)]
    return "M" + "L".join(f"{x:.2f},{y:.2f}" for x, y in points) + "Z"


def _web(canvas: Canvas, middle: tuple[float, float]) -> None:
    canvas.shape(_polygon(middle, [FULL] * SIDES), "ground")
    for ring in RINGS:
        canvas.path(_polygon(middle, [ring] * SIDES), "line", stroke_width=1)
    for index in range(SIDES):
        x, y = _corner(middle, index, FULL)
        canvas.path(f"M{middle[0]:.2f},{middle[1]:.2f}L{x:.2f},{y:.2f}", "line", stroke_width=1)


def _band(canvas: Canvas, middle: tuple[float, float], profile: Profile) -> None:
    ring = _polygon(middle, profile.high) + _polygon(middle, profile.low)
    canvas.shape(ring, "sun", fill_rule="evenodd", fill_opacity=0.38)
    canvas.path(_polygon(middle, profile.scores), "brand", stroke_width=2.5, stroke_linejoin="round")
    for index, score in enumerate(profile.scores):
        canvas.dot(*_corner(middle, index, score), 4, "brand")


def _label(canvas: Canvas, middle: tuple[float, float], index: int, label: str, score: float) -> None:
    """Upper labels stand on the hexagon's edge, lower ones hang below it; those at the sides begin at the margin."""
    lines = wrap(label, BODY, LABEL_ROOM if index % 3 else WIDTH - 2 * MARGIN, "bold", most=2)
    side = ("middle", "end", "end", "middle", "start", "start")[index]
    across = {"middle": middle[0], "end": WIDTH - MARGIN, "start": MARGIN}[side]
    clear = RADIUS + GAP
    if side != "middle":
        inner = WIDTH / 2 - MARGIN - max(width(line, BODY, "bold") for line in lines)
        clear -= min(max(inner, 0.0), RADIUS * sqrt(3) / 2) / sqrt(3)
    height = len(lines) * BOLD.step + SCORE.step
    up = middle[1] + clear if index in (2, 3, 4) else middle[1] - clear - height
    bottom = canvas.text(lines, across, up, BOLD, side)
    canvas.text([f"{score:.0f}"], across, bottom, SCORE, side)


def _legend(canvas: Canvas, say: Speech, y: float) -> float:
    room = WIDTH - 2 * MARGIN - 34
    canvas.path(f"M{MARGIN},{y + 9:.2f}h24", "brand", stroke_width=2.5)
    canvas.dot(MARGIN + 12, y + 9, 4, "brand")
    y = canvas.text(wrap(say("hexagon.line"), SMALL, room), MARGIN + 34, y, NOTE) + 6
    canvas.shape(f"M{MARGIN},{y + 1:.2f}h24v16h-24Z", "sun", fill_opacity=0.38)
    y = canvas.text(wrap(say("hexagon.band"), SMALL, room), MARGIN + 34, y, NOTE) + 6
    return canvas.text(wrap(say("hexagon.how"), SMALL, room + 34), MARGIN, y, NOTE)
