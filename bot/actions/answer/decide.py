"""Decides what answers a message: the units that are likely enough, what else may be meant, or nothing."""

from collections.abc import Sequence
from dataclasses import replace

from bot.actions.answer.days import lessons
from bot.actions.answer.search import Found, asked_before, search
from bot.actions.answer.telling import answer_unit, listed, question, unit_button
from bot.actions.core.intents import Intent, intents
from bot.actions.core.outcome import Choice, Outcome, Reply
from bot.actions.core.turn import DUTCH, Turn
from bot.actions.core.words import country_said, cue, ranking_said
from bot.actions.present import views
from bot.actions.present.buttons import person
from guidance.search.asked import frame_of
from guidance.search.ranker import Ranked

MOST_ASKS = 2
MOST_BUTTONS = 4
MOST_LISTED = 6
"""So many of what an answer lists can be tapped: who asks which there are wants to go on with one of them."""
SECOND = 0.06
"""From here a second unit is said as well: two readings of one ask, or two facts asked in one breath."""
TELLING = frozenset({"subjects", "work", "learns", "chances"})
"""Aspects that show in what people tell as well as in what they ask."""
BARE = 4
WHOLE = 7
"""Words up to which a question about education that names nothing asks for the whole of it."""
HONEST = frozenset({"difficulty", "demand", "pay", "where"})
"""What content says nothing of on purpose: the action that says so, and who knows."""
SURE = 0.65
"""From here content goes before an action that has an answer of its own."""
OTHER_LANGUAGE = 0.6
"""What people say in another language is found by names first; a text of content must be surer."""
PERHAPS = 0.22
"""Below this an answer is said to be a guess."""
OFFERED = 0.06
"""From here another reading stands below the answer as a question."""


def decide(turn: Turn) -> Outcome | None:
    """The answer of content to a typed message; None where the intent's own action should answer."""
    known = intents().get(turn.intent)
    if not says_something(turn.said) or known is None or known.answer_from is None or _is_an_act(turn):
        return None
    if (told_day := lessons(turn)) is not None:
        return told_day
    found = [one for one in search(turn) if one.ranked]
    likely = [one for one in found if one.chance >= _needed(turn, known)]
    if not likely or likely[0].ranked[0].unit.id in turn.memory.frame.get("units", ()):
        return None
    told = _told(turn, likely)
    return _together(turn, told, likely, found)


def says_something(text: str) -> bool:
    """Whether there is a letter or a figure in it: signs and pictures alone ask nothing."""
    return any(letter.isalnum() for letter in text)


def _is_an_act(turn: Turn) -> bool:
    """Whether a message is to be read against the talk: it asks for a person, completes something, tells a value."""
    if turn.intent == "request_human" and cue("wants_person", turn.said) is not None:
        return True
    short = len(turn.said.split()) <= BARE
    if turn.intent == "inform" and short and turn.memory.pending and not _asks(turn):
        return True  # what was asked for
    if turn.intent in ("inform", "follow_up") and short and (country_said(turn.said) or not _asks(turn)):
        return not turn.named
    return turn.said != str(turn.message.get("text", turn.said))


def _has_own_answer(turn: Turn) -> bool:
    """Whether the action of an intent answers best, so that content must be sure to go before it."""
    if turn.intent == "inform" and (turn.memory.pending or not turn.memory.frame) and not _asks(turn):
        return True
    return (turn.intent == "follow_up" and turn.extra("answer") in HONEST) or _is_worked_out(turn)


def _is_worked_out(turn: Turn) -> bool:
    """What no text holds: lists by level and field, all of education, pay and demand, a ranking, the ways back."""
    lists = turn.intent == "ask_study_path" and cue("all_paths", turn.said) is not None
    earns = bool(turn.values("profession")) and cue("pay", turn.said) is not None
    ranks = not turn.named and ranking_said(turn.said) is not None and turn.intent in ("compare_paths", "follow_up")
    best = not turn.named and cue("weighs_all", turn.said) is not None
    back = cue("stopped", turn.said) is not None and cue("back", turn.said) is not None
    asked = cue("follow_up", turn.said)
    return (
        lists or earns or ranks or best or asks_for_all(turn) or asked == "demand" or (back and turn.role != "parent")
    )


def asks_for_all(turn: Turn) -> bool:
    """Whether a message asks how all of education is put together, and not what one part of it is."""
    bare = turn.intent == "ask_education_structure" and not turn.entities and len(turn.said.split()) <= WHOLE
    return bare and cue("whole_education", turn.said) is not None


def _needed(turn: Turn, intent: Intent) -> float:
    """How likely an answer must be: less when the message clearly asks, whatever its intent, more in other words."""
    assert intent.answer_from is not None
    if _has_own_answer(turn):
        return max(intent.answer_from, SURE)
    if turn.lang != DUTCH:
        return max(intent.answer_from, OTHER_LANGUAGE)
    if intent.named_from is not None and turn.named:
        return intent.named_from
    asked = intent.asked_from is not None and _asks(turn)
    return min(intent.answer_from, intent.asked_from or 1.0) if asked else intent.answer_from


def _asks(turn: Turn) -> bool:
    """Whether the message has the form of a question; a subject or work one names tells as often as it asks."""
    asks = turn.message.get("asks") or ()
    return "?" in turn.said or any(set(ask.get("aspects") or ()) - TELLING for ask in asks)


def _told(turn: Turn, likely: Sequence[Found]) -> list[tuple[Found, Ranked]]:
    """The units to say, each once: the likeliest of each ask, and of a single ask a second that may be meant."""
    told: list[tuple[Found, Ranked]] = []
    for one in likely[:MOST_ASKS]:
        fresh = [ranked for ranked in one.ranked if ranked.unit.id not in {had.unit.id for _, had in told}]
        told += [(one, ranked) for ranked in fresh[:1] if not told or ranked.chance >= SECOND]
    if len(likely) == 1:
        told += [(likely[0], one) for one in likely[0].ranked[1:2] if one.chance >= SECOND]
    return told[:MOST_ASKS]


def _together(
    turn: Turn, told: Sequence[tuple[Found, Ranked]], likely: Sequence[Found], found: Sequence[Found]
) -> Outcome:
    unsure = told[0][1].chance < PERHAPS
    outcomes = [answer_unit(turn, ranked.unit, unsure and at == 0) for at, (_, ranked) in enumerate(told)]
    replies = [reply for outcome in outcomes for reply in outcome.replies]
    shown = {ranked.unit.id for _, ranked in told}
    items = _listed(turn, told[0])
    choices = _of_list(turn, items) or _choices(turn, replies[-1], shown, likely, found)
    replies[-1] = replace(replies[-1], choices=choices)
    replies = [replace(reply, choices=()) for reply in replies[:-1]] + replies[-1:]
    last, (found_last, _) = outcomes[-1], told[-1]
    frame = frame_of(found_last.asked, asked_before(turn), [ranked.unit for _, ranked in told], items)
    ids = tuple(one for outcome in outcomes for one in outcome.ids)
    return replace(
        outcomes[0], replies=tuple(replies), pending=last.pending, ids=ids, kept={**outcomes[0].kept, "frame": frame}
    )


def _listed(turn: Turn, told: tuple[Found, Ranked]) -> tuple[str, ...]:
    """The ids an answer lists, when the ask was which there are."""
    found, ranked = told
    which = "list" in found.asked.aspects or ranked.unit.aspect == "list"
    return listed(turn, ranked.unit) if which else ()


def _of_list(turn: Turn, items: Sequence[str]) -> tuple[Choice, ...]:
    return (*views.choices(turn.library, items, at_most=MOST_LISTED), person()) if items else ()


def _choices(
    turn: Turn, reply: Reply, shown: set[str], likely: Sequence[Found], found: Sequence[Found]
) -> tuple[Choice, ...]:
    """At most four: asks not answered yet in the person's words, other readings as questions, own steps, a person."""
    left = [
        unit_button(one.asked.query.text[:60], one.ranked[0].unit) for one in found if one not in likely[:MOST_ASKS]
    ]
    others = (
        ranked.unit
        for one in likely
        for ranked in one.ranked
        if ranked.chance >= OFFERED and ranked.unit.id not in shown
    )
    readings = [choice for choice in (question(turn, unit) for unit in others) if choice]
    own = [choice for choice in reply.choices if choice != person()]
    return (*tuple(dict.fromkeys((*left, *readings, *own)))[: MOST_BUTTONS - 1], person())
