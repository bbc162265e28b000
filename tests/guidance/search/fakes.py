"""A few units and a way to make vectors of words, so that a test knows what must be near to what."""

import zlib
from collections.abc import Iterable, Sequence

import numpy as np

from guidance.search.features import NAMES, Asked, Rows, candidates
from guidance.search.index import Index
from guidance.search.units import Unit
from guidance.search.vectors import Vectors

SIZE = 64


def bag_of_words(texts: Sequence[str]) -> Vectors:
    """FakeEmbed: every word is an axis, the same in every run."""
    rows = np.zeros((len(texts), SIZE), dtype=np.float32)
    for row, text in zip(rows, texts, strict=True):
        for word in text.split():
            row[zlib.crc32(word.encode()) % SIZE] += 1
    return rows


COST = Unit(
    "nl-faq-kosten",
    "faq",
    "nl-faq-kosten",
    questions=("wat kost het mbo", "hoe duur is een mbo opleiding"),
    text="Lesgeld betaal je vanaf achttien jaar.",
    about=("nl-mbo", "nl-lesgeld"),
    country="nl",
)
REPORT = Unit(
    "vl-faq-attest",
    "faq",
    "vl-faq-attest",
    questions=("wat is een clausulering", "mag ik met een b attest verder"),
    text="Met zo'n attest mag je over, maar niet naar alles.",
    about=("vl-b-attest",),
    country="vl",
)
TALKING = Unit(
    "both-praten",
    "article",
    "both-praten",
    questions=("hoe praat ik met mijn kind", "mijn zoon zegt niets"),
    text="Luister eerst en vraag dan door.",
    audience="parent",
)
PHONE = Unit(
    "gsm", "programme", "gsm", questions=("mag mijn telefoon aan", "waar laat ik mijn mobiel"), text="In de kluis."
)
DAY = Unit(
    "nl-vakantie",
    "key_date",
    "nl-vakantie",
    "date",
    ("wanneer is de vakantie", "welke week zijn we vrij"),
    "van 17 oktober",
    country="nl",
)
LEVEL = Unit(
    "nl-havo#what",
    "level",
    "nl-havo",
    "what",
    ("havo", "wat is havo", "wat betekent havo"),
    "Vijf jaar school, daarna het hbo.",
    ("nl-havo",),
    "nl",
)
UNITS = (COST, REPORT, TALKING, PHONE, DAY, LEVEL)
LONG = Unit("nl-havo#duration", "level", "nl-havo", "duration", about=("nl-havo",), country="nl")


def index(units: Sequence[Unit] = UNITS, **extra: Sequence[str]) -> Index:
    """An index over units, the few above unless told otherwise."""
    return Index(units, extra, bag_of_words)


def weighed(made: Index, asked: Asked) -> dict[str, dict[str, float]]:
    """The features of every candidate by name, by the id of its unit."""
    units, rows = candidates(made, asked)
    return {unit.id: named(row) for unit, row in zip(units, rows, strict=True)}


def named(row: Iterable[float] | Rows) -> dict[str, float]:
    """One row of features by name."""
    return dict(zip(NAMES, map(float, row), strict=True))
