"""Vectors that are kept beside the content come back nearly as they were, and only for the encoder that made them."""

from pathlib import Path

import numpy as np
import pytest

from bot.actions.answer.encoder import searched
from content.library import Library
from ops import vectors
from ops.kept_vectors import keep, kept, key

TEXTS = [f"vraag {number}" for number in range(50)]


@pytest.fixture
def known() -> dict[str, np.ndarray]:
    chance = np.random.default_rng(1)
    made = 0.05 + chance.normal(scale=0.02, size=(len(TEXTS), 384))
    made /= np.linalg.norm(made, axis=1, keepdims=True)
    return {key(text): row.astype(np.float32) for text, row in zip(TEXTS, made, strict=True)}


def test_what_is_kept_comes_back(tmp_path: Path, known: dict[str, np.ndarray]) -> None:
    assert keep([*TEXTS, "nooit gelezen"], known, "een", tmp_path / "v.npz") == len(TEXTS)
    found = kept([*TEXTS, "nooit gelezen"], "een", tmp_path / "v.npz")
    assert set(found) == set(known)
    assert min(float(found[one] @ known[one]) for one in known) > 0.998


@pytest.mark.parametrize("content", [None, b"", b"geen npz"])
def test_another_encoder_or_a_broken_file_gives_none(
    tmp_path: Path, known: dict[str, np.ndarray], content: bytes | None
) -> None:
    file = tmp_path / "v.npz"
    keep(TEXTS, known, "een", file)
    if content is not None:
        file.write_bytes(content)
    assert kept(TEXTS, "twee", file) == {}


def test_a_cache_is_filled_once(tmp_path: Path, library: Library) -> None:
    texts = searched(library)
    assert vectors.fill(texts[:200], tmp_path / "c.npz") > 0
    assert vectors.fill(texts[:200], tmp_path / "c.npz") == 0


def test_nearly_all_that_can_be_asked_is_kept(library: Library) -> None:
    texts = searched(library)
    found = kept(texts, vectors.encoder_name())
    assert len(found) > 0.9 * len(texts), "many texts are new: run ./wegwijs train --answers"
