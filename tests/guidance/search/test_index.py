"""The index finds a question by its meaning, its letters and the words of what answers it."""

import numpy as np
import pytest

from guidance.search.index import MEANT_BY_VECTORS, texts_of
from guidance.search.units import asked, wording
from tests.guidance.search.fakes import COST, LEVEL, REPORT, UNITS, bag_of_words, index


def test_the_same_question_is_as_near_as_can_be() -> None:
    made = index()
    query = made.query("Wat kost het mbo")
    best, two = made.meaning(query)
    assert best[made.place[COST.id]] == pytest.approx(1, abs=1e-4)
    assert made.letters(query)[made.place[COST.id]] == pytest.approx(1, abs=1e-4)
    assert int(np.argmax(best)) == made.place[COST.id]
    assert (two <= best + 1e-6).all()


def test_a_slip_is_found_by_its_letters() -> None:
    made = index()
    letters = made.letters(made.query("clausulerign atest"))
    assert int(np.argmax(letters)) == made.place[REPORT.id]


def test_a_word_of_the_answer_is_found() -> None:
    made = index()
    words = made.words(made.query("lesgeld betalen"))
    assert int(np.argmax(words)) == made.place[COST.id]


def test_what_only_has_names_has_no_vector() -> None:
    made = index()
    assert LEVEL.kind not in MEANT_BY_VECTORS
    assert made.meaning(made.query("wat is havo"))[0][made.place[LEVEL.id]] == 0
    assert int(np.argmax(made.letters(made.query("wat is havo")))) == made.place[LEVEL.id]


def test_a_labelled_question_counts_as_one_of_the_unit() -> None:
    query = "blijf ik nu zitten of niet"
    without, made = index(), index(**{REPORT.id: [query]})
    assert made.meaning(made.query(query))[0][made.place[REPORT.id]] == pytest.approx(1, abs=1e-4)
    assert without.meaning(without.query(query))[0][without.place[REPORT.id]] < 0.9


def test_accents_and_capitals_do_not_matter() -> None:
    made = index()
    one, other = made.query("WAT KOST HÉT MBO"), made.query("wat kost het mbo")
    assert np.array_equal(made.meaning(one)[0], made.meaning(other)[0])
    assert np.array_equal(made.letters(one), made.letters(other))


@pytest.mark.parametrize("text", ["", "   ", "🎉🎉", "é", "x" * 10_000, "нет"])
def test_text_with_nothing_to_find_gives_numbers(text: str) -> None:
    made = index()
    query = made.query(text)
    for scores in (*made.meaning(query), made.letters(query), made.words(query)):
        assert scores.shape == (len(UNITS),)
        assert np.isfinite(scores).all()


def test_aspects_are_near_to_the_ways_they_are_asked() -> None:
    made = index()
    query = made.query("hoe lang duurt dat")
    assert made.aspect(query, "level", "duration") == pytest.approx(1, abs=1e-4)
    assert made.aspect(query, "level", "admission") < made.aspect(query, "level", "duration")
    assert made.aspect(query, "level", "no-such-aspect") == 0
    assert made.aspect(query, "faq", "duration") == 0


def test_a_name_is_left_out_where_only_the_question_counts() -> None:
    made = index()
    masked = made.query("hoe lang duurt de opleiding tot kok", "hoe lang duurt dat")
    assert made.aspect(masked, "level", "duration") > made.aspect(made.query(masked.text), "level", "duration")


def test_units_about_an_entry_are_known_by_the_first_of_them() -> None:
    made = index()
    assert made.about["nl-mbo"] == [made.place[COST.id]]
    assert "nl-lesgeld" not in made.about


def test_every_text_that_needs_a_vector_is_listed_once() -> None:
    texts = texts_of(UNITS, {COST.id: ["wat kost het mbo", "prijs"]})
    assert len(texts) == len(set(texts))
    assert {"wat kost het mbo", "prijs", "mag mijn telefoon aan"} <= set(texts)
    assert "wat is havo" not in texts
    assert {asked("level", "duration")[0], asked("pair", "route")[0]} <= set(texts)


def test_listed_texts_are_all_the_index_embeds() -> None:
    known = set(texts_of(UNITS, {}))
    from guidance.search.index import Index

    def only_listed(texts: list[str]) -> np.ndarray:  # type: ignore[type-arg]
        assert set(texts) <= known
        return bag_of_words(texts)

    Index(UNITS, {}, only_listed)  # type: ignore[arg-type]


def test_every_aspect_with_ways_to_ask_has_some() -> None:
    for kind in ("level", "path", "profession"):
        for aspect, said in wording()[kind].items():
            assert said.get("asked") or said.get("named"), (kind, aspect)
