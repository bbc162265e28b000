"""A message is cut into what is asked and what only tells; each ask says of what, what not, and on what condition."""

import time
from typing import Any

import pytest

from bot.nlu.ask.clauses import ASK, MAX_CLAUSES, clauses
from bot.nlu.ask.frames import Frame, Understood, aspects_of, country_of, understand
from bot.nlu.ask.phrases import aspect_patterns, country_patterns, phrases

NAMES = {
    "havo": ("level", "nl-havo"),
    "vwo": ("level", "nl-vwo"),
    "mbo": ("level", "nl-mbo"),
    "verpleegkunde": ("path", "nl-hbo-verpleegkunde"),
    "kok": ("profession", "kok"),
    "zorg": ("path", "zorg"),
    "wiskunde": ("subject", "wiskunde"),
    "decaan": ("term", "nl-decaan"),
}
"""Stands for the linker: these words are names, wherever they stand."""


def entities(text: str) -> list[dict[str, Any]]:
    """The known names in a text with their places, in the order said."""
    found = []
    for word, (kind, value) in NAMES.items():
        start = text.lower().find(word)
        while start >= 0:
            found.append({"entity": kind, "value": value, "start": start, "end": start + len(word)})
            start = text.lower().find(word, start + 1)
    return sorted(found, key=lambda entity: entity["start"])


def heard(text: str) -> Understood:
    return understand(text, entities(text))


def only(text: str) -> Frame:
    (frame,) = heard(text).asks
    return frame


def roles(text: str) -> list[tuple[str, str]]:
    return [(clause.role, clause.text) for clause in clauses(text)]


@pytest.mark.parametrize(
    ("text", "background", "asks"),
    [
        ("Ik zit in 4 havo. Wat kan ik daarna?", ["Ik zit in 4 havo."], ["Wat kan ik daarna?"]),
        ("ik ben 17, mag ik stoppen met school", ["ik ben 17"], ["mag ik stoppen met school"]),
        ("Mijn zoon doet vmbo. Mag hij naar havo?", ["Mijn zoon doet vmbo."], ["Mag hij naar havo?"]),
        ("kzit int vierde, wa kan ik dan doen", ["kzit int vierde"], ["wa kan ik dan doen"]),
        ("Hoi! Ik woon in Gent. Waar is een CLB?", ["Hoi! Ik woon in Gent."], ["Waar is een CLB?"]),
        ("Wat is een decaan? Ik zit in 3 vmbo", ["Ik zit in 3 vmbo"], ["Wat is een decaan?"]),
    ],
)
def test_what_only_tells_is_background(text: str, background: list[str], asks: list[str]) -> None:
    found = heard(text)
    assert [ask.text for ask in found.asks] == asks
    assert "".join(found.background).replace(" ", "") == "".join(background).replace(" ", "")


@pytest.mark.parametrize("text", ["ik ben 15", "want ik ben 16", "Ik zit in 4 havo. Ik woon in Breda.", "kben 14"])
def test_message_that_only_tells_asks_nothing(text: str) -> None:
    assert heard(text).asks == ()
    assert heard(text).background


@pytest.mark.parametrize(
    "text",
    ["verpleegkunde", "deadline mbo", "hbo psychologie toelating", "kok", "alles behalve zorg", "hoi", "wiskunde b?"],
)
def test_keyword_message_is_an_ask(text: str) -> None:
    assert only(text).text == text
    assert heard(text).background == ()


@pytest.mark.parametrize(
    "text",
    [
        "ik wil weten hoe lang het duurt",
        "ik vroeg me af of dat mag",
        "ik weet niet welke richting ik moet nemen",
        "kzoek uitleg over attesten",
        "ik wil later kok worden",
        "mijn dochter zou graag dierenarts worden",
        "noem alle profielen",
        "vertel over het mbo",
        "en wanneer?",
        "ja wat kost het",
        "magda wel",
        "kunde gij da uitleggen",
    ],
)
def test_what_asks_is_an_ask_however_it_begins(text: str) -> None:
    assert [role for role, _ in roles(text)] == [ASK]


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("wat is mbo en hoe lang duurt dat", ["wat is mbo", "en hoe lang duurt dat"]),
        (
            "wat kost het en wanneer moet ik me aanmelden?",
            ["wat kost het", "en wanneer moet ik me aanmelden?"],
        ),
        ("Wat is havo? En wat is vwo?", ["Wat is havo?", "En wat is vwo?"]),
        ("hoe lang duurt mbo, en is dat gratis", ["hoe lang duurt mbo", "en is dat gratis"]),
        ("wat is vwo; wat is havo", ["wat is vwo", "wat is havo"]),
        ("wat is een attest... en wat is een clausulering", ["wat is een attest...", "en wat is een clausulering"]),
        ("wa is aso, wa is tso", ["wa is aso", "wa is tso"]),
    ],
)
def test_two_asks_are_cut_apart(text: str, asks: list[str]) -> None:
    assert [ask.text for ask in heard(text).asks] == asks


@pytest.mark.parametrize(
    "text",
    [
        "wat is het verschil tussen havo en vwo",
        "kan ik van havo naar vwo of mbo",
        "hoe lang duurt 3,5 jaar",
        "wat is vwo en havo",
        "wat kost mbo per jaar, ongeveer",
        "is een sid-in gratis",
    ],
)
def test_one_ask_is_left_whole(text: str) -> None:
    assert [ask.text for ask in heard(text).asks] == [text]


def test_places_are_those_in_the_text() -> None:
    text = "  Hoi. Ik ben 15, wat is mbo en hoe lang duurt dat? Dank je!  "
    for clause in clauses(text):
        assert text[clause.start : clause.end] == clause.text
    starts = [clause.start for clause in clauses(text)]
    assert starts == sorted(starts)


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
    ("text", "age"),
    [
        ("mag ik stoppen als ik 17 jaar ben", 17),
        ("mag dat als hij bijna 18 jaar is", 18),
        ("wat moet ik doen, ik ben nu 16", 16),
        ("wat kan een 15jarige", 15),
        ("mag hij weg als hij pas 15 j is", 15),
        ("16, havo en dan?", 16),
        ("hoe lang is 15 uur les", None),
        ("wat kost 15 euro", None),
        ("wat is een 7", None),
        ("is 20 euro veel", None),
        ("is 15% veel", None),
        ("wat was er 12 jaar geleden", None),
        ("hoe is het 12 jaar lang", None),
        ("wat kan wie 100 is", None),
        ("wat als ik zeventien ben", 17),
        ("als ik 17 ben mag dat", 17),
        ("20 euro is dat veel", None),
        ("is twintig euro veel", None),
        ("is 15 januari de deadline", None),
    ],
)
def test_age(text: str, age: int | None) -> None:
    assert only(text).conditions.get("age") == age


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("wat na 4 havo", 4),
        ("wat na 4havo", 4),
        ("kan dat in 5v", 5),
        ("mag ik van 4h naar 4v", 4),
        ("wat kiest een 3 vmbo leerling", 3),
        ("hoe is 4tl", 4),
        ("hoe is 6 gym", 6),
        ("wat in klas 3", 3),
        ("wat in de 3e klas", 3),
        ("wat in leerjaar 4", 4),
        ("kan dat in het 5de middelbaar", 5),
        ("wat na het 2de secundair", 2),
        ("wat na het 3e jaar", 3),
        ("wat is groep 8", None),
        ("wat is mbo niveau 4", None),
        ("wat is ok4", None),
        ("wat na H4", 4),
        ("wat na havo 4", 4),
        ("wat na vmbo 3", 3),
        ("wat na 5 gymnasium", 5),
        ("wat in de derde klas", 3),
        ("wat na het vijfde middelbaar", 5),
        ("wat na het vierde jaar", 4),
        ("wat na 2B", 2),
        ("wat in jaar 2", 2),
        ("duurt dat 4 jaar", None),
        ("duurt havo 5 jaar", None),
        ("mag dat over 3 jaar", None),
        ("is het 3,5 jaar studeren", None),
        ("wat doe je na 1 b attest", None),
        ("wat doe je na 1 b-attest", None),
    ],
)
def test_year_of_school(text: str, year: int | None) -> None:
    assert only(text).conditions.get("year") == year


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("wat is het vmbo", "nl"),
        ("havo of vwo", "nl"),
        ("hoe werkt studielink", "nl"),
        ("numerus fixus", "nl"),
        ("Ik woon in Nederland", "nl"),
        ("mijn dochter zit in 5v", "nl"),
        ("tso of bso", "vl"),
        ("Wat doet het CLB?", "vl"),
        ("ik woon in België", "vl"),
        ("in VLAANDEREN", "vl"),
        ("een b-attest", "vl"),
        ("het vijfde middelbaar", "vl"),
        ("sid-in", "vl"),
        ("kben 15 en weet ni wa ik wil", "vl"),
        ("ge moet da ni doen", "vl"),
        ("wa is da", "vl"),
        ("ni", ""),
        ("vmbo of tso", ""),
        ("van nederland naar belgië", ""),
        ("wat is een diploma", ""),
        ("", ""),
        ("hbo5", ""),
        ("roc-achtig", ""),
        ("wa is da, vmbo of tso", ""),
        ("vmbo kader", "nl"),
        ("in het kader van mijn stage", ""),
        ("een duo vormen", ""),
        ("bis repetita", ""),
    ],
)
def test_country_of_the_words(text: str, country: str) -> None:
    assert country_of(text) == country


def test_most_words_of_a_country_win_and_terms_weigh_more_than_dialect() -> None:
    assert country_of("havo, vwo of tso") == "nl"
    assert country_of("wa is da, havo") == "nl"


def test_country_counts_over_the_whole_message() -> None:
    assert heard("Ik woon in Vlaanderen. Wat is een diploma?").country == "vl"


def test_no_word_shows_both_countries() -> None:
    groups = phrases()["country"]
    assert set(map(str, groups["nl"])) & {*map(str, groups["vl"]), *map(str, groups["vl_dialect"])} == set()
    for name, pattern in country_patterns():
        assert all(pattern.search(str(word)) for word in groups[name]), name


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


@pytest.mark.parametrize("text", ["", " ", ",;:-", " - "])
def test_empty_is_nothing(text: str) -> None:
    assert clauses(text) == ()
    assert heard(text) == Understood((), (), "")


@pytest.mark.parametrize(
    "text", ["🎉", "👩‍🎓👩‍🎓", "?", "?!", "...", "é", "ß", "½ jaar", "مرحبا؟", "нет", "\x00", "a\u0301" * 20]
)
def test_strange_signs_are_no_fault(text: str) -> None:
    found = heard(text)
    assert all(frame.text for frame in found.asks)
    for clause in clauses(text):
        assert text[clause.start : clause.end] == clause.text


def test_emoji_beside_words_hide_nothing() -> None:
    frame = only("🎉🎉 wat is havo 🎉")
    assert frame.entities == ("nl-havo",)
    assert frame.aspects[:1] == ("what",)


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "wat is havo? ",
        "wat ",
        "en wat ",
        "niet ",
        "ja ",
        ", ",
        "ik ben 17. ",
        "waar ",
        "geen vwo ",
        "🎉",
        "3 ",
        ".",
    ],
)
def test_ten_thousand_signs_are_read_in_time(piece: str) -> None:
    text = (piece * 10_000)[:10_000]
    begun = time.monotonic()
    found = heard(text)
    assert time.monotonic() - begun < 10
    assert len(found.asks) + len(found.background) <= MAX_CLAUSES


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("ik ben 17, mag ik stoppen met school", {"age": 17}),
        ("mijn zoon is 14. Mag hij werken?", {"age": 14}),
        ("Ik zit in 4 havo. Wat kan ik daarna?", {"year": 4}),
        ("Ik zit in 4 havo. Wat kan ik na 5 havo?", {"year": 5}),
    ],
)
def test_what_is_told_beside_an_ask_is_known_of_it(text: str, known: dict[str, int]) -> None:
    assert only(text).conditions == known


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("oke, hoe lang duurt dat", [(ASK, "oke, hoe lang duurt dat")]),
        ("oke maar hoe lang duurt dat", [(ASK, "oke maar hoe lang duurt dat")]),
        ("ja en wat kost het", [(ASK, "ja en wat kost het")]),
        ("wat is vwo\nmag ik dat", [(ASK, "wat is vwo"), (ASK, "mag ik dat")]),
        ("\n\t ", []),
        ("mag ik na o.a. havo en vwo verder", [(ASK, "mag ik na o.a. havo en vwo verder")]),
        ("wat is wiskunde b. Wat is vwo", [(ASK, "wat is wiskunde b."), (ASK, "Wat is vwo")]),
        ("ik wil geen vwo maar havo", [(ASK, "ik wil geen vwo maar havo")]),
        ("ik wil naar de havo", [(ASK, "ik wil naar de havo")]),
    ],
)
def test_cut_into_pieces(text: str, pieces: list[tuple[str, str]]) -> None:
    assert roles(text) == pieces
