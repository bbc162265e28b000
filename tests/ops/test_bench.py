"""The bench counts right, and says clearly when a table cannot be measured on."""

from pathlib import Path
from typing import Any

import pytest

from ops.bench.measures import calibration, entity_f1, f1_of, measure
from ops.bench.rows import Row, read_table, split_own
from ops.console import Failure


def parse(intent: str, sure: float = 0.9, second: str = "greet", **more: Any) -> dict[str, Any]:
    ranking = [{"name": intent, "confidence": sure}, {"name": second, "confidence": (1 - sure) / 2}]
    made = {"intent": ranking[0], "intent_ranking": ranking, "understood": True, "intents": [intent], "entities": []}
    return made | {"milliseconds": 10.0, "cpu_milliseconds": 8.0} | more


ROWS = [
    Row("wat kost het", "ask_costs", secondary=("ask_dates",)),
    Row("hoi", "greet"),
    Row("weer", "out_of_scope"),
    Row("twijfel", "ask_dates", doubtful=True),
]


def test_measures_add_up() -> None:
    parses = [
        parse("ask_costs", intents=["ask_costs", "ask_dates"]),
        parse("thank", second="greet", understood=False),
        parse("out_of_scope"),
        parse("ask_dates"),
    ]
    found = measure(ROWS, parses)
    assert (found.rows, found.accuracy, found.accuracy_all) == (3, pytest.approx(2 / 3), 0.75)
    assert (found.top3, found.asks_back, found.right_when_answering) == (1.0, pytest.approx(1 / 3), 1.0)
    assert (found.oos_recall, found.oos_false, found.second_ask_found) == (1.0, 0.0, 1.0)
    assert found.confusions == [("greet", "thank", 1)]


def test_f1_punishes_false_claims() -> None:
    assert f1_of(["a", "b", "b"], ["a", "a", "b"]) == {"a": pytest.approx(2 / 3), "b": pytest.approx(2 / 3)}


def test_names_need_the_right_kind_and_words() -> None:
    row = Row("havo en kapper", "x", names=(("level", "havo"), ("profession", "kapper")))
    entities = [{"entity": "level", "text": "de havo"}, {"entity": "level", "text": "kapper"}]
    assert entity_f1([(row, parse("x", entities=entities))]) == 0.5
    assert entity_f1([(Row("hoi", "greet"), parse("greet"))]) is None


def test_a_kind_the_table_never_marks_is_not_counted_against_the_linker() -> None:
    row = Row("havo in gent", "x", names=(("level", "havo"),))
    entities = [{"entity": "level", "text": "havo"}, {"entity": "place", "text": "gent"}]
    assert entity_f1([(row, parse("x", entities=entities))]) == 1.0


def test_calibration_bins() -> None:
    bins = calibration([(Row("a", "x"), parse("x", 0.95)), (Row("b", "x"), parse("y", 0.91))])
    assert bins[9] is not None
    assert (bins[9].count, bins[9].right) == (2, 0.5)
    assert bins[:9] == [None] * 9


def test_a_table_without_intents_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "rows.tsv"
    table.write_text("id\ttext\n1\thoi\n", encoding="utf-8")
    with pytest.raises(Failure, match="no column intent"):
        read_table(table)


def test_a_table_is_read(tmp_path: Path) -> None:
    table = tmp_path / "rows.tsv"
    table.write_text(
        'text\tintent\tsecondary\tpaths\tdoubt\nwat is "havo"\tx\ty,z\tlevel=havo;path=hout\t?\n', encoding="utf-8"
    )
    [row] = read_table(table)
    assert row == Row('wat is "havo"', "x", ("y", "z"), (("level", "havo"), ("path", "hout")), True)


def test_held_out_sentences_are_not_trained_on() -> None:
    train, held_out = split_own()
    assert {text for text, _ in train}.isdisjoint(row.text for row in held_out)
    assert len(held_out) > len(train) / 5
