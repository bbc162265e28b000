"""What people see: who writes, where facts come from, and choices below the last part."""

from dataclasses import replace
from datetime import UTC, datetime

from channels.telegram.channel import STRINGS_FILE
from channels.telegram.rendering import render
from channels.telegram.texts import LIMIT, units
from conversation.messages import Button, Document, FileLink, Message, Sender, SourceLine
from gateway.texts.strings import load_strings

SAY = load_strings(STRINGS_FILE)
MESSAGE = Message("m1", "c1", 1, Sender.BOT, "Havo duurt vijf jaar.", datetime.now(UTC))
SOURCE = SourceLine("Overheid \N{GRINNING FACE}", "https://example.org/havo", "2026-11-02")
NO_URL = SourceLine("Schoolgids", None, "2026-10-30")


def test_the_bot_does_not_sign() -> None:
    (part,) = render(MESSAGE, SAY)
    assert part.plain
    assert part.text == MESSAGE.text


def test_a_mentor_without_a_name_is_still_a_mentor() -> None:
    (part,) = render(replace(MESSAGE, sender=Sender.MENTOR), SAY)
    assert part.text.splitlines()[0] == SAY("telegram.mentor_unnamed")


def test_links_lie_exactly_on_the_titles() -> None:
    (part,) = render(replace(MESSAGE, text="\N{GRINNING FACE} Zo.", sources=(SOURCE, NO_URL, SOURCE)), SAY)
    line = part.text.split("\n\n")[1]
    assert line.count(SOURCE.title) == 1
    assert "2-11-2026" in line
    assert "30-10-2026" in line
    (link,) = [entity for entity in part.entities if entity.type == "text_link"]
    units16 = part.text.encode("utf-16-le")
    assert units16[link.offset * 2 : (link.offset + link.length) * 2].decode("utf-16-le") == SOURCE.title


def test_sources_that_do_not_fit_come_after_and_carry_the_buttons() -> None:
    long = replace(MESSAGE, text="x" * LIMIT, sources=(SOURCE,), buttons=(Button("Ja", "id1"),))
    body, line = render(long, SAY)
    assert body.plain
    assert line.text.startswith("Bron: ")
    assert line.keyboard is not None


def test_very_many_sources_fit_too() -> None:
    sources = tuple(SourceLine(f"Bron nummer {n} " + "x" * 80, None, "2026-11-02") for n in range(80))
    assert all(units(part.text) <= LIMIT for part in render(replace(MESSAGE, sources=sources), SAY))


def test_nothing_to_say_is_no_message() -> None:
    assert render(replace(MESSAGE, text=" \n"), SAY) == ()


def test_a_file_carries_a_short_text_and_follows_a_long_one() -> None:
    file, document = FileLink("Agenda", "calendar/x.ics"), Document("x.ics", "text/calendar", b"x")
    (part,) = render(replace(MESSAGE, files=(file,), sources=(SOURCE,)), SAY, lambda _: document)
    assert (part.document, part.text.startswith(MESSAGE.text)) == (document, True)
    words, only = render(replace(MESSAGE, text="x" * 1025, files=(file,)), SAY, lambda _: document)
    assert (words.document, only.document, only.text) == (None, document, "")


def test_a_file_that_is_gone_costs_no_words() -> None:
    (part,) = render(replace(MESSAGE, files=(FileLink("Agenda", "calendar/x.ics"),)), SAY)
    assert part.plain
