"""No text breaks the steps before the classifier, and none of them invents a name outside the text."""

import numpy as np
import pytest

from bot.nlu.meaning.encoder import encoder
from bot.nlu.meaning.segments import MAX_SEGMENTS, segments
from bot.nlu.names.reading import links, read
from bot.nlu.spelling.language import LANGUAGES, language_of
from bot.nlu.spelling.normalise import MAX_CHARACTERS, neutralise, visible
from bot.nlu.spelling.text_analysis import word_places
from tests.engine.bad_input import BAD_INPUT


@pytest.mark.parametrize("text", BAD_INPUT.values(), ids=BAD_INPUT)
def test_every_step_takes_every_text(text: str) -> None:
    reading = read(text)
    pieces = segments(visible(text))
    vectors = encoder().encode([reading.plain, *(read(piece).plain for piece in pieces)])
    assert np.isfinite(vectors).all()
    assert len(pieces) <= MAX_SEGMENTS
    assert len(reading.plain) <= 2 * MAX_CHARACTERS
    assert language_of(visible(text)) in LANGUAGES
    assert all(text[link.start : link.end] == link.text for link in links(text))
    assert all(0 <= start < end <= len(text) for _, start, end, _ in word_places(text))


@pytest.mark.parametrize("text", BAD_INPUT.values(), ids=BAD_INPUT)
def test_no_text_is_a_command(text: str) -> None:
    safe = neutralise(text)
    assert not safe.lstrip().startswith("/")
    assert len(safe) == len(text)


def test_hidden_characters_do_not_hide_a_word() -> None:
    assert read(BAD_INPUT["zero width inside"]).plain == read("wat is havo").plain
    assert read(BAD_INPUT["mathematical letters"]).plain == read("wat is havo").plain
