"""Two asks in one message are found as two pieces; one ask stays whole."""

from bot.nlu.meaning.segments import MAX_SEGMENTS, segments


def test_one_ask_has_no_segments() -> None:
    assert segments("wat is het verschil tussen bol en bbl") == []


def test_sentences_and_joined_questions() -> None:
    assert segments("Hoe lang duurt de opleiding en hoeveel kost die? Mag ik ook stoppen.") == [
        "Hoe lang duurt de opleiding",
        "hoeveel kost die?",
        "Mag ik ook stoppen.",
    ]


def test_a_lone_word_is_no_ask() -> None:
    assert segments("hallo. wanneer is het vakantie?") == []


def test_no_more_than_the_limit() -> None:
    assert len(segments("wat is dit? " * 20)) == MAX_SEGMENTS
