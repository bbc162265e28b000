"""N-grams are weighed as scikit-learn's vectorizers weigh them, for one message and for many."""

import numpy as np
from scipy.sparse import hstack

from bot.nlu.ask.heads import Spelling
from bot.nlu.names.reading import Reading

TAUGHT = ["wat kan ik na havo", "wat kan ik na vwo", "ik hou van dieren", "ik hou van koken en dieren", "na havo"] * 2
ASKED = ["wat wat wat na havo", "dieren dieren", "zzz", "", "ik hou van vwo"]


def both(texts: list[str]) -> list[Reading]:
    return [Reading(text, text.replace("havo", " xlevelx ")) for text in texts]


def test_the_same_as_the_vectorizers_give() -> None:
    spelling = Spelling()
    taught = spelling.fit(both(TAUGHT))
    plain, masked = [r.plain for r in both(ASKED)], [r.masked for r in both(ASKED)]
    own = hstack([v.transform(t) for v, t in zip(spelling.vectorizers, (plain, masked), strict=True)])
    np.testing.assert_allclose(spelling.transform(both(ASKED)).toarray(), own.toarray(), atol=1e-6)
    np.testing.assert_allclose(spelling.transform(both(TAUGHT)).toarray(), taught.toarray(), atol=1e-6)


def test_what_is_restored_weighs_the_same() -> None:
    spelling, again = Spelling(), Spelling()
    spelling.fit(both(TAUGHT))
    again.restore(spelling.arrays())
    np.testing.assert_allclose(again.transform(both(ASKED)).toarray(), spelling.transform(both(ASKED)).toarray())
