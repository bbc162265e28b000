"""The real studio with the real content, loaded once for all tests of a process."""

from functools import cache

from channels.pictures.studio import Studio
from content.library import Library
from content.loader import load
from guidance.pictures.profile import hexagon
from guidance.pictures.sketch import Sketch


@cache
def library() -> Library:
    return load()


@cache
def studio() -> Studio:
    return Studio(library())


LABELS = ("Doen en maken", "Onderzoeken", "Iets moois maken", "Mensen helpen", "Ondernemen", "Ordenen en regelen")


def sample_profile() -> Sketch:
    """A profile of nobody."""
    scores = (72, 40, 55, 88, 30, 12)
    return hexagon(library().picture_words, LABELS, scores, [one - 12 for one in scores], [one + 12 for one in scores])
