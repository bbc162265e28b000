"""Where an entry stands in the whole of education and what can follow it, or the whole itself, ready to be drawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from content.library import Library
from content.schema import Country, Right, StructureEntry, StructureKind
from guidance.education import progression
from guidance.education.conditions import wish
from guidance.education.structure import overview, parts_of
from guidance.pictures.sketch import Sketch, Speech

KIND = "map"
MOST_WAYS = 8
"""More ways onward do not fit on a phone; how many are left out is said."""
PLACES = (StructureKind.LEVEL, StructureKind.STAGE, StructureKind.TRACK)


@dataclass(frozen=True)
class Row:
    """One stage of the lane from young to old: the block, its age when content gives one, and the blocks inside it."""

    id: str
    label: str
    age: str | None
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Way:
    """One way onward: what to, what kind of right one has to it, and how many school years it takes (if known)."""

    label: str
    right: Right
    years: float | None


@dataclass(frozen=True)
class Map:
    """All a map shows. `here` is the name of the place, `row` the id of the stage it lies in (None: in none).

    `like` names the larger block whose ways these are, when the place itself has none of its own.
    """

    country: Country
    rows: tuple[Row, ...]
    here: str | None = None
    row: str | None = None
    ways: tuple[Way, ...] = ()
    left_out: int = 0
    like: str | None = None


def whole(library: Library, country: Country, *, parent: bool = False) -> Sketch:
    """The picture of the whole of education in one country."""
    return _sketch(library, {"country": country.value, "entry": None, "parent": parent})


def around(library: Library, entry_id: str, *, parent: bool = False) -> Sketch:
    """The picture of one level, stage, track, path or certificate: where it stands, and the ways onward.

    Raises KeyError for an id that is none of those, and ValueError for one that holds in no single country.
    """
    entry = _entry(library, entry_id)
    if entry.country not in (Country.NL, Country.VL):
        raise ValueError(f"{entry_id} holds in no single country")
    return _sketch(library, {"country": entry.country.value, "entry": entry_id, "parent": parent})


def read(library: Library, data: Any) -> Map:
    """The map a sketch carries. Raises KeyError for an entry content does not have (any more)."""
    country = Country(data["country"])
    rows = lane(library, country)
    if data["entry"] is None:
        return Map(country, rows)
    entry = _entry(library, data["entry"])
    options = progression.after(library, entry.id)
    if options is None:
        return Map(country, rows, entry.name, _row_of(library, rows, entry.id))
    ways = tuple(dict.fromkeys(_way(library, leg) for leg in options.legs))
    like = None if options.exact else str(_entry(library, options.start).name)
    shown, left = ways[:MOST_WAYS], len(ways[MOST_WAYS:])
    return Map(country, rows, entry.name, _row_of(library, rows, entry.id), shown, left, like)


def lane(library: Library, country: Country) -> tuple[Row, ...]:
    """The stages of a country from young to old: its large blocks, or the stages these are made of."""
    blocks: list[StructureEntry] = []
    for block in overview(library, country):
        stages = [part for part in parts_of(library, block.id) if part.kind == StructureKind.STAGE]
        blocks += stages if len(stages) > 1 else [block]
    return tuple(Row(block.id, block.name, block.compare.get("leeftijd"), _parts(library, block)) for block in blocks)


def _parts(library: Library, block: StructureEntry) -> tuple[str, ...]:
    """Names of the blocks inside one; of a stage also the levels its directions are on."""
    inside = [part for part in parts_of(library, block.id) if part.kind in PLACES]
    levels = {path.level for path in library.paths.values() if path.stage == block.id}
    inside += [level for level in library.structure.values() if level.id in levels and level not in inside]
    outermost = [part for part in inside if part.part_of not in {one.id for one in inside}]
    return tuple(part.name for part in sorted(outermost, key=lambda part: (part.order, part.id)))


def _row_of(library: Library, rows: tuple[Row, ...], entry_id: str) -> str | None:
    """The stage an entry lies in: that of its own stage, else of the nearest block around it."""
    ids = [row.id for row in rows]
    path = library.paths.get(entry_id)
    start = path.stage if path and path.stage else entry_id
    places = list(dict.fromkeys([*_upwards(library, start), *progression.around(library, start)]))
    return next((place for place in places if place in ids), None)


def _upwards(library: Library, place: str | None) -> list[str]:
    found: list[str] = []
    while place and place not in found:
        found.append(place)
        path, block = library.paths.get(place), library.structure.get(place)
        place = path.level if path else block.part_of if block else None
    return found


def _way(library: Library, leg: progression.Leg) -> Way:
    """A step as shown; one that ends at a body ("klassenraad") is called after what one wants there."""
    wanted = wish(leg.step, library.structure.get(leg.step.to))
    label = wanted[:1].upper() + wanted[1:] if wanted else str(_entry(library, leg.step.to).name)
    return Way(label, leg.step.right, leg.step.years)


def _entry(library: Library, entry_id: str) -> Any:
    found: Mapping[str, Any] = library.paths if entry_id in library.paths else library.structure
    return found[entry_id]


def _sketch(library: Library, data: dict[str, Any]) -> Sketch:
    shown = read(library, data)
    return Sketch(KIND, data, "\n".join(in_words(shown, Speech(library.picture_words, bool(data["parent"])))))


def title(shown: Map, say: Speech) -> str:
    """What the map is about."""
    country = say(f"map.{shown.country.value}")
    return say("map.after", name=shown.here) if shown.here else say("map.whole", country=country)


def in_words(shown: Map, say: Speech) -> list[str]:
    """The map as lines of text: all it shows, and the title first."""
    if shown.here is None:
        return [title(shown, say), say("map.note"), *(_row_in_words(row, say) for row in shown.rows)]
    lines = [title(shown, say)]
    if shown.row:
        stages = ", ".join(row.label for row in shown.rows)
        lines += [say("map.note"), say("map.stages", country=say(f"map.{shown.country.value}"), stages=stages)]
    inside = next((row.label for row in shown.rows if row.id == shown.row and row.label != shown.here), None)
    lines.append(
        say("map.here_inside", name=shown.here, stage=inside) if inside else say("map.here_at", name=shown.here)
    )
    lines.append(heading(shown, say))
    lines += [say("map.way", label=way.label, how=how(way, say)) for way in shown.ways]
    return [*lines, *([say("map.more", count=shown.left_out)] if shown.left_out else [])]


def heading(shown: Map, say: Speech) -> str:
    """What stands above the ways onward, or instead of them."""
    if not shown.ways:
        return say("map.unknown")
    return say("map.ways_like", block=shown.like) if shown.like else say("map.ways")


def how(way: Way, say: Speech) -> str:
    """The kind of right in words, with the years when known."""
    right = say(f"map.{way.right.value}")
    years = f"{way.years:g}".replace(".", ",") if way.years else ""
    return say("map.how_long", right=right, years=years) if years else right


def _row_in_words(row: Row, say: Speech) -> str:
    label = say("map.row_age", label=row.label, age=row.age) if row.age else row.label
    return say("map.row", label=label, parts=", ".join(row.parts)) if row.parts else f"{label}."
