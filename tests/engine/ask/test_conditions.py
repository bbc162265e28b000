"""Each ask knows the age, the year of school and the country that the message tells."""

import pytest

from bot.nlu.ask.frames import country_of
from bot.nlu.ask.phrases import country_patterns, phrases
from tests.engine.ask.hearing import heard, only


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
