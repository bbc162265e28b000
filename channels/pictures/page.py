"""Makes the page to print: A4, one typeface, text that can be selected and read aloud."""

import io
import logging
from collections.abc import Callable
from datetime import UTC, datetime, time

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from channels.pictures.ink import FONT_FILES
from guidance.pictures.page import Printed, Section, Shape
from guidance.pictures.sketch import Speech

FAMILY = "Roboto"
MARGIN = 20.0
"""Millimetres around the text."""
LINE = 6.0
"""Millimetres from one line of body text to the next."""
BODY, HEADING, TITLE, SMALL = 11, 14, 20, 9
"""Sizes in points; body text is as large as in a school book."""
INK, SOFT, RULE = (29, 38, 41), (82, 96, 101), (170, 180, 176)
PICTURE_WIDTH, PICTURE_HEIGHT = 95.0, 125.0
WRITING_LINES = 2
INDENT = 8.0
BOX = 3.6
"""A box to tick, in millimetres."""
AGREEMENT_HEIGHT = LINE * 4
KEPT_WHOLE = {Shape.AGREEMENTS: AGREEMENT_HEIGHT}
"""Sections that stay on one page, with the room one line of them takes."""

logging.getLogger("fpdf").setLevel(logging.ERROR)  # it names characters the typeface lacks: those are people's words


class Paper(FPDF):
    """An A4 page with a quiet last line that counts the pages."""

    def __init__(self, say: Speech, printed: Printed) -> None:
        super().__init__(format="A4")
        self._say, self._printed = say, printed
        self.add_font(FAMILY, "", FONT_FILES["normal"])
        self.add_font(FAMILY, "B", FONT_FILES["bold"])
        self.set_lang("nl-NL")
        self.set_title(printed.title)
        self.set_creator("Wegwijs")
        self.set_creation_date(datetime.combine(printed.made_on, time(), UTC))
        self.set_margin(MARGIN)
        self.set_auto_page_break(True, MARGIN + LINE)
        self.add_page()

    def footer(self) -> None:
        """Called for every page: its number, and when the page was made."""
        self.set_y(-MARGIN + 4)
        self.ink(SMALL, colour=SOFT)
        self.cell(0, LINE, self._say("page.number", number=self.page_no(), all="{nb}"), align="R")
        self.set_x(MARGIN)
        self.cell(0, LINE, self._say("page.made_on", date=dutch(self._printed.made_on.isoformat())))

    def ink(self, size: int, style: str = "", colour: tuple[int, int, int] = INK) -> None:
        """Choose size, weight and colour of what is written next."""
        self.set_font(FAMILY, style, size)
        self.set_text_color(*colour)

    def write_block(self, text: str, height: float = LINE, indent: float = 0.0, link: str = "") -> None:
        """A paragraph over as many lines and pages as it takes."""
        self.set_x(MARGIN + indent)
        self.multi_cell(0, height, text, align="L", link=link, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def keep(self, height: float) -> None:
        """Go on on the next page when less than `height` is left on this one."""
        if self.will_page_break(height):
            self.add_page()

    def rule(self, indent: float) -> None:
        """A line to write on."""
        self.keep(LINE * 1.4)
        self.ln(LINE * 1.4)
        self.set_draw_color(*RULE)
        self.line(MARGIN + indent, self.get_y(), self.w - MARGIN, self.get_y())


def make(say: Speech, printed: Printed, png: bytes | None) -> bytes:
    """The page as PDF. `png` is its picture, drawn; its words go along for who cannot see it."""
    paper = Paper(say, printed)
    paper.ink(TITLE, "B")
    paper.start_section(printed.title)
    paper.write_block(printed.title, 9)
    if png is not None and printed.picture is not None:
        _picture(paper, png, printed.picture.alt)
    for section in printed.sections:
        _section(paper, section)
    if printed.sources:
        _sources(paper, say, printed)
    return bytes(paper.output())


def _picture(paper: Paper, png: bytes, alt: str) -> None:
    paper.ln(3)
    paper.image(
        io.BytesIO(png),
        x=(paper.w - PICTURE_WIDTH) / 2,
        w=PICTURE_WIDTH,
        h=PICTURE_HEIGHT,
        keep_aspect_ratio=True,
        alt_text=alt,
    )


def _section(paper: Paper, section: Section) -> None:
    paper.keep(LINE * 5 + KEPT_WHOLE.get(section.shape, 0.0) * len(section.lines))
    paper.ln(5)
    paper.ink(HEADING, "B")
    paper.start_section(section.heading, level=1)
    paper.write_block(section.heading, 7.5)
    paper.ln(1)
    for number, line in enumerate(section.lines, 1):
        paper.ink(BODY)
        SHAPES[section.shape](paper, number, line)


def _text(paper: Paper, _number: int, line: str) -> None:
    paper.write_block(line)
    paper.ln(1.5)


def _point(paper: Paper, _number: int, line: str) -> None:
    _marked(paper, "•", line)


def _question(paper: Paper, number: int, line: str) -> None:
    paper.keep(LINE * 5)
    _marked(paper, f"{number}.", line)
    for _ in range(WRITING_LINES):
        paper.rule(INDENT)
    paper.ln(3)


def _agreement(paper: Paper, _number: int, line: str) -> None:
    paper.keep(AGREEMENT_HEIGHT)
    paper.set_draw_color(*SOFT)
    paper.rect(MARGIN + 1, paper.get_y() + 1.2, BOX, BOX)
    _marked(paper, "", line)
    paper.rule(INDENT)
    paper.ln(3)


def _marked(paper: Paper, mark: str, line: str) -> None:
    """A line with a mark before it, and its further lines below its first word."""
    paper.keep(LINE)
    top = paper.get_y()
    paper.cell(INDENT, LINE, mark)
    paper.set_y(top)
    paper.write_block(line, indent=INDENT)
    paper.ln(1)


SHAPES: dict[Shape, Callable[[Paper, int, str], None]] = {
    Shape.TEXT: _text,
    Shape.LIST: _point,
    Shape.QUESTIONS: _question,
    Shape.AGREEMENTS: _agreement,
}


def _sources(paper: Paper, say: Speech, printed: Printed) -> None:
    paper.keep(LINE * 4)
    paper.ln(5)
    paper.ink(BODY, "B")
    paper.start_section(say("page.sources"), level=1)
    paper.write_block(say("page.sources"))
    paper.ink(SMALL, colour=SOFT)
    for source in printed.sources:
        paper.write_block(say("page.source", title=source.title, date=dutch(source.checked_on.isoformat())), 4.6)
        if source.url:
            paper.write_block(source.url, 4.6, INDENT, link=source.url)


def dutch(iso: str) -> str:
    """`2026-11-02` as `2-11-2026`."""
    year, month, day = iso.split("-")
    return f"{int(day)}-{int(month)}-{year}"
