"""The page to print: everything on it can be read back, long texts break, and nothing falls off."""

import logging
import re
from datetime import date

import pytest

from channels.pictures.studio import CannotDraw
from content.library import CitedSource
from conversation.messages import Page
from guidance.pictures.page import Printed, Section, Shape, sheet
from guidance.pictures.sketch import Sheet, Sketch
from tests.drawing import sample_profile, studio
from tests.pictures.pdf_text import pages

DAY = date(2026, 11, 26)
SOURCES = (
    CitedSource("Onderwijs in cijfers", "https://example.org/cijfers", date(2026, 11, 22)),
    CitedSource("Schoolgids", None, date(2026, 11, 1)),
)
SECTIONS = (
    Section("Velden", ("Zorg: want je zei “mensen helpen” & <dieren>.", "Techniek (met café’s)."), Shape.LIST),
    Section("Vragen", ("Welke vakken heb ik nodig?", "Kan ik een dag meelopen?", "Wat kost het?"), Shape.QUESTIONS),
    Section("Afspraken", ("Met mijn mentor op",), Shape.AGREEMENTS),
)


def pdf(printed: Sheet) -> bytes:
    return studio().pdf(Page(printed.title, printed.data)).body


def words(printed: Sheet) -> str:
    return " ".join(" ".join(pages(pdf(printed))).split())


def test_all_that_was_put_on_it_can_be_read_back() -> None:
    text = words(sheet("Mijn gesprek", SECTIONS, made_on=DAY, sources=SOURCES))
    for section in SECTIONS:
        assert section.heading in text
        assert all(line in text for line in section.lines)
    assert "Onderwijs in cijfers (nagekeken op 22-11-2026)" in text
    assert "https://example.org/cijfers" in text
    assert "1. Welke" in text
    assert "Gemaakt met Wegwijs op 26-11-2026" in text
    assert "Pagina 1 van 1" in text


def test_it_says_its_language_title_and_picture() -> None:
    made = pdf(sheet("Mijn gesprek", SECTIONS, made_on=DAY, picture=sample_profile()))
    assert made.startswith(b"%PDF-")
    assert b"/Lang (nl-NL)" in made
    assert b"/MarkInfo <</Marked true>>" in made
    assert b"/Alt (Jouw interesses" in made
    assert re.search(rb"/MediaBox \[0 0 595\.\d+ 841\.\d+\]", made), "A4 in points"
    assert made.count(b"/FontFile2") == 2, "both weights go along"


def test_long_texts_wrap_break_pages_and_lose_nothing() -> None:
    long = " ".join(f"woord{number}" for number in range(2500))
    endless = "x" * 400
    printed = sheet("Lang", (Section("Uitleg", (long, endless)), *SECTIONS), made_on=DAY)
    found = [" ".join(page.split()) for page in pages(pdf(printed))]
    assert len(found) > 2
    assert all(f"Pagina {number} van {len(found)}" in page for number, page in enumerate(found, 1))
    without_footers = re.sub(r"Pagina \d+ van \d+|Gemaakt met Wegwijs op [\d-]+", " ", " ".join(found))
    read = without_footers.split()
    assert [word for word in read if word.startswith("woord")] == long.split()
    assert "".join(word for word in read if set(word) == {"x"}) == endless


def test_a_heading_is_not_left_alone_at_the_end_of_a_page() -> None:
    for lines in range(30, 46):
        sections = (Section("Eerst", ("Regel.",) * lines), Section("Daarna", ("Een vraag?",), Shape.QUESTIONS))
        for page in pages(pdf(sheet("Titel", sections, made_on=DAY))):
            assert ("Daarna" in page) == ("Een vraag?" in page)


def test_signs_the_typeface_lacks_do_not_stop_it_and_are_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        text = words(sheet("Titel", (Section("Woorden", ("geheim \N{GRINNING FACE} مرحبا einde",)),), made_on=DAY))
    assert "geheim" in text
    assert "einde" in text
    assert not [record for record in caplog.records if record.name.startswith("fpdf")]


def test_a_picture_that_cannot_be_drawn_is_left_out() -> None:
    printed = sheet("Titel", SECTIONS, made_on=DAY, picture=Sketch("zebra", {}, "woorden"))
    assert b"/Subtype /Image" not in pdf(printed)


def test_a_page_goes_to_the_store_and_back() -> None:
    printed = sheet("Titel", SECTIONS, made_on=DAY, sources=(*SOURCES, SOURCES[0]), picture=sample_profile())
    read = Printed.read(printed.title, printed.data)
    assert (read.sections, read.sources, read.made_on) == (SECTIONS, SOURCES, DAY)


def test_nothing_to_print_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one section"):
        sheet("Leeg", (Section("Niets", ()),), made_on=DAY)
    with pytest.raises(CannotDraw, match="does not fit"):
        studio().pdf(Page("Kapot", {"made_on": "gisteren", "sections": [], "sources": [], "picture": None}))
