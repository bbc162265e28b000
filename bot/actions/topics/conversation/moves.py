"""Yes, no, a bare value, "en daarna": messages that only mean something after what came before."""

from collections.abc import Callable

from bot.actions.answer.articles import article
from bot.actions.answer.aspects import ASPECTS, about, current
from bot.actions.answer.progression import next_after
from bot.actions.answer.search import by_id
from bot.actions.answer.telling import answer_unit
from bot.actions.core.base import HANDLERS, TOPICS, answers, dispatch
from bot.actions.core.mentions import Mentioned
from bot.actions.core.outcome import Choice, Outcome, say
from bot.actions.core.turn import INTENT_OF, Turn, parse_payload
from bot.actions.core.words import country_said, cue
from bot.actions.present import maps, views
from bot.actions.present.buttons import button, person, starts
from bot.actions.topics.conversation.abroad import for_country
from content.schema import Country

KINDS = ("path", "level", "profession", "subject", "place")
EXPLAINS = frozenset({*INTENT_OF.values(), "inform"})
"""An offer of these that names what it explains asks for nothing more: it is a text one may read."""
OFFERS = ("request_human", "request_data")
TAKES_TEXT = ("share_interests", "ask_school_programme", "ask_dates")
HAVE_MORE = ("ask_study_path", "ask_education_structure", "share_interests", "ask_progression", "ask_profession")
"""Intents whose answer goes on when asked for more; the others have said what content says."""
ORDER = {"first": 0, "second": 1, "third": 2, "last": -1}


@answers("affirm", topic=False)
def affirm(turn: Turn) -> Outcome:
    """Yes to what was offered; without an offer, ask what to do."""
    if turn.memory.pending and parse_payload(turn.memory.pending)[0] in TAKES_TEXT:
        return Outcome((say("utter_tell_me", choices=(person(),)),), pending=turn.memory.pending)
    if turn.memory.pending:
        return dispatch(turn, turn.memory.pending, said=turn.memory.last_said)
    return Outcome((say("utter_waiting") if turn.waiting else say("utter_affirm_nothing", choices=starts()),))


@answers("deny", topic=False)
def deny(turn: Turn) -> Outcome:
    """No is fine: drop the offer and stay open."""
    if turn.waiting and not turn.memory.pending:
        return Outcome((say("utter_waiting"),))
    return Outcome((say("utter_deny", choices=(*starts()[:3], person())),))


@answers("inform", topic=False)
def inform(turn: Turn) -> Outcome:
    """Complete what was asked with this value; else ask what the person wants to know about it."""
    if chosen := turn.library.articles.get(turn.extra("article") or ""):
        return article(turn, chosen)
    if unit := by_id(turn, turn.extra("article") or ""):
        return answer_unit(turn, unit)
    if country := _country(turn):
        return _for_country(turn, country)
    if picked := _picked(turn):
        return dispatch(turn, picked)
    if _corrects(turn):
        return _instead(turn, turn.entities)
    if turn.memory.pending and _completes(turn, turn.memory.pending):
        return dispatch(turn, turn.memory.pending, said=turn.said, adding=turn.entities)
    if turn.values(*KINDS):
        return _offer_about(turn, next(value for kind in KINDS for value in turn.values(kind)))
    return HANDLERS["nlu_fallback"](turn)


@answers("follow_up", topic=False)
def follow_up(turn: Turn) -> Outcome:
    """Ask on about the last answer: further, in the other country, the work, the length, or simply more."""
    if country := country_said(turn.said):
        return _for_country(turn, country)
    ask = turn.extra("answer") or cue("follow_up", turn.said) or "more"
    named = tuple(entity for entity in turn.entities if entity.kind in KINDS)
    if maps.wanted(turn):
        return _on_a_map(turn, named)
    about_it = current(turn) if ask == "level" else ()
    subject = next((one for one in (*about_it, *named, *current(turn)) if one.kind in INTENT_OF), None)
    if ask in ASPECTS and subject and subject.value not in turn.library.domains:
        return about(turn, subject.value, ask)
    if named and ask == "more" and turn.said and not cue("follow_up", turn.said):
        return _instead(turn, named)
    return _FOLLOW.get(ask, _more)(turn, named)


def _on_a_map(turn: Turn, named: tuple[Mentioned, ...]) -> Outcome:
    """What is spoken about on the map; without such a thing, the whole."""
    places = (one.value for one in (*named, *current(turn)) if one.kind in ("path", "level"))
    entry_id = next((one for one in places if one not in turn.library.domains), None)
    return maps.place(turn, entry_id) if entry_id else dispatch(turn, "/ask_education_structure")


def _onward(turn: Turn, named: tuple[Mentioned, ...]) -> Outcome:
    if turn.memory.last_topic == "ask_progression" and turn.memory.shown and not named:
        return next_after(turn, turn.memory.shown)
    return dispatch(turn, "/ask_progression", adding=named)


def _instead(turn: Turn, named: tuple[Mentioned, ...]) -> Outcome:
    """ "En na havo?", "nee, ik bedoelde havo": the last ask again, about this."""
    asked = parse_payload(turn.memory.asked)[0] if turn.memory.asked else ""
    if asked not in HAVE_MORE or asked == "share_interests":
        return _explain(turn, named)
    return dispatch(turn, f"/{asked}", said=turn.said, adding=named)


def _work(turn: Turn, named: tuple[Mentioned, ...]) -> Outcome:
    return dispatch(turn, "/ask_profession", adding=named)


def _compare(turn: Turn, named: tuple[Mentioned, ...]) -> Outcome:
    return dispatch(turn, "/compare_paths", adding=named or current(turn))


def _explain(turn: Turn, named: tuple[Mentioned, ...]) -> Outcome:
    subject = named or current(turn)
    kind = subject[0].kind if subject else "level"
    return dispatch(turn, f"/{INTENT_OF.get(kind, 'ask_education_structure')}", adding=subject)


def _more(turn: Turn, named: tuple[Mentioned, ...]) -> Outcome:
    asked = turn.memory.asked
    if named:
        return _explain_more(turn, named)
    if asked is None or parse_payload(asked)[0] not in TOPICS:
        return Outcome((say("utter_follow_up_nothing", choices=starts()),))
    if parse_payload(asked)[0] in HAVE_MORE:
        return dispatch(turn, asked, said=turn.memory.last_said, more=True)
    return _same_article(turn)


def _explain_more(turn: Turn, named: tuple[Mentioned, ...]) -> Outcome:
    intent = INTENT_OF.get(named[0].kind, "ask_study_path")
    return dispatch(turn, f"/{intent}", adding=named, more=True)


def _same_article(turn: Turn) -> Outcome:
    """Nothing more is known than was said: who knows more, and what lies beside it."""
    steps = [
        step for shown in turn.memory.shown if (one := turn.library.articles.get(shown)) for step in one.next_steps
    ]
    return Outcome((say("utter_follow_up_person", choices=(*views.choices(turn.library, steps), person())),))


def _country(turn: Turn) -> str | None:
    answer = turn.extra("answer")
    return answer if answer in ("nl", "vl") else country_said(turn.said)


def _for_country(turn: Turn, country: str) -> Outcome:
    return for_country(turn, Country(country), tuple(entity for entity in turn.entities if entity.kind == "place"))


def _picked(turn: Turn) -> str | None:
    """The button meant by "1", "de eerste" or "die laatste", when buttons were offered; a person is
    never called by a number."""
    order = cue("ordinal", turn.said) if len(turn.said.split()) <= 3 and not turn.entities else None
    offered = [one for one in turn.memory.offered if parse_payload(one)[0] != "request_human"]
    if order is None or not offered:
        return None
    place = ORDER[order]
    return offered[place] if place < len(offered) else None


def _completes(turn: Turn, pending: str) -> bool:
    """True when a value or free text completes what was asked. Only a yes accepts an offer, or a text one may read."""
    intent, said = parse_payload(pending)
    if intent in EXPLAINS and said:
        return False
    return intent not in OFFERS and (bool(turn.values(*KINDS)) or intent in TAKES_TEXT)


def _corrects(turn: Turn) -> bool:
    """True for "nee ik bedoelde 5 havo" after an answer about something else."""
    return bool(turn.named and turn.memory.asked and cue("correction", turn.said))


def _offer_about(turn: Turn, entry_id: str) -> Outcome:
    kind = turn.library.kind_of(entry_id) or "path"
    name = views.name(turn.library, entry_id)
    learnt = {"level": entry_id} if kind == "level" else {}
    if kind == "domain":
        return dispatch(turn, "/ask_study_path", said=turn.said, adding=turn.entities)
    if kind not in ("path", "level", "profession"):
        return Outcome((say("utter_noted", choices=starts(), name=name),), learnt=learnt)
    choices = _about(kind, entry_id)
    return Outcome((say("utter_ask_about", choices=choices, name=name),), current=entry_id, learnt=learnt)


def _about(kind: str, entry_id: str) -> tuple[Choice, ...]:
    explain = button("explain", INTENT_OF[kind], **{kind: entry_id})
    if kind == "profession":
        return (explain, person())
    return (
        explain,
        button("onward", "ask_progression", **{kind: entry_id}),
        button("compare", "compare_paths", **{kind: entry_id}),
    )


_FOLLOW: dict[str, Callable[[Turn, tuple[Mentioned, ...]], Outcome]] = {
    "onward": _onward,
    "work": _work,
    "compare": _compare,
    "explain": _explain,
    "more": _more,
}
