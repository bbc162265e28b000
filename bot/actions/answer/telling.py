"""Words an answer unit: a question's answer as it stands, or what the entry's own action says of one aspect."""

from functools import lru_cache

from bot.actions.answer import articles
from bot.actions.answer.aspects import about
from bot.actions.core.base import dispatch
from bot.actions.core.mentions import Mentioned
from bot.actions.core.outcome import Choice, Outcome, say
from bot.actions.core.shelf import library
from bot.actions.core.turn import Turn, payload
from bot.actions.core.words import words
from content.schema import FaqEntry
from content.timed import past_year
from guidance.search.members import Names, members, names_of
from guidance.search.units import ASPECT_MARK, Unit

ASPECT_WORDS = {"learns": "learn", "duration": "duration", "admission": "admission", "level": "level"}
"""What an aspect is called where one thing is told of an entry."""


def answer_unit(turn: Turn, unit: Unit, maybe: bool = False) -> Outcome:
    """The outcome that says what a unit holds; `maybe` when it is only a guess that this was asked."""
    entry = turn.library.faq.get(unit.entry)
    if entry is not None:
        return faq(turn, entry, maybe)
    if article := turn.library.articles.get(unit.entry):
        return articles.article(turn, article)
    if unit.kind == "programme":
        own = turn.library.schools[turn.school].programme
        return articles.school_entry(turn, next(one for one in own if one.id == unit.entry))
    if unit.aspect == "date" or unit.kind == "school_date":
        return dispatch(turn, payload("ask_dates", article=unit.entry), said=turn.said)
    return _pair(turn, unit) if unit.kind == "pair" else _aspect(turn, unit)


def faq(turn: Turn, entry: FaqEntry, maybe: bool = False) -> Outcome:
    """A question's answer: the answer itself, of which year it is, what to check, and its sources."""
    reply = say(
        "utter_answer",
        sources=turn.library.citations(entry),
        maybe=maybe,
        body=entry.answer,
        past=past_year(entry, turn.today),
        verify=entry.verify,
        more=entry.more if turn.more else None,
    )
    return Outcome((reply,), ids=(entry.id,), current=_current(turn, entry.about))


def listed(turn: Turn, unit: Unit) -> tuple[str, ...]:
    """Ids of the entries a unit's answer lists, in the order a person reads them."""
    entry, block = turn.library.faq.get(unit.entry), turn.library.structure.get(unit.entry)
    text = entry.answer if entry else " ".join(block.summary) if block else ""
    country = unit.country if unit.country in ("nl", "vl") else turn.country.value if turn.country else ""
    return members(turn.library, _names(country), text, unit.about)


@lru_cache(maxsize=4)
def _names(country: str) -> Names:
    return names_of(library(), country)


def question(turn: Turn, unit: Unit) -> Choice | None:
    """A button that asks for a unit, in the words of a question; None where it has none."""
    shelf = turn.library
    if entry := shelf.faq.get(unit.entry) or shelf.articles.get(unit.entry):
        return Choice(entry.name, payload("inform", article=entry.id))
    forms = words("titles")["questions"]
    form = forms.get(f"{unit.kind}_{unit.aspect}") or forms.get(unit.aspect)
    named = shelf.get(unit.entry)
    return unit_button(form.format(name=named.name), unit) if form and named else None


def unit_button(title: str, unit: Unit) -> Choice:
    """A button with the person's own words that gives a unit's answer when pressed."""
    return Choice(title, payload("inform", article=unit.id))


def _current(turn: Turn, ids: tuple[str, ...]) -> str | None:
    return next((one for one in ids if turn.library.kind_of(one) in ("path", "level", "profession")), None)


def _pair(turn: Turn, unit: Unit) -> Outcome:
    named = tuple(Mentioned(turn.library.kind_of(one) or "level", one) for one in unit.about)
    intent = "compare_paths" if unit.aspect == "difference" else "ask_progression"
    return dispatch(turn, f"/{intent}", said=turn.said, adding=named)


def _aspect(turn: Turn, unit: Unit) -> Outcome:
    entry_id = unit.id.partition(ASPECT_MARK)[0]
    kind = turn.library.kind_of(entry_id) or unit.kind
    named = (Mentioned(kind, entry_id),)
    if unit.aspect in ASPECT_WORDS:
        return about(turn, entry_id, ASPECT_WORDS[unit.aspect])
    if unit.aspect == "subjects":
        return about(turn, entry_id, "subjects")
    if unit.aspect == "become":
        return about(turn, entry_id, "become")
    intent = {"next": "ask_progression", "work": "ask_profession"}.get(unit.aspect) or {
        "path": "ask_study_path", "level": "ask_education_structure", "profession": "ask_profession"
    }[kind]  # fmt: skip
    return dispatch(turn, f"/{intent}", adding=named)
