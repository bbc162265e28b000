"""Each ask says what is asked of what, and of what not."""

import pytest

from bot.nlu.ask.frames import aspects_of, understand
from bot.nlu.ask.phrases import aspect_patterns
from tests.engine.ask.hearing import heard, only


def test_entities_go_to_the_clause_they_stand_in() -> None:
    first, second = heard("wat is havo en hoe lang duurt vwo").asks
    assert (first.entities, second.entities) == (("nl-havo",), ("nl-vwo",))


def test_name_said_twice_counts_once() -> None:
    assert only("havo of toch havo?").entities == ("nl-havo",)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("wat is het verschil tussen havo en vwo", "difference"),
        ("havo vs vwo", "difference"),
        ("wat scheelt het", "difference"),
        ("hoe lang duurt verpleegkunde", "duration"),
        ("hoelang studeer je", "duration"),
        ("hoeveel jaar is dat", "duration"),
        ("welk niveau is dat", "level"),
        ("is dat doorstroom", "level"),
        ("wat zijn de toelatingseisen", "admission"),
        ("welk diploma heb ik nodig", "admission"),
        ("welke vakken moet je hebben", "subjects"),
        ("kan het zonder wiskunde", "subjects"),
        ("wat leer je daar", "learns"),
        ("hoe word ik kok", "become"),
        ("ik wil kok worden", "become"),
        ("wat kan ik daarna", "next"),
        ("kan ik nog doorleren", "next"),
        ("wat kan ik nadien", "next"),
        ("welke beroepen horen erbij", "work"),
        ("wat kost dat", "cost"),
        ("is dat gratis", "cost"),
        ("tot wanneer kan ik me inschrijven", "date"),
        ("deadline aanmelden", "date"),
        ("noem alle leerwegen", "list"),
        ("welke profielen zijn er", "list"),
        ("wie beslist dat", "who"),
        ("mag ik blijven zitten", "may"),
        ("is dat verplicht", "may"),
        ("in welke stad is dat", "where"),
        ("hoe meld ik me aan", "how"),
        ("is het moeilijk", "chances"),
        ("wat is een decaan", "what"),
        ("wa is een clb", "what"),
        ("waar kan ik dat studeren", "where"),
        ("hoe kan ik me aanmelden", "how"),
        ("hoe moet ik dat doen", "how"),
    ],
)
def test_aspect_that_is_asked_comes_first(text: str, first: str) -> None:
    assert aspects_of(text)[:1] == (first,), aspects_of(text)


@pytest.mark.parametrize("text", ["", "havo", "zorg en welzijn", "🎉", "ik ben 15"])
def test_what_asks_no_aspect_has_none(text: str) -> None:
    assert aspects_of(text) == ()


def test_all_aspects_are_kept_in_the_order_of_the_file() -> None:
    order = [name for name, _ in aspect_patterns()]
    found = aspects_of("wat kost de opleiding en hoe lang duurt die en wanneer begint ze")
    assert {"cost", "duration", "date"} <= set(found)
    assert list(found) == sorted(found, key=order.index)


def test_accents_and_capitals_do_not_hide_an_aspect() -> None:
    assert aspects_of("HÓÉ LANG DÚÚRT DAT") == aspects_of("hoe lang duurt dat")


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("alles behalve zorg", ("zorg",)),
        ("geen vwo", ("nl-vwo",)),
        ("zonder wiskunde", ("wiskunde",)),
        ("verpleegkunde zonder wiskunde", ("wiskunde",)),
        ("niet naar de havo", ("nl-havo",)),
        ("kan ik ni naar vwo", ("nl-vwo",)),
        ("geen vwo maar havo", ("nl-vwo",)),
        ("havo, geen vwo", ("nl-vwo",)),
        ("niet naar havo, wel naar mbo", ("nl-havo",)),
        ("geen havo en vwo", ("nl-havo",)),
        ("verpleegkunde wil ik niet", ()),
        ("ik weet niet zo goed wat ik wil, zorg", ()),
        ("havo", ()),
        ("algemeen vwo", ()),
    ],
)
def test_negation_reaches_what_stands_after_it(text: str, negated: tuple[str, ...]) -> None:
    said = [frame for frame in heard(text).asks if frame.negated] or list(heard(text).asks)
    assert said[0].negated == negated


def test_negation_does_not_reach_the_next_ask() -> None:
    first, second = heard("mag het zonder wiskunde en wat is vwo").asks
    assert first.negated == ("wiskunde",)
    assert second.negated == ()


@pytest.mark.parametrize(
    ("text", "back"), [("hoe lang duurt dat", True), ("en die andere?", True), ("wat kost havo", False), ("mbo", False)]
)
def test_pointing_back(text: str, back: bool) -> None:
    assert only(text).points_back is back


def test_name_is_masked_by_its_kind() -> None:
    frame = only("Hoe lang duurt Verpleegkunde na havo?")
    assert frame.masked == "hoe lang duurt die opleiding na dat?"
    assert frame.plain == "hoe lang duurt verpleegkunde na havo?"
    assert frame.text == "Hoe lang duurt Verpleegkunde na havo?"
    assert only("hoe word ik kok").masked == "hoe word ik dat beroep"


def test_kind_without_a_word_of_its_own_is_not_masked() -> None:
    assert only("heb ik wiskunde nodig").masked == "heb ik wiskunde nodig"


def test_spelling_is_mended_by_what_is_given() -> None:
    text = "hoelang duurd dat"
    (frame,) = understand(text, [], lambda said: said.replace("duurd", "duurt")).asks
    assert (frame.text, frame.plain) == (text, "hoelang duurt dat")
    assert frame.aspects[0] == "duration"


def test_frame_as_it_is_printed() -> None:
    printed = only("hoe lang duurt verpleegkunde").as_dict()
    assert (printed["act"], printed["aspect"]) == ("ask", "duration")
    assert printed["entities"] == ("nl-hbo-verpleegkunde",)
    assert only("verpleegkunde").as_dict()["aspect"] is None


def test_emoji_beside_words_hide_nothing() -> None:
    frame = only("🎉🎉 wat is havo 🎉")
    assert frame.entities == ("nl-havo",)
    assert frame.aspects[:1] == ("what",)
