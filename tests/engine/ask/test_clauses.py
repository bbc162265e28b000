"""A message is cut into what is asked and what only tells."""

import time

import pytest

from bot.nlu.ask.clauses import ASK, MAX_CLAUSES, clauses
from bot.nlu.ask.frames import Understood
from tests.engine.ask.hearing import heard, only, roles


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


def test_places_are_those_in_the_text() -> None:
    text = "  Hoi. Ik ben 15, wat is mbo en hoe lang duurt dat? Dank je!  "
    for clause in clauses(text):
        assert text[clause.start : clause.end] == clause.text
    starts = [clause.start for clause in clauses(text)]
    assert starts == sorted(starts)


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
