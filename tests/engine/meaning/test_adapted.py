"""The taught encoder is the package's own model with a difference, and what is taught is chosen with care."""

from pathlib import Path

import numpy as np
import pytest

from bot.nlu.meaning import adapt, adapted
from bot.nlu.meaning.adapt import KEPT_APART, QUESTIONS, _alike, _batches, _parted, _questions
from bot.nlu.meaning.adapted import AdaptedError, base, units_before, write_difference, write_model
from bot.nlu.meaning.e5_file import read
from bot.nlu.meaning.encoder import E5Encoder

NAME = "l11.ao.w"
SAME = ("wat kost het mbo", "hoeveel betaal je voor een mbo-opleiding")
OTHER = "hoe word ik dierenarts"


def groups(count: int = 30) -> list:
    return [
        {"unit": f"u{at}", "country": "nl" if at % 2 else "vl", "texts": [f"a{at}", f"b{at}"]} for at in range(count)
    ]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("encoder") / "model.bin"
    write_model(made)
    return made


def test_taught_model_holds_questions_with_one_answer_nearer_together(model: Path) -> None:
    def lead(encoder: E5Encoder) -> float:
        one, same, other = encoder.encode([*SAME, OTHER])
        return float(one @ same - one @ other)

    assert lead(E5Encoder(model)) > lead(E5Encoder()) + 0.1


def test_only_the_upper_layers_differ(model: Path) -> None:
    ours, theirs = read(model), read(base())
    assert np.array_equal(ours.matrix("l0.q.w", 384), theirs.matrix("l0.q.w", 384))
    assert not np.array_equal(ours.matrix(NAME, 384), theirs.matrix(NAME, 384))


def test_small_change_survives_the_rounding(tmp_path: Path) -> None:
    before = read(base()).matrix(NAME, 384)
    step = np.abs(before).max() / 80
    write_difference({NAME: before + step}, ["u"], ["v"], to=tmp_path / "difference.npz")
    made = tmp_path / "made.bin"
    made.write_bytes(adapted._changed(base(), tmp_path / "difference.npz"))
    assert float((read(made).matrix(NAME, 384) - before).mean()) == pytest.approx(step, rel=0.2)


def test_another_model_of_the_package_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adapted, "digest", lambda path: "another")
    with pytest.raises(AdaptedError, match="train --encoder"):
        write_model(tmp_path / "model.bin")
    assert list(tmp_path.iterdir()) == []


def test_what_was_taught_is_kept_with_what_was_kept_apart(tmp_path: Path) -> None:
    matrix = read(base()).matrix(NAME, 384)
    write_difference({NAME: matrix}, ["b", "a"], [], to=tmp_path / "difference.npz")
    assert units_before(tmp_path / "difference.npz") == ({"a", "b"}, frozenset())
    assert units_before(tmp_path / "none.npz") == (frozenset(), frozenset())


def test_units_kept_apart_are_never_taught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adapt, "units_before", lambda: (frozenset({"u1", "u2"}), frozenset({"u3"})))
    groups_, apart = _parted(groups(200))
    taught = {group["unit"] for group in groups_}
    assert {"u1", "u2"} <= taught
    assert "u3" in apart
    assert taught | apart == {f"u{at}" for at in range(200)}
    assert len(apart) == pytest.approx(200 / KEPT_APART, rel=0.3)
    assert _parted(groups(201))[1] >= apart


def test_a_unit_asked_in_one_way_only_teaches_nothing() -> None:
    assert _parted([{"unit": "u", "country": "nl", "texts": ["a"]}])[0] == []


def test_batches_hold_two_questions_of_units_of_one_country() -> None:
    asked = _questions(groups(200))
    vectors = np.random.default_rng(1).normal(size=(len(asked.texts), 8)).astype(np.float32)
    batches = list(_batches(asked, vectors, np.random.default_rng(2)))
    assert batches
    for rows in batches:
        owners, counts = np.unique(asked.owners[rows], return_counts=True)
        assert (counts == QUESTIONS).all()
        assert len(set(asked.countries[owners])) == 1


def test_questions_that_ask_the_same_are_not_driven_apart() -> None:
    vectors = np.array([[1, 0], [1, 0], [0, 1]], np.float32)
    alike = _alike(vectors, np.array([0, 1, 2]), np.array([0, 1, 2]))
    assert alike.tolist() == [[0, 1, 0], [1, 0, 0], [0, 0, 0]]
