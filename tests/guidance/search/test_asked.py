"""What the engine understood of a message becomes asks of entries that exist."""

from typing import Any

import pytest

from content.library import Library
from guidance.search.asked import MOST_NAMED, Context, asks, country_meant, frame_of, generated
from guidance.search.index import Index
from guidance.search.units import BOTH_ENTRIES
from tests.guidance.search.fakes import LEVEL, LONG, index

HAVO: dict[str, Any] = {"entity": "level", "value": "nl-havo", "start": 0, "end": 4}
VWO: dict[str, Any] = {"entity": "level", "value": "nl-vwo", "start": 8, "end": 11}
PLACE: dict[str, Any] = {"entity": "place", "value": "leiden", "start": 0, "end": 6}


def frame(text: str, **more: Any) -> dict[str, Any]:
    return {
        "text": text,
        "plain": text.lower(),
        "entities": [],
        "negated": [],
        "aspects": [],
        "points_back": False,
        **more,
    }


def message(*frames: dict[str, Any], **more: Any) -> dict[str, Any]:
    text = " ".join(one["text"] for one in frames)
    return {"text": text, "plain": text.lower(), "asks": list(frames), "entities": [], "background": [], **more}


@pytest.fixture(scope="module")
def made() -> Index:
    return index()


def test_every_ask_is_one(made: Index, library: Library) -> None:
    said = message(frame("wat is havo", entities=["nl-havo"], aspects=["what"]), frame("wat kost dat"), entities=[HAVO])
    first, second = asks(made, library, said, Context())
    assert (first.entities, first.near, first.aspects) == (("nl-havo",), (), ("what",))
    assert (second.entities, second.near) == ((), ("nl-havo",))
    assert first.whole is not None
    assert first.query.text == "wat is havo"


def test_one_ask_alone_is_the_whole_message(made: Index, library: Library) -> None:
    assert asks(made, library, message(frame("wat is havo")), Context())[0].whole is None
    told = message(frame("wat is havo"), background=["ik ben 15"])
    assert asks(made, library, told, Context())[0].whole is not None


def test_message_without_asks_is_one(made: Index, library: Library) -> None:
    said = {"text": "Havo", "plain": "havo", "entities": [HAVO]}
    (only,) = asks(made, library, said, Context())
    assert (only.query.text, only.entities) == ("havo", ("nl-havo",))


def test_message_with_nothing_in_it_is_one_empty_ask(made: Index, library: Library) -> None:
    (only,) = asks(made, library, {}, Context())
    assert (only.query.text, only.entities, only.generated) == ("", (), ())


def test_country_said_now_is_sure(made: Index, library: Library) -> None:
    said = message(frame("wat is havo"), country_said="vl")
    (only,) = asks(made, library, said, Context("nl", False))
    assert (only.country, only.sure_country) == ("vl", True)
    (only,) = asks(made, library, message(frame("wat is havo")), Context("nl", False, "parent"))
    assert (only.country, only.sure_country, only.role) == ("nl", False, "parent")


def test_place_is_no_name_an_answer_is_about(made: Index, library: Library) -> None:
    said = message(frame("school in leiden", entities=["leiden"]), entities=[PLACE])
    assert asks(made, library, said, Context())[0].entities == ()


def test_name_of_two_countries_is_that_of_the_one_known(made: Index, library: Library) -> None:
    two = ("nl-vmbo-profiel-tl-zorg-en-welzijn", "vl-2-zorg-en-welzijn")
    linked = {"entity": "path", "value": two[0], "candidates": list(two)}
    said = message(frame("zorg en welzijn", entities=[two[0]]), entities=[linked])
    assert asks(made, library, said, Context("vl", True))[0].entities == (two[1],)
    assert asks(made, library, said, Context())[0].entities == two


def test_what_is_not_wanted_is_told(made: Index, library: Library) -> None:
    said = message(frame("geen havo maar vwo", entities=["nl-havo", "nl-vwo"], negated=["nl-havo"]))
    said["entities"] = [HAVO, VWO]
    (only,) = asks(made, library, said, Context())
    assert only.negated == ("nl-havo",)


def test_units_of_what_is_named_come_along(library: Library) -> None:
    made = generated(library, ("nl-havo",))
    assert {unit.entry for unit in made} == {"nl-havo"}
    assert {"what", "next"} <= {unit.aspect for unit in made}


def test_two_named_have_their_difference_and_way(library: Library) -> None:
    made = {unit.id for unit in generated(library, ("nl-havo", "nl-vwo"))}
    assert {f"{BOTH_ENTRIES}#difference", f"{BOTH_ENTRIES}#route"} <= made
    beside = {unit.id for unit in generated(library, ("nl-havo",), ("nl-vwo",))}
    assert f"{BOTH_ENTRIES}#route" in beside
    assert "nl-vwo#what" not in beside


def test_no_more_than_a_few_names_come_along(library: Library) -> None:
    many = tuple(library.structure)[:10]
    assert len({unit.entry for unit in generated(library, many)} - {BOTH_ENTRIES}) <= MOST_NAMED


def test_what_was_spoken_of_serves_an_ask_without_names(made: Index, library: Library) -> None:
    before = {"text": "wat is havo", "entities": ["nl-havo"], "names": {"nl-havo": "havo"}}
    (only,) = asks(made, library, message(frame("hoe lang duurt dat")), Context(frame=before))
    assert only.talk is not None
    assert only.talk.topic == {"nl-havo"}
    assert {unit.entry for unit in only.generated} == {"nl-havo"}
    own_frame = message(frame("vwo", entities=["nl-vwo"]), entities=[VWO])
    (own,) = asks(made, library, own_frame, Context(frame=before))
    assert {unit.entry for unit in own.generated} == {"nl-vwo", BOTH_ENTRIES}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("die tweede, hoelang duurt dat", "nl-vwo"),
        ("en bij die andere?", "nl-havo"),
        ("hoeveel vakken in het tweede jaar", None),
        ("hoelang duurt dat", None),
    ],
)
def test_a_place_in_a_list_stands_for_what_was_named_there(
    made: Index, library: Library, text: str, meant: str | None
) -> None:
    before = {"text": "havo of vwo", "entities": ["nl-vwo"], "order": ["nl-havo", "nl-vwo"]}
    (only,) = asks(made, library, message(frame(text)), Context(frame=before))
    assert only.entities == ((meant,) if meant else ())


def test_the_next_ask_leans_on_the_first_of_a_chain(made: Index, library: Library) -> None:
    (first,) = asks(made, library, message(frame("wat is havo", entities=["nl-havo"]), entities=[HAVO]), Context())
    before = frame_of(first, {}, [LEVEL])
    assert (before["text"], before["last"], before["units"]) == ("wat is havo", "wat is havo", [LEVEL.id])
    (second,) = asks(made, library, message(frame("hoe lang duurt dat", points_back=True)), Context(frame=before))
    after = frame_of(second, before, [LONG])
    assert (after["text"], after["last"], after["entities"]) == ("wat is havo", "hoe lang duurt dat", ["nl-havo"])


def test_two_asks_of_one_message_lean_on_each_other(made: Index, library: Library) -> None:
    said = message(frame("wat is havo", entities=["nl-havo"]), frame("hoe lang duurt dat"), entities=[HAVO])
    first, second = asks(made, library, said, Context())
    assert first.talk is None
    assert second.talk is not None


def place(value: str, text: str) -> dict[str, Any]:
    return {"entity": "place", "value": value, "start": text.index(value)}


@pytest.mark.parametrize(
    ("text", "places", "said", "meant"),
    [
        ("ik woon in breda maar wil in antwerpen een bachelor doen", ("breda", "antwerpen"), "nl", "vl"),
        ("wij wonen in antwerpen, welke havo is er in breda", ("antwerpen", "breda"), "", "nl"),
        ("ik ben nieuw in antwerpen", ("antwerpen",), "", "vl"),
        ("woon in breda, wat is havo", ("breda",), "", "nl"),
        ("van breda naar antwerpen of andersom", ("breda", "antwerpen"), "nl", "nl"),
        ("wat is havo", (), "nl", "nl"),
        ("wat is dat", (), "", ""),
    ],
)
def test_country_is_that_of_where_one_wants_to_be(
    library: Library, text: str, places: tuple[str, ...], said: str, meant: str
) -> None:
    told = {"text": text, "entities": [place(one, text) for one in places], "country_said": said}
    assert country_meant(library, told) == meant
