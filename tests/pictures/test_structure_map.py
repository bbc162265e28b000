"""The map of education holds for every entry of content: legible, true to the progression, and said in words too."""

import io
from itertools import combinations

import pytest
from PIL import Image

from channels.pictures.canvas import Box
from content.schema import Country, Right
from guidance.education import progression
from guidance.education.structure import explain
from guidance.pictures.sketch import Sketch, Speech
from guidance.pictures.structure_map import MOST_WAYS, Map, around, how, lane, read, title, whole
from tests import drawing
from tests.drawing import Drawn, holds, library, stored, studio, touches

ENTRIES = sorted([*library().structure, *library().paths])
CHUNKS = 12
SAY = Speech(library().picture_words)


def drawn_of(sketch: Sketch) -> Drawn:
    return drawing.read(studio().svg(stored(sketch)))


def outer(boxes: tuple[Box, ...], room: Box) -> list[Box]:
    return [box for box in boxes if touches(box, room)]


def legible(drawn: Drawn, name: str) -> None:
    """Texts lie on the page, off each other and inside the box they touch; boxes do not overlap."""
    for text, room in drawn.texts:
        assert holds(drawn.box, room), f"{name}: {text!r} runs off the page"
        for box in outer(drawn.boxes, room):
            assert holds(box, room), f"{name}: {text!r} runs out of its box"
    for (text, room), (other, its_room) in combinations(drawn.texts, 2):
        assert not touches(room, its_room), f"{name}: {text!r} lies over {other!r}"
    for one, two in combinations(drawn.boxes, 2):
        assert not touches(one, two), f"{name}: boxes overlap"


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_every_entry_is_drawn_legibly_and_said_in_full(chunk: int) -> None:
    for entry_id in ENTRIES[chunk::CHUNKS]:
        sketch = around(library(), entry_id)
        shown, drawn = read(library(), sketch.data), drawn_of(sketch)
        legible(drawn, entry_id)
        assert drawn.words == sketch.alt
        for label in _labels(shown):
            assert label in " ".join(drawn.text.split()), f"{entry_id}: {label!r} is not drawn"
            assert label in sketch.alt, f"{entry_id}: {label!r} is drawn and not said"


def _labels(shown: Map) -> list[str]:
    rows = [row.label for row in shown.rows] if shown.row else []
    ways = [text for way in shown.ways for text in (way.label, how(way, SAY))]
    return [title(shown, SAY), str(shown.here), SAY("map.here"), *rows, *ways]


def test_the_ways_are_those_of_the_progression() -> None:
    for entry_id in ENTRIES[::9]:
        options = progression.after(library(), entry_id)
        shown = read(library(), around(library(), entry_id).data)
        assert len(shown.ways) <= MOST_WAYS
        if options is None:
            assert shown.ways == ()
            assert SAY("map.unknown") in around(library(), entry_id).alt
            continue
        rights = {(leg.step.right, leg.step.years) for leg in options.legs}
        assert {(way.right, way.years) for way in shown.ways} <= rights
        assert shown.left_out or {(way.right, way.years) for way in shown.ways} == rights
        assert (shown.like is None) == options.exact


def test_most_entries_lie_in_a_stage_and_know_a_way_onward() -> None:
    maps = [read(library(), around(library(), path).data) for path in sorted(library().paths)[::7]]
    assert sum(shown.row is not None for shown in maps) >= 0.9 * len(maps)
    assert sum(bool(shown.ways) for shown in maps) >= 0.9 * len(maps)


def test_a_kind_of_right_shows_in_the_line_and_in_words() -> None:
    sketch = around(library(), "nl-havo")
    shown = read(library(), sketch.data)
    assert {way.right for way in shown.ways} == set(Right)
    svg = studio().svg(stored(sketch))
    assert {svg.count(f'stroke-dasharray="{dashes}"') for dashes in ("7 4", "1.5 4")} == {2}
    for right in Right:
        assert SAY(f"map.{right.value}") in sketch.alt


@pytest.mark.parametrize("country", [Country.NL, Country.VL])
def test_the_whole_of_a_country_shows_every_stage_from_young_to_old(country: Country) -> None:
    sketch = whole(library(), country)
    drawn = drawn_of(sketch)
    legible(drawn, country)
    rows = lane(library(), country)
    assert len(rows) >= 5
    orders = [explain(library(), row.id).entry.order for row in rows]
    assert orders == sorted(orders)
    for row in rows:
        for label in (row.label, *row.parts):
            assert label in drawn.text
            assert label in sketch.alt
    assert not sketch.personal


def test_known_places_lie_where_they_belong() -> None:
    def row(entry_id: str) -> str | None:
        return read(library(), around(library(), entry_id).data).row

    assert row("nl-havo") == row("nl-brugklas") == "nl-voortgezet-onderwijs"
    assert row("nl-associate-degree") == "nl-hbo"
    assert row("vl-1a") == "vl-graad-1"
    assert {row(path.id) for path in library().paths.values() if path.stage == "vl-graad-2"} == {"vl-graad-2"}
    assert row("vl-graduaat") == "vl-hoger-onderwijs"
    assert row("vl-b-attest") is None


def test_pngs_render_as_telegram_wants_them() -> None:
    for sketch in [whole(library(), Country.NL), *(around(library(), entry_id) for entry_id in ENTRIES[::160])]:
        with Image.open(io.BytesIO(studio().png(stored(sketch)))) as image:
            image.load()
            assert image.width == 1020
            assert sum(image.size) < 10_000
            assert image.height < 20 * image.width


def test_a_parent_reads_another_form() -> None:
    assert "Uw kind is hier: Havo." in around(library(), "nl-havo", parent=True).alt
    assert "Jij bent hier: Havo." in around(library(), "nl-havo").alt


def test_what_is_no_place_is_refused() -> None:
    with pytest.raises(KeyError):
        around(library(), "nl-bestaat-niet")
