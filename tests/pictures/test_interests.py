"""The hexagon and the map of fields: true to the numbers, legible for any of them, and said in words too."""

import io
from itertools import combinations
from random import Random

import pytest
from PIL import Image

from channels.pictures.field_map import draw
from channels.pictures.studio import CannotDraw
from content.schema import Letter
from conversation.messages import Picture
from guidance.pictures.fields import SURE, Spot, field_map, spots
from guidance.pictures.profile import Profile, hexagon
from guidance.pictures.sketch import Speech
from tests.drawing import Drawn, holds, library, read, sample_profile, stored, studio, touches

WORDS = library().picture_words


def legible(drawn: Drawn) -> None:
    """No line of text runs off the page or over another line."""
    for _, room in drawn.texts:
        assert holds(drawn.box, room)
    for (text, room), (other, its_room) in combinations(drawn.texts, 2):
        assert not touches(room, its_room), f"{text!r} lies over {other!r}"


def test_scores_are_put_on_a_full_scale_and_bounds_hold_the_score() -> None:
    sketch = hexagon(WORDS, [1, 5, 3, 3, 3, 3], [0, 4, 2, 4, 2, 2], [2, 9, 4, 5, 4, 4], scale=(1, 5))
    profile = Profile.read(sketch.data)
    assert profile.scores == (0, 100, 50, 50, 50, 50)
    assert (profile.low[0], profile.high[1]) == (0, 100)
    assert all(low <= score <= high for low, score, high in zip(profile.low, profile.scores, profile.high, strict=True))
    assert sketch.personal


@pytest.mark.parametrize("wrong", [([50] * 5, [40] * 6, [60] * 6), ([50] * 6, [40] * 6, [60] * 7)])
def test_a_hexagon_has_six_of_everything(wrong: tuple[list[float], list[float], list[float]]) -> None:
    with pytest.raises(ValueError, match="six"):
        hexagon(WORDS, *wrong)


def test_a_hexagon_says_all_that_it_shows() -> None:
    sketch = sample_profile()
    drawn = read(studio().svg(stored(sketch)))
    assert (drawn.title, drawn.words) == ("Jouw interesses", sketch.alt)
    for label, score in zip(Profile.read(sketch.data).labels, (72, 40, 55, 88, 30, 12), strict=True):
        assert f"{label}: {score}. " in sketch.alt
        assert label in drawn.text
    legible(drawn)


@pytest.mark.parametrize("value", [0, 50, 100])
def test_a_flat_profile_is_drawn_too(value: float) -> None:
    legible(read(studio().svg(stored(hexagon(WORDS, [value] * 6, [value] * 6, [value] * 6)))))


def test_long_labels_keep_off_each_other() -> None:
    labels = ["Met je handen iets maken", "Uitzoeken hoe het zit", "Iets moois bedenken", "Mensen helpen", "Leiding"]
    sketch = hexagon(WORDS, [10] * 6, [0] * 6, [30] * 6, labels=[*labels, "Alles goed bijhouden"])
    legible(read(studio().svg(stored(sketch))))


def test_a_parent_reads_another_form() -> None:
    assert "Jouw" not in hexagon(WORDS, [10] * 6, [0] * 6, [30] * 6, parent=True).alt


def test_the_png_is_as_wide_as_a_phone_wants_it() -> None:
    with Image.open(io.BytesIO(studio().png(stored(sample_profile())))) as image:
        assert image.format == "PNG"
        assert image.width == 1020
        assert len(set(image.convert("L").resize((60, 80)).tobytes())) > 20, "something must stand on it"


def test_letters_opposite_on_the_hexagon_lie_opposite_on_the_map() -> None:
    found = {spot.id: spot for spot in spots(library(), {"fields": [[domain, None] for domain in library().domains]})}
    assert found["bouw-hout"].things > 0.4
    assert found["onderwijs"].things < -0.4
    assert found["wetenschap-wiskunde"].ideas > 0.4
    assert found["economie-kantoor"].ideas < -0.4
    assert max(abs(spot.things) for spot in found.values()) <= 1
    assert {letter.value for letter in Letter} == set("RIASEC")


def test_every_field_shown_is_said_with_how_sure_it_is() -> None:
    sketch = field_map(library(), {"zorg": "steady", "kunst-creatie": "open", "sport": "likely"})
    drawn = read(studio().svg(stored(sketch)))
    say = Speech(WORDS)
    for text in ("Zorg en gezondheid", "Kunst en creatie", "Sport en bewegen", *(say(f"fields.{one}") for one in SURE)):
        assert text in sketch.alt
        assert text in drawn.text
    legible(drawn)


def test_any_set_of_fields_keeps_its_tiles_apart() -> None:
    random, domains = Random(7), sorted(library().domains)
    sets = [random.sample(domains, random.randint(1, 9)) for _ in range(60)]
    for chosen in sets:
        sketch = field_map(library(), {domain: random.choice([*SURE, None]) for domain in chosen})
        drawn = read(studio().svg(stored(sketch)))
        frame, tiles = drawn.boxes[0], drawn.boxes[1 : 1 + len(chosen)]
        for spot, tile in zip(spots(library(), sketch.data), tiles, strict=True):
            middle = (tile.x + tile.width / 2 - frame.x) / frame.width * 2 - 1
            assert abs(middle - spot.things) < 1 - abs(spot.things) / 4, f"{spot.label} landed on the wrong side"
        assert all(holds(frame, tile) for tile in tiles)
        assert not any(touches(one, other) for one, other in combinations(tiles, 2)), chosen
        legible(drawn)


def test_fields_on_the_same_spot_are_moved_apart() -> None:
    same = [Spot(str(number), f"Veld nummer {number}", 1.0, 1.0) for number in range(9)]
    drawn = read(draw(Speech(WORDS), same, "woorden"))
    assert not any(touches(one, other) for one, other in combinations(drawn.boxes[1:10], 2))


def test_what_content_does_not_have_is_refused() -> None:
    with pytest.raises(KeyError):
        field_map(library(), ["bestaat-niet"])
    with pytest.raises(ValueError, match="at most 9"):
        field_map(library(), list(library().domains))
    with pytest.raises(ValueError, match="needs fields"):
        field_map(library(), {"zorg": "certainly"})
    with pytest.raises(CannotDraw, match="does not fit"):
        studio().svg(Picture("fields", {"fields": [["weg", None]], "parent": False}, "woorden"))
    with pytest.raises(CannotDraw, match="no drawing"):
        studio().svg(Picture("zebra", {}, "woorden"))
