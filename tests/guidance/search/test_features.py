"""Each number the ranker weighs does what its name says."""

from dataclasses import replace

import numpy as np
import pytest

from guidance.search.features import CANDIDATES, NAMES, NOT_LEANING, Asked, candidates
from guidance.search.index import Index
from guidance.search.talk import TALK, leaning_of, talk
from guidance.search.units import Unit
from tests.guidance.search.fakes import COST, DAY, LEVEL, LONG, PHONE, REPORT, TALKING, index, named, weighed


@pytest.fixture(scope="module")
def made() -> Index:
    return index()


def asked(made: Index, text: str, **more: object) -> Asked:
    return Asked(made.query(text), **more)  # type: ignore[arg-type]


def test_every_name_is_a_column(made: Index) -> None:
    units, rows = candidates(made, asked(made, "wat kost het mbo", generated=(LONG,)))
    assert len(set(NAMES)) == len(NAMES)
    assert rows.shape == (len(units), len(NAMES))
    assert rows.dtype == np.float32
    assert np.isfinite(rows).all()


def test_meaning_and_letters_are_highest_for_what_is_asked(made: Index) -> None:
    rows = weighed(made, asked(made, "wat kost het mbo"))
    for name in ("meaning", "letters"):
        assert max(rows, key=lambda one: rows[one][name]) == COST.id
        assert rows[COST.id][name] == pytest.approx(1, abs=1e-4)


def test_meaning_two_is_the_mean_of_the_two_nearest(made: Index) -> None:
    row = weighed(made, asked(made, "wat kost het mbo"))[COST.id]
    far = made.query("hoe duur is een mbo opleiding").vector @ made.query("wat kost het mbo").vector
    assert row["meaning_two"] == pytest.approx((row["meaning"] + float(far)) / 2, abs=1e-4)


def test_words_are_those_of_the_answer(made: Index) -> None:
    rows = weighed(made, asked(made, "lesgeld vanaf achttien"))
    assert max(rows, key=lambda one: rows[one]["words"]) == COST.id
    assert rows[DAY.id]["words"] < rows[COST.id]["words"]


def test_says_is_the_nearest_passage_and_opens_the_first(made: Index) -> None:
    rows = weighed(made, asked(made, "wat kost het mbo"))
    for row in rows.values():
        assert row["says"] >= row["opens"]


def test_without_a_whole_message_the_ask_is_the_whole(made: Index) -> None:
    for row in weighed(made, asked(made, "wat kost het mbo")).values():
        assert row["whole_meaning"] == row["meaning"]
        assert row["whole_letters"] == row["letters"]


def test_the_whole_message_is_weighed_beside_the_ask(made: Index) -> None:
    whole = made.query("mag mijn telefoon aan")
    rows = weighed(made, asked(made, "wat kost het mbo", whole=whole))
    assert rows[PHONE.id]["whole_meaning"] == pytest.approx(1, abs=1e-4)
    assert rows[PHONE.id]["whole_letters"] == pytest.approx(1, abs=1e-4)
    assert rows[COST.id]["meaning"] == pytest.approx(1, abs=1e-4)
    assert rows[PHONE.id]["meaning"] < 0.9


def test_lead_is_what_a_unit_is_behind_the_best(made: Index) -> None:
    rows = weighed(made, asked(made, "wat kost het mbo"))
    assert rows[COST.id]["lead"] == pytest.approx(0, abs=1e-6)
    assert all(row["lead"] < 0 for one, row in rows.items() if one != COST.id)


def test_names_first_is_the_entry_a_unit_is_about_before_others(made: Index) -> None:
    rows = weighed(made, asked(made, "wat kost het", entities=("nl-mbo",)))
    assert rows[COST.id]["names_first"] == 1
    assert rows[REPORT.id]["names_first"] == 0
    second = weighed(made, asked(made, "wat kost het", entities=("nl-lesgeld",)))
    assert second[COST.id]["names_first"] == 0
    assert second[COST.id]["names_it"] == 0.5


def test_names_first_may_be_named_elsewhere_when_the_ask_names_none(made: Index) -> None:
    elsewhere = asked(made, "wat kost het", near=("nl-mbo",))
    assert weighed(made, elsewhere)[COST.id]["names_first"] == 1
    assert weighed(made, replace(elsewhere, entities=("nl-havo",)))[COST.id]["names_first"] == 0


def test_names_it_is_the_share_of_what_a_unit_is_about(made: Index) -> None:
    def share(**more: tuple[str, ...]) -> float:
        return weighed(made, asked(made, "wat kost het", **more))[COST.id]["names_it"]

    assert share() == 0
    assert share(entities=("nl-mbo",)) == 0.5
    assert share(entities=("nl-mbo", "nl-lesgeld")) == 1
    assert share(near=("nl-lesgeld",)) == 0.5
    assert share(entities=("nl-havo",)) == 0


def test_names_other_says_that_a_unit_is_about_something_else(made: Index) -> None:
    rows = weighed(made, asked(made, "wat kost het", entities=("nl-havo",)))
    assert rows[COST.id]["names_other"] == 1
    assert rows[LEVEL.id]["names_other"] == 0
    assert rows[PHONE.id]["names_other"] == 0


def test_names_none_says_that_a_unit_is_about_something_and_nothing_is_named(made: Index) -> None:
    rows = weighed(made, asked(made, "wat kost het"))
    assert (rows[COST.id]["names_none"], rows[PHONE.id]["names_none"]) == (1, 0)
    assert weighed(made, asked(made, "wat kost het", near=("nl-havo",)))[COST.id]["names_none"] == 0


def test_misses_names_is_the_share_of_names_a_unit_is_not_about(made: Index) -> None:
    rows = weighed(made, asked(made, "wat kost het", entities=("nl-mbo",), near=("nl-havo",)))
    assert rows[COST.id]["misses_names"] == 0.5
    assert rows[LEVEL.id]["misses_names"] == 0.5
    assert rows[PHONE.id]["misses_names"] == 1
    assert weighed(made, asked(made, "wat kost het"))[PHONE.id]["misses_names"] == 0


def test_aspect_near_is_how_an_aspect_is_asked(made: Index) -> None:
    row = weighed(made, asked(made, "hoe lang duurt dat", generated=(LONG,)))[LONG.id]
    assert row["aspect_near"] == pytest.approx(1, abs=1e-4)
    assert weighed(made, asked(made, "hoe lang duurt dat"))[COST.id]["aspect_near"] == 0


def test_aspect_same_and_first_are_what_the_engine_heard(made: Index) -> None:
    ask = asked(made, "hoe lang", aspects=("duration", "what"), generated=(LONG,))
    rows = weighed(made, ask)
    assert (rows[LONG.id]["aspect_same"], rows[LONG.id]["aspect_first"]) == (1, 1)
    assert (rows[LEVEL.id]["aspect_same"], rows[LEVEL.id]["aspect_first"]) == (1, 0)
    assert (rows[COST.id]["aspect_same"], rows[COST.id]["aspect_first"]) == (0, 0)


def test_an_ask_without_aspects_has_no_unit_of_the_first(made: Index) -> None:
    rows = weighed(made, asked(made, "hoe lang", generated=(LONG,)))
    assert {row["aspect_first"] for row in rows.values()} == {0}


def test_country_counts_fully_only_when_somebody_said_it(made: Index) -> None:
    said = weighed(made, asked(made, "wat kost het", country="nl", sure_country=True))
    assert (said[COST.id]["country_same"], said[COST.id]["country_other"]) == (1, 0)
    assert (said[REPORT.id]["country_same"], said[REPORT.id]["country_other"]) == (0, 1)
    assumed = weighed(made, asked(made, "wat kost het", country="nl"))
    assert 0 < assumed[COST.id]["country_same"] < 1
    assert 0 < assumed[REPORT.id]["country_other"] < 1


def test_no_country_and_a_unit_of_both_are_neither_same_nor_other(made: Index) -> None:
    unknown = weighed(made, asked(made, "wat kost het", sure_country=True))
    both = weighed(made, asked(made, "wat kost het", country="nl", sure_country=True))[TALKING.id]
    for row in (*unknown.values(), both):
        assert (row["country_same"], row["country_other"]) == (0, 0)


def test_audience_is_who_asks(made: Index) -> None:
    parent = weighed(made, asked(made, "hoe praat ik", role="parent"))
    pupil = weighed(made, asked(made, "hoe praat ik", role="student"))
    assert (parent[TALKING.id]["audience_same"], parent[TALKING.id]["audience_other"]) == (1, 0)
    assert (pupil[TALKING.id]["audience_same"], pupil[TALKING.id]["audience_other"]) == (0, 1)
    assert (parent[COST.id]["audience_same"], parent[COST.id]["audience_other"]) == (0, 0)


@pytest.mark.parametrize(
    ("name", "those"),
    [
        ("generated", {LEVEL.id, LONG.id}),
        ("article", {TALKING.id}),
    ],
)
def test_kind_of_a_unit_is_told(made: Index, name: str, those: set[str]) -> None:
    rows = weighed(made, asked(made, "wat", generated=(LONG,)))
    assert {one for one, row in rows.items() if row[name]} == those


def in_talk(made: Index, text: str, **frame: object) -> Asked:
    """An ask after another one."""
    how = leaning_of(text, (), points_back=False)
    return asked(made, text, how=how, talk=talk(made, {"text": "het mbo", **frame}, text, (), how))


def test_outside_a_talk_its_columns_are_nothing(made: Index) -> None:
    rows = weighed(made, asked(made, "wat kost het"))
    assert all(row[name] == 0 for row in rows.values() for name in TALK)


def test_what_is_about_the_talk_stands_out(made: Index) -> None:
    rows = weighed(made, in_talk(made, "wat kost het", entities=["nl-mbo"]))
    assert (rows[COST.id]["talk_about"], rows[REPORT.id]["talk_about"]) == (1, 0)
    assert (rows[COST.id]["talk_other"], rows[REPORT.id]["talk_other"]) == (0, 1)
    assert rows[COST.id]["names_it"] == 0


def test_an_ask_is_completed_by_what_was_asked(made: Index) -> None:
    rows = weighed(made, in_talk(made, "wat kost het"))
    assert rows[COST.id]["talk_meaning"] > rows[COST.id]["meaning"]
    assert rows[COST.id]["talk_letters"] > rows[DAY.id]["talk_letters"]


def test_what_answered_last_is_known(made: Index) -> None:
    rows = weighed(made, in_talk(made, "wat kost het", units=[COST.id]))
    assert (rows[COST.id]["talk_shown"], rows[REPORT.id]["talk_shown"]) == (1, 0)
    assert rows[COST.id]["talk_near"] > rows[REPORT.id]["talk_near"]


def test_how_an_ask_leans_is_a_column(made: Index) -> None:
    row = weighed(made, in_talk(made, "en wat kost dat"))[COST.id]
    assert [row[name] for name in ("in_talk", "nameless", "short", "points")] == [1, 1, 1, 1]


def test_way_on_from_the_goal_is_told_apart(made: Index) -> None:
    onward = Unit("nl-mbo#next", "level", "nl-mbo", "next", about=("nl-mbo",))
    for text, expected in (("kan ik naar mbo", 1), ("wat kan na mbo", 0)):
        rows = weighed(made, asked(made, text, entities=("nl-mbo",), generated=(onward,)))
        assert rows[onward.id]["goal"] == expected


def test_negated_is_what_somebody_does_not_want(made: Index) -> None:
    rows = weighed(made, asked(made, "alles behalve mbo", negated=("nl-mbo",)))
    assert (rows[COST.id]["negated"], rows[REPORT.id]["negated"]) == (1, 0)


def test_units_about_what_is_named_are_weighed_however_far_they_are() -> None:
    many = tuple(
        Unit(f"ver-{at}", "faq", f"ver-{at}", questions=(f"wat kost ding {at}", f"prijs {at}"), text="Niets.")
        for at in range(CANDIDATES + 20)
    )
    made = index((*many, LEVEL))
    far = asked(made, "wat kost ding 3")
    assert LEVEL.id not in weighed(made, far)
    for more in (
        {"entities": ("nl-havo",)},
        {"near": ("nl-havo",)},
        {"talk": talk(made, {"text": "havo", "entities": ["nl-havo"]}, "wat kost het", (), NOT_LEANING)},
    ):
        assert LEVEL.id in weighed(made, replace(far, **more))  # type: ignore[arg-type]


def test_a_unit_is_weighed_once(made: Index) -> None:
    ask = asked(made, "wat is havo", entities=("nl-havo",), generated=(LEVEL, LONG))
    units, _ = candidates(made, ask)
    assert len({unit.id for unit in units}) == len(units)


def test_a_unit_the_index_does_not_hold_has_no_words_to_be_like(made: Index) -> None:
    row = weighed(made, asked(made, "hoe lang duurt havo", entities=("nl-havo",), generated=(LONG,)))[LONG.id]
    assert [row[name] for name in NAMES[:6]] == [0] * 6
    assert row["names_first"] == row["generated"] == 1


@pytest.mark.parametrize("text", ["", "🎉", "x" * 10_000])
def test_strange_text_gives_numbers(made: Index, text: str) -> None:
    _, rows = candidates(made, asked(made, text))
    assert np.isfinite(rows).all()


def test_a_row_by_name_has_every_name() -> None:
    assert set(named(np.zeros(len(NAMES)))) == set(NAMES)
