"""The bench counts right, and says clearly when a table cannot be measured on."""

from pathlib import Path
from typing import Any

import pytest

from ops.bench.languages import Pair, by_language, measure_pairs, read_pairs
from ops.bench.measures import calibration, entity_f1, f1_of, measure
from ops.bench.perturb import PERTURBATIONS, perturbed
from ops.bench.report import Contender, write_html
from ops.bench.robustness import measure_costs
from ops.bench.rows import Row, own_sentences, read_table, sample, split_own
from ops.bench.stock import Trained, epoch
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


def test_a_sample_is_always_the_same_part() -> None:
    sentences = [(str(number), "x") for number in range(500)]
    part = sample(sentences, 200)
    assert part == sample(sentences, 200)
    assert len(set(part)) == 200
    assert set(part) < set(sentences)
    assert sample(sentences, None) == sample(sentences, 900) == sentences


SAID = "Waarom kan ik niet kiezen, en wat is het verschil met Elektriciteit?"


def test_every_perturbation_changes_a_plain_sentence_the_same_way_each_time() -> None:
    for name in PERTURBATIONS:
        assert perturbed(name, SAID) == perturbed(name, SAID) != SAID


def test_each_long_word_slips_once_and_short_ones_never() -> None:
    slipped = perturbed("a slip in each long word", SAID)
    pairs = list(zip(SAID.split(), slipped.split(), strict=True))
    assert all((old != new) == (len(old.strip(",?")) > 4) for old, new in pairs)
    assert max(abs(len(old) - len(new)) for old, new in pairs) <= 1


def test_chat_spelling_is_for_dutch_only_and_for_whole_words() -> None:
    assert perturbed("SMS and Flemish spellings", "Ik heb het niet, wat is dat") == "kheb het ni, wa is da"
    assert perturbed("SMS and Flemish spellings", "what is dat", lang="en") == "what is dat"
    assert perturbed("SMS and Flemish spellings", "voornamelijk evenwicht") == "voornamelijk evenwicht"


def test_marks_go_and_words_stay() -> None:
    assert perturbed("no punctuation", "Wat is hbo-v? Ja, 's avonds...") == "Wat is hbo-v Ja 's avonds"


def test_costs_count_what_is_lost_and_leave_doubtful_rows_out() -> None:
    rows = [Row("WAT kost het", "ask_costs"), Row("hoi", "greet"), Row("TWIJFEL", "x", doubtful=True)]
    before = [parse("ask_costs"), parse("greet"), parse("y")]
    [lower] = [c for c in measure_costs(rows, before, lambda text: parse("thank")) if c.name == "lower case"]
    assert (lower.changed, lower.accuracy, lower.points_lost) == (1, 0.5, 50.0)


def test_languages_are_compared_with_their_own_dutch() -> None:
    pairs = [
        Pair("en", "greet", "hello", "hallo"),
        Pair("en", "thank", "thanks", "bedankt"),
        Pair("fr", "greet", "bonjour", "dag"),
    ]
    said = {"hello": "greet", "hallo": "greet", "thanks": "greet", "bedankt": "thank", "bonjour": "x", "dag": "x"}
    english, french, everything = measure_pairs(pairs, lambda text: parse(said[text], lang="en"))
    assert (english.accuracy, english.dutch, english.kept, english.named) == (0.5, 1.0, 0.5, 1.0)
    assert (french.kept, french.named) == (None, 0.0)
    assert (everything.count, everything.kept) == (3, pytest.approx(0.5))


def test_languages_of_the_table_stand_beside_its_dutch() -> None:
    rows = [Row("a", "x"), Row("b", "x", lang="nl-vl"), Row("c", "x", lang="tr"), Row("d", "x", doubtful=True)]
    found = {k.lang: k for k in by_language(rows, [parse("x"), parse("y"), parse("x"), parse("y")])}
    assert (found["tr"].accuracy, found["tr"].dutch, found["tr"].kept) == (1.0, 0.5, 2.0)


def test_the_pairs_cover_languages_and_intents_and_are_never_taught() -> None:
    pairs = read_pairs()
    assert len(pairs) >= 120
    assert {pair.lang for pair in pairs} == {"en", "fr", "tr", "ar", "pl", "de", "es"}
    taught = {text.lower() for text, _ in own_sentences()}
    assert len({pair.intent for pair in pairs}) >= 20
    assert {intent for _, intent in own_sentences()} >= {pair.intent for pair in pairs}
    assert [p.text for p in pairs if p.text.lower() in taught or p.dutch.lower() in taught] == []


def test_the_epoch_of_a_training_is_read_from_its_log(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_bytes(b"Starting\n")
    assert epoch(log) == ""
    log.write_bytes("Epochs:   1%|\u258f  | 1/100 [00:27<13:57]\rEpochs:   2%|  | 2/100 [01:30<1:08]".encode())
    assert epoch(log) == "epoch 2 of 100"


def test_the_report_shows_every_table(tmp_path: Path) -> None:
    parses = [parse("ask_costs"), parse("ask_dates"), parse("out_of_scope"), parse("x")]
    costs = measure_costs(ROWS, parses, lambda text: parse("greet"))
    pairs = measure_pairs([Pair("en", "greet", "<b>hello", "hallo")], lambda text: parse("greet"))
    trained = Trained(tmp_path / "model", 61.0, 99.0)
    made = Contender("Wegwijs", measure(ROWS, parses), parses, trained, costs, pairs, by_language(ROWS, parses))
    write_html(tmp_path / "report.html", [made], ROWS, "rows of <x>")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    for words in (
        "a slip in each long word",
        "en (1)",
        "greet taken for ask_dates: 1",
        "61",
        "&lt;x&gt;",
        "mean confidence",
    ):
        assert words in page
