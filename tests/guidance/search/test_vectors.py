"""In the learnt space, ways to ask one thing come nearer and lengths no longer count."""

import numpy as np
import pytest

from guidance.search.vectors import Space, Vectors

SAME, NOISE = 3, 0
"""The axis that tells two things apart, and the one on which ways to ask one thing differ."""


def questions() -> tuple[Vectors, list[int]]:
    """Two things asked six times each: they differ a little on one axis, while the ways to ask differ much."""
    rows = np.zeros((12, 4), dtype=np.float32)
    rows[:, NOISE] = [-3, -2, -1, 1, 2, 3] * 2
    rows[:6, SAME], rows[6:, SAME] = 1, -1
    return rows, [0] * 6 + [1] * 6


def test_what_differs_between_ways_to_ask_counts_for_less() -> None:
    rows, groups = questions()
    placed = Space.learn(rows, groups).place(rows)
    plain = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    for one, other in ((0, 5), (1, 4), (2, 3)):
        assert float(placed[one] @ placed[other]) > float(plain[one] @ plain[other])
    assert float(plain[2] @ plain[3]) == pytest.approx(float(plain[2] @ plain[8]))
    assert float(placed[2] @ placed[3]) > float(placed[2] @ placed[8])


def test_placed_vectors_have_length_one() -> None:
    rows, groups = questions()
    placed = Space.learn(rows, groups).place(rows)
    assert np.linalg.norm(placed, axis=1) == pytest.approx(np.ones(12), abs=1e-5)
    assert placed.dtype == np.float32


def test_one_vector_is_placed_like_the_same_in_a_row() -> None:
    rows, groups = questions()
    space = Space.learn(rows, groups)
    assert space.place(rows[2]) == pytest.approx(space.place(rows)[2], abs=1e-6)


def test_the_middle_of_all_has_no_direction_and_no_fault() -> None:
    rows, groups = questions()
    assert Space.learn(rows, groups).place(rows.mean(axis=0)[np.newaxis]) == pytest.approx(np.zeros((1, 4)), abs=1e-6)


def test_without_texts_nothing_is_placed() -> None:
    rows, groups = questions()
    assert Space.learn(rows, groups).place(rows[:0]).shape == (0, 4)


def test_learning_twice_gives_the_same() -> None:
    rows, groups = questions()
    first, second = (Space.learn(rows, groups).place(rows) for _ in range(2))
    assert np.array_equal(first, second)


@pytest.mark.parametrize("shrinkage", [0.1, 0.5, 1.0])
def test_more_shrinkage_leaves_more_of_the_noise(shrinkage: float) -> None:
    rows, groups = questions()
    placed = Space.learn(rows, groups, shrinkage).place(rows)
    rounder = Space.learn(rows, groups, 1.0).place(rows)
    assert float(placed[0] @ placed[5]) >= float(rounder[0] @ rounder[5]) - 1e-6
