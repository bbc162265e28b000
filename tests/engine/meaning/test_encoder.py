"""Encoding many sentences at once gives what encoding each by itself gives, whatever stands in them."""

import logging
from pathlib import Path

import numpy as np
import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.meaning import bulk, e5_file
from bot.nlu.meaning.encoder import encode_cached, encoder
from bot.nlu.meaning.featurizer import SentenceVector

TEXTS = [
    "wat is havo",
    "",
    "   ",
    "heeft 5 tso elektriciteit nog zin als ik daarna naar de hogeschool wil, of is er iets beters?",
    "ça coûte combien, l'école ?",
    "okul ücreti ne kadar",
    "مرحبا، كم تكلف المدرسة؟",
    "ile kosztuje szkoła 😂😂",
    "½ ﬁets  dubbele   spaties",
    "ㄅ𓀀 onbekende tekens",
    "nul\0byte",
    "heel lang " * 300,
]


def test_many_at_once_is_as_one_by_one() -> None:
    apart = np.concatenate([encoder().encode([text]) for text in TEXTS])
    together = encoder().encode_many(TEXTS)
    assert together.shape == apart.shape
    assert (apart * together).sum(axis=1).min() > 0.999


def test_a_model_of_another_shape_is_left_to_the_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(path: Path) -> None:
        raise e5_file.ModelFileError("laid out in another way")

    monkeypatch.setattr(e5_file, "read", refuse)
    with caplog.at_level(logging.WARNING):
        vectors = encoder().encode_many(TEXTS[:1])
    assert np.array_equal(vectors, encoder().encode(TEXTS[:1]))
    assert "laid out in another way" in caplog.text


def test_a_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.bin").write_bytes(b"something else")
    with pytest.raises(e5_file.ModelFileError, match="no encoder model"):
        e5_file.read(tmp_path / "x.bin")


def test_vectors_that_differ_are_refused() -> None:
    with pytest.raises(bulk.BulkError, match="agree"):
        bulk.BulkEncoder(lambda texts: -encoder().encode(texts))


def test_sentences_of_an_earlier_training_are_not_encoded_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "vectors.npz"
    first = encode_cached(TEXTS[:2], cache)
    monkeypatch.setattr(type(encoder()), "encode_many", lambda self, sentences: pytest.fail("encoded again"))
    assert np.array_equal(encode_cached(TEXTS[:2], cache), first)


def test_a_vector_has_a_fingerprint_of_its_numbers() -> None:
    one, other = (np.full(384, number, dtype=np.float32).view(SentenceVector) for number in (0.1, 0.2))
    message = Message.build(text="hoi", intent="greet")
    message.set("vector", one)
    first = message.fingerprint()
    message.set("vector", other)
    assert message.fingerprint() != first
    assert one.fingerprint() == one.copy().fingerprint() != other.fingerprint()
