"""Reads a message in the light of the talk: the engine sees one message, some only mean something after another."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.actions.core.mentions import Mentioned
from bot.actions.core.shelf import known_phrases
from bot.actions.core.turn import Turn, parse_payload
from bot.actions.core.words import cue, polarity, ranking_said, words
from bot.actions.interpret.rescue import RESCUES, UNSURE, held
from bot.actions.interpret.typed import about_result, in_exploration
from guidance.answers import lexicon

LOOSE = frozenset(
    {"follow_up", "inform", "nlu_fallback", "ask_capabilities", "no_idea"}
    | {"ask_study_path", "ask_profession", "ask_education_structure", "ask_progression", "out_of_scope"}
)
"""Intents a question without a name may be read anew under when something is being spoken about."""
FROM_TEXTS = frozenset(
    {"ask_support_needs", "ask_school_rules", "ask_costs", "ask_enrolment", "ask_school_programme", "appeal_decision"}
)
"""Intents answered with the text that comes closest to the question."""
SHORT, BARE = 9, 4
NO_SUCH_LEVEL = "no_such_level"
"""Not an intent of the engine: what a message turns out to be that names a level nobody has."""
MAYBE_DANGER = "maybe_danger"
"""Not an intent of the engine: words that may mean danger and may not."""
SURE_OF_DANGER, HINT_OF_DANGER = 0.95, 0.4
"""From the first the help lines come at once, from the second it is asked. Chosen on 238 harmless and 56 dangerous
sentences kept out of training (tests/safety/care.yml): above 0.95 none is harmless, between the two are both kinds.
Words that leave no doubt never get here: the safety screen answers them before."""


def read(turn: Turn) -> Turn:
    """The turn as this talk means it; buttons and clear messages stay as they are."""
    if not turn.said:
        return turn
    found = (rule(turn) for rule in RULES)
    return next((one for one in found if one is not None), turn)


def _maybe_danger(turn: Turn) -> Turn | None:
    """What may be danger, yet may be the everyday ("mijn vader vindt mij lui"): ask, before a mentor is called out."""
    first = turn.ranking[0] if turn.ranking else ""
    doubtful = turn.intent in {"crisis", "nlu_fallback"} and first == "crisis" and turn.sure < SURE_OF_DANGER
    return replace(turn, intent=MAYBE_DANGER) if doubtful and turn.sure >= HINT_OF_DANGER else None


def _no_words(turn: Turn) -> Turn | None:
    """Only emoji or signs: nothing was asked, whatever it looks like."""
    return None if any(letter.isalnum() for letter in turn.said) else replace(turn, intent="out_of_scope")


def no_such_level(said: str) -> tuple[str, dict[str, Any]] | None:
    """The words that name a level that does not exist, and its entry of `words/no_such_level.yml`; else None."""
    spoken = lexicon.plain(said)
    for known in words("no_such_level"):
        if found := re.search(known["pattern"], spoken):
            return found.group(), known
    return None


def _no_such_level(turn: Turn) -> Turn | None:
    """A level that does not exist: whatever was asked about it, the answer is that."""
    asks_about_school = turn.intent in LOOSE | {"compare_paths", "doubt_choice", "ask_enrolment"}
    return replace(turn, intent=NO_SUCH_LEVEL) if asks_about_school and no_such_level(turn.said) else None


def _wants_back(turn: Turn) -> Turn | None:
    """ "Ik ben gestopt, hoe kom ik terug" asks for the ways back, whatever else it looks like."""
    loose = turn.intent in LOOSE | {"doubt_choice", "study_problems", "ask_enrolment", "ask_school_rules"}
    back = loose and cue("stopped", turn.said) and cue("back", turn.said) and turn.role != "parent"
    return replace(turn, intent="ask_progression") if back else None


def _after_certificate(turn: Turn) -> Turn | None:
    """ "Ik heb een B-attest, en nu" asks what can follow."""
    disagrees = turn.intent == "appeal_decision" and cue("disagrees", turn.said)
    asked = cue("follow_up", turn.said) == "onward" and not disagrees
    return replace(turn, intent="ask_progression") if asked and held(turn) and cue("holds", turn.said) else None


def _complaint(turn: Turn) -> Turn | None:
    """Rude words about a mentor or the school are a complaint, not an insult at the assistant."""
    if turn.intent in {"abuse", *UNSURE} and cue("school_people", turn.said) and cue("displeased", turn.said):
        return replace(turn, intent="complain_school")
    return None


def _to_somewhere(turn: Turn) -> Turn | None:
    """ "Kan hij daarna naar X" asks for a way to X, whatever else it looks like."""
    kinds = ("path", "level", "profession")
    led = any(entity.kind in kinds and re.search(r"\bnaa?r\b", lexicon.plain(entity.lead)) for entity in turn.entities)
    loose = turn.intent in LOOSE - {"ask_progression"} | {"ask_enrolment", "ask_school_rules"}
    return replace(turn, intent="ask_progression") if led and loose and cue("way", turn.said) else None


def _from_here(turn: Turn) -> Turn | None:
    """ "Hoe word ik dierenarts vanaf vmbo tl" asks for the way from there to the work."""
    starts = (lexicon.plain(entity.lead) for entity in turn.entities if entity.kind == "level")
    led = any(re.search(r"\b(?:vanaf|vanuit|na|met|van)\b", lead) for lead in starts)
    asks_way = turn.intent == "ask_profession" and turn.values("profession") and led
    return replace(turn, intent="ask_progression") if asks_way else None


def _has_certificate(turn: Turn) -> Turn | None:
    """ "Ik heb een B-attest" tells something: explain it and what can follow."""
    if held(turn) and len(_words(turn)) <= SHORT - 2 and cue("holds", turn.said) and not cue("asks", turn.said):
        return replace(turn, intent="ask_education_structure")
    return None


def _about_it(turn: Turn) -> Turn | None:
    """ "Is het moeilijk", "hoe lang duurt dat", "wat nu": about what was spoken about last."""
    asked = cue("follow_up", turn.said)
    loose = LOOSE | {"share_interests"} if asked == "demand" else LOOSE
    other = (turn.named or turn.ambiguous) and asked != "level"
    if other or not turn.memory.current or turn.intent not in loose:
        return None
    size = len(_words(turn))
    pointing = cue("pointing", turn.said) or size <= BARE - 1
    if asked and asked not in ("more", "explain") and pointing and size <= SHORT:
        return replace(turn, intent="follow_up", entities=(*turn.entities, Mentioned("answer", asked)))
    return None


def _weighs(turn: Turn) -> Turn | None:
    """ "Is havo zwaarder dan vmbo", "wat is beter": the two side by side, whatever else it looks like."""
    about_two = len(turn.named) > 1 and turn.intent in LOOSE | {"doubt_choice", "study_problems"}
    return replace(turn, intent="compare_paths") if about_two and ranking_said(turn.said) else None


def _browses(turn: Turn) -> Turn | None:
    """ "Welke richtingen zijn er" asks for the list, also when the engine is not sure of it."""
    asked = turn.intent in UNSURE and cue("all_paths", turn.said) and not (turn.named or turn.ambiguous)
    return replace(turn, intent="ask_study_path") if asked else None


def _what_job(turn: Turn) -> Turn | None:
    """ "Wat kan je worden met X" is about work, although it sounds like a step onward."""
    about_work = turn.intent in LOOSE and cue("what_job", turn.said) and not turn.values("profession")
    return replace(turn, intent="ask_profession") if about_work and turn.values("path") else None


def _asks_on(turn: Turn) -> Turn | None:
    """ "En bij het examen?" after an answer from a text: the last question, with this added."""
    loose = turn.intent in UNSURE or (turn.intent == "follow_up" and cue("follow_up", turn.said) is None)
    if not (loose and turn.memory.last_said and turn.memory.last_topic in FROM_TEXTS and not turn.named):
        return None
    if not re.match(r"(en|maar|ook)\b", lexicon.plain(turn.said)):
        return None
    return replace(turn, intent=turn.memory.last_topic, said=f"{turn.said} {turn.memory.last_said}", more=True)


def _wants_to_stop(turn: Turn) -> Turn | None:
    """ "Hij wil stoppen", said by a parent, is no like and no bare value: it asks what a parent can do."""
    about_child = turn.role == "parent" and turn.intent in LOOSE | {"share_interests"}
    return replace(turn, intent="ask_parent_role") if about_child and cue("stops", turn.said) else None


def _takes_likes(turn: Turn) -> Turn | None:
    """After "wat doe je graag", anything liked is an answer."""
    waiting = turn.memory.pending and parse_payload(turn.memory.pending)[0] == "share_interests"
    if waiting and turn.intent in UNSURE | {"follow_up"} and lexicon.mentions(turn.said, known_phrases(), polarity()):
        return replace(turn, intent="share_interests")
    return None


def _only_a_name(turn: Turn) -> Turn | None:
    """A bare name, or "wat is een" with a profession: about that."""
    if turn.values("profession") and cue("what_is", turn.said) and turn.intent in LOOSE:
        return replace(turn, intent="ask_profession")
    if (
        turn.intent in UNSURE
        and turn.named
        and turn.memory.asked
        and re.match(r"(en|maar)\b", lexicon.plain(turn.said))
    ):
        return replace(turn, intent="follow_up")
    if turn.intent in UNSURE and (turn.named or turn.ambiguous) and len(_words(turn)) <= BARE:
        return replace(turn, intent="inform")
    return None


def _words(turn: Turn) -> list[str]:
    return re.findall(r"\w+", turn.said)


def _calls_person(turn: Turn) -> Turn | None:
    """ "Ik wil teruggebeld worden": a person is wished for, whatever else it looks like."""
    called = cue("wants_person", turn.said) == "called" and turn.intent not in {"crisis", "wellbeing", "abuse"}
    return replace(turn, intent="request_human") if called else None


def _asks_who(turn: Turn) -> Turn | None:
    """ "Met wie maken we die afspraken?" asks who it is, and calls nobody."""
    asks = turn.message.get("asks") or ()
    who = any("who" in (ask.get("aspects") or ()) for ask in asks)
    other = turn.intent == "bot_challenge" and any(ask.get("points_back") for ask in asks)
    if not who or not (turn.intent == "request_human" or other) or cue("wants_person", turn.said):
        return None
    return replace(turn, intent="nlu_fallback")


RULES: tuple[Callable[[Turn], Turn | None], ...] = (
    in_exploration,
    about_result,
    _maybe_danger,
    _calls_person,
    _asks_who,
    _no_words,
    _no_such_level,
    _complaint,
    _wants_back,
    _to_somewhere,
    _after_certificate,
    _from_here,
    _has_certificate,
    _wants_to_stop,
    _takes_likes,
    _weighs,
    _about_it,
    _browses,
    _what_job,
    _asks_on,
    *RESCUES,
    _only_a_name,
)
