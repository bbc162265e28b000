"""Puts the fixed words of care and the help lines together into replies."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from content.schema.base import Country
from content.schema.care import CareTexts
from conversation.care import Care
from conversation.messages import Draft, Sender
from gateway.care.lines import SHOWN, SHOWN_OF_BOTH, Lines, written
from mentoring.hours import ZONE

DUTCH = "nl"
HUMAN = "/request_human"
"""The engine's intent behind the button that asks for a person; the gateway answers it."""
BUTTONS = {
    "button_person": HUMAN,
    "button_lines": "/care lines",
    "button_danger": "/care danger",
    "button_well": "/care well",
    "button_nl": "/care nl",
    "button_vl": "/care vl",
}


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class CareReplies:
    """All replies. `home` is the school's country."""

    words: Mapping[str, CareTexts]
    lines: Lines
    home: Country | None = None
    clock: Callable[[], datetime] = field(default=_now)

    def danger(self, care: Care, country: str, *, acute: bool, reads: str = "") -> Draft:
        """Danger was told: that it is good to say so, 112, the lines, who at school hears it.

        `reads` says in Dutch when mentors read; "" when that cannot be looked up.
        """
        say = self._of(care)
        heard = say.heard.words(care.who, care.topic, young=care.young)
        acute = acute or care.topic == "medical"
        parts = [f"{heard} {say.texts['computer']}", say.texts["now_acute" if acute else "now"]]
        parts += [*self._lines(care, country), f"{self._school(care, reads)} {say.texts['keep']}"]
        return self._draft(care, parts, () if country else ("button_nl", "button_vl"))

    def ask(self, care: Care) -> Draft:
        """A gentle question that hears the worry, with a person and the lines one tap away."""
        say = self._of(care)
        heard = say.ask.words(care.who, care.topic, young=care.young)
        parts = [f"{heard} {say.texts['question']} {say.texts['now']}", say.texts["no_answer"]]
        return self._draft(care, parts, ("button_person", "button_lines", "button_danger", "button_well"))

    def more(self, care: Care) -> Draft:
        """The person wants to tell more."""
        return self._draft(care, [self._of(care).texts["more"]], ("button_person", "button_lines", "button_danger"))

    def show_lines(self, care: Care, country: str) -> Draft:
        """The lines, asked for; without a country those of both, with the question where the person is."""
        say = self._of(care)
        parts = [*self._lines(care, country), say.texts["now"] if country else say.texts["where"]]
        places = () if country else ("button_nl", "button_vl")
        return self._draft(care, parts, ("button_person", *places))

    def fixed(self, key: str, care: Care, *buttons: str) -> Draft:
        """One of the fixed texts."""
        return self._draft(care, [self._of(care).texts.get(key, self.words[DUTCH].texts[key])], buttons)

    def _of(self, care: Care) -> CareTexts:
        return self.words.get(care.lang, self.words[DUTCH])

    def _school(self, care: Care, reads: str) -> str:
        texts = self._of(care).texts
        timed = texts.get("school_hours", "") if reads else ""
        return timed.format(hours=reads) if timed else texts["school"]

    def _lines(self, care: Care, country: str) -> list[str]:
        say, local = self._of(care), self.clock().astimezone(ZONE)
        if country:
            return [
                say.texts["lines"],
                *written(self.lines.shown(care.topic, Country(country), local, SHOWN), say, local),
            ]
        both = sorted((Country.NL, Country.VL), key=lambda one: one is not self.home)
        parts = []
        for one in both:
            found = written(self.lines.shown(care.topic, one, local, SHOWN_OF_BOTH), say, local)
            parts += [say.texts[f"lines_{one.value}"], *found]
        return parts

    def _draft(self, care: Care, parts: list[str], buttons: tuple[str, ...]) -> Draft:
        say = self._of(care)
        noted = [say.texts["machine"]] if say.machine_written and care.lang != DUTCH else []
        titles = tuple((say.texts[key], BUTTONS[key]) for key in buttons)
        return Draft("\n".join([*parts, *noted]), Sender.SYSTEM, buttons=titles)
