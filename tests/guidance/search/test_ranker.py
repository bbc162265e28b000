"""The weights belong to the features, and what weighs most comes first."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from guidance.search import ranker
from guidance.search.features import NAMES, Asked, candidates
from guidance.search.index import Index
from guidance.search.ranker import CALIBRATED_BY, TOGETHER, WEIGHTS, Weights, WeightsError, learnt, rank, with_products
from tests.guidance.search.fakes import COST, LONG, REPORT, UNITS, index

WIDE = len(NAMES) + len(TOGETHER)
NOTHING = np.zeros((3, len(NAMES)), dtype=np.float32)
"""The features of three candidates, all zero."""


PLAIN = (1.0, 0.5, *(0.0 for _ in CALIBRATED_BY), -1.0)
"""A chance by score and lead alone."""


def weights(calibration: tuple[float, ...] = PLAIN, **those: float) -> Weights:
    """Weights of zero but for those named."""
    made = np.zeros(WIDE)
    for name, value in those.items():
        made[NAMES.index(name)] = value
    return Weights(np.zeros(len(NAMES)), np.ones(len(NAMES)), made, calibration)


def written(made: Weights, names: tuple[str, ...], target: Path) -> Path:
    data = {
        "names": names,
        "mean": made.mean.tolist(),
        "scale": made.scale.tolist(),
        "weights": made.weights.tolist(),
        "calibration": made.calibration,
    }
    target.write_text(json.dumps(data), encoding="utf-8")
    return target


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Index:
    monkeypatch.setattr(ranker, "learnt", lambda: weights(meaning=3.0, letters=2.0, country_other=-8.0))
    return index()


def test_committed_weights_belong_to_the_features() -> None:
    known = learnt(WEIGHTS)
    assert known.mean.shape == known.scale.shape == (len(NAMES),)
    assert known.weights.shape == (WIDE,)
    assert (known.scale > 0).all()
    assert known.calibration[0] > 0
    for part in (known.mean, known.scale, known.weights, np.array(known.calibration)):
        assert np.isfinite(part).all()


def test_committed_weights_give_chances() -> None:
    made = index()
    _, rows = candidates(made, Asked(made.query("wat kost het mbo"), generated=(LONG,)))
    chances = learnt(WEIGHTS).chances(learnt(WEIGHTS).scores(rows), rows)
    assert ((chances >= 0) & (chances <= 1)).all()


def test_weights_of_other_features_are_refused(tmp_path: Path) -> None:
    path = written(weights(), (*NAMES[:-1], "guessed"), tmp_path / "weights.json")
    with pytest.raises(WeightsError, match=r"weights\.json was learnt for other features \(run \./wegwijs train"):
        learnt(path)


def test_weights_in_another_order_are_refused(tmp_path: Path) -> None:
    with pytest.raises(WeightsError):
        learnt(written(weights(), NAMES[::-1], tmp_path / "other.json"))


def test_written_weights_are_read_as_they_are(tmp_path: Path) -> None:
    made = weights(meaning=2.5)
    read = learnt(written(made, NAMES, tmp_path / "same.json"))
    assert np.array_equal(read.weights, made.weights)
    assert read.calibration == made.calibration


def test_products_are_of_known_names() -> None:
    assert {name for pair in TOGETHER for name in pair} <= set(NAMES)
    assert len(set(TOGETHER)) == len(TOGETHER)


def test_products_stand_behind_the_columns() -> None:
    rows = np.arange(2 * len(NAMES), dtype=np.float64).reshape(2, -1)
    wide = with_products(rows)
    assert wide.shape == (2, WIDE)
    assert np.array_equal(wide[:, : len(NAMES)], rows)
    one, other = (NAMES.index(name) for name in TOGETHER[0])
    assert np.array_equal(wide[:, len(NAMES)], rows[:, one] * rows[:, other])


def test_likeliest_comes_first_and_chances_follow(made: Index) -> None:
    found = rank(made, Asked(made.query("wat kost het mbo")))
    assert found[0].unit.id == COST.id
    chances = [one.chance for one in found]
    assert chances == sorted(chances, reverse=True)
    assert all(0 <= chance <= 1 for chance in chances)


def test_weight_of_a_feature_moves_what_comes_first(made: Index) -> None:
    ask = Asked(made.query("wat is een clausulering"), country="nl", sure_country=True)
    assert rank(made, replace(ask, country="vl"))[0].unit.id == REPORT.id
    assert rank(made, ask)[0].unit.id != REPORT.id


@pytest.mark.parametrize("number", [1, 3, 8, 100])
def test_no_more_than_asked_for_is_given(made: Index, number: int) -> None:
    found = rank(made, Asked(made.query("wat kost het mbo")), number)
    assert len(found) == min(number, len(UNITS))


def test_the_first_is_surer_when_others_are_far() -> None:
    here = weights(meaning=1.0)
    near, far = (here.chances(np.array([2.0, other]), NOTHING[:2])[0] for other in (1.9, -3.0))
    assert far > near


def test_chance_of_one_alone_is_a_chance() -> None:
    chances = weights().chances(np.array([0.3]), NOTHING[:1])
    assert chances.shape == (1,)
    assert 0 < chances[0] < 1


def test_two_that_are_equal_are_equally_likely() -> None:
    one, other, last = weights().chances(np.array([1.0, 1.0, 0.0]), NOTHING)
    assert one == other > last


def test_what_comes_near_at_all_is_likelier() -> None:
    sure = weights((1.0, 0.5, *(3.0 for _ in CALIBRATED_BY), -1.0))
    near = NOTHING[:1].copy()
    near[0, NAMES.index("meaning")] = 1.0
    assert sure.chances(np.array([0.0]), near)[0] > sure.chances(np.array([0.0]), NOTHING[:1])[0]


def test_weights_calibrated_by_other_signs_are_refused(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="calibrated by other signs"):
        learnt(written(weights((1.0, 0.5, -1.0)), NAMES, tmp_path / "weights.json"))


def test_standardised_columns_are_weighed() -> None:
    plain = weights(meaning=1.0)
    moved = replace(plain, mean=np.full(len(NAMES), 2.0), scale=np.full(len(NAMES), 4.0))
    rows = np.zeros((1, len(NAMES)), dtype=np.float32)
    rows[0, NAMES.index("meaning")] = 6.0
    assert plain.scores(rows) == pytest.approx([6.0])
    assert moved.scores(rows) == pytest.approx([1.0])
