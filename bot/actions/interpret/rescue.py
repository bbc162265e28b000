"""Reads messages the engine is unsure of by what they name and by what was spoken about: better than asking back."""

import re
from collections.abc import Callable
from dataclasses import replace

from bot.actions.core.mentions import Mentioned
from bot.actions.core.shelf import known_phrases
from bot.actions.core.turn import INTENT_OF, Turn
from bot.actions.core.words import age_said, cue, polarity
from content.schema import StructureEntry, StructureKind
from guidance.answers import lexicon

UNSURE = frozenset({"nlu_fallback", "out_of_scope"})
CARRIES_ON = UNSURE | {"follow_up"}
TELLS = UNSURE | {"inform", "share_interests", "follow_up"}
EXPLAINED = ("path", "level", "profession")
ONE_THING = frozenset({"learn", "duration", "admission", "difficulty", "where", "pay", "demand", "age", "become"})
"""Cues of the group `follow_up` that ask one thing of what is named."""
BARE = 2
"""Words up to which something one can like stands by itself."""


def held(turn: Turn) -> bool:
    """Whether a certificate is named ("B-attest")."""
    entries = (turn.library.structure.get(value) for value in turn.values("level"))
    return any(isinstance(one, StructureEntry) and one.kind == StructureKind.CERTIFICATE for one in entries)


def _what_it_means(turn: Turn) -> Turn | None:
    """ "Mijn zoon krijgt brief, dubbele finaliteit wat is dat": one thing is named, and what it is is asked."""
    ids = (*turn.named, *turn.ambiguous)
    named = [entity for entity in turn.entities if entity.kind in EXPLAINED and entity.value in ids]
    asked = turn.intent in UNSURE | {"inform", "follow_up"} and len(named) == 1 and cue("what_is", turn.said)
    return replace(turn, intent=INTENT_OF[named[0].kind]) if asked else None


def _names_a_certificate(turn: Turn) -> Turn | None:
    """A certificate in a message nobody understands: what it means, and what can follow."""
    return replace(turn, intent="ask_progression") if turn.intent in UNSURE and held(turn) else None


def _regrets(turn: Turn) -> Turn | None:
    """ "Kzit in economie maar dat trekt op niks" tells where one is and that it does not fit; it is no like."""
    told = turn.intent in TELLS and cue("sits", turn.said) and cue("regrets", turn.said)
    return replace(turn, intent="doubt_choice") if told else None


def _another_date(turn: Turn) -> Turn | None:
    """ "En de paasvakantie?" after an answer about dates."""
    after_dates = turn.intent in CARRIES_ON and turn.memory.last_topic == "ask_dates" and not turn.named
    adds = re.match(r"(en|maar|ook)\b", lexicon.plain(turn.said)) and cue("follow_up", turn.said) is None
    return replace(turn, intent="ask_dates") if after_dates and adds else None


def _one_thing(turn: Turn) -> Turn | None:
    """ "Welke vakken heb je bij NT": one thing is named, and one thing is asked about it."""
    named = [entity for entity in turn.entities if entity.kind in EXPLAINED and entity.value in turn.named]
    asked = cue("follow_up", turn.said) if turn.intent in UNSURE and len(named) == 1 else None
    if asked not in ONE_THING:
        return None
    return replace(turn, intent="follow_up", entities=(*turn.entities, Mentioned("answer", asked)))


def _bare_like(turn: Turn) -> Turn | None:
    """ "Gamen", "voetbal": a word that only names something one can like."""
    if turn.intent not in UNSURE or turn.named or len(lexicon.tokens(turn.said)) > BARE:
        return None
    said = " ".join(lexicon.tokens(turn.said))
    liked = any(one.words == said for one in lexicon.mentions(turn.said, known_phrases(), polarity()))
    return replace(turn, intent="share_interests") if liked else None


def _age_after_ways_back(turn: Turn) -> Turn | None:
    """ "Ik ben 19" after the ways back were told: the same again, for that age."""
    before = turn.memory.last_said or ""
    told = turn.intent in TELLS and turn.memory.last_topic == "ask_progression" and age_said(turn.said) is not None
    asked = told and cue("stopped", before) and age_said(before) is None
    return replace(turn, intent="ask_progression", said=f"{before} {turn.said}") if asked else None


def _age_after_stopping(turn: Turn) -> Turn | None:
    """ "Kben 17" after "ik wil stoppen met school": what is a right or a duty at that age."""
    before = turn.memory.last_said or ""
    told = turn.intent in TELLS and turn.memory.last_topic == "doubt_choice" and age_said(turn.said) is not None
    asked = told and cue("stops", before)
    return replace(turn, intent="ask_school_rules", said=f"{before} {turn.said}") if asked else None


RESCUES: tuple[Callable[[Turn], Turn | None], ...] = (
    _regrets,
    _names_a_certificate,
    _what_it_means,
    _one_thing,
    _bare_like,
    _another_date,
    _age_after_ways_back,
    _age_after_stopping,
)
"""In the order they are tried; the first that knows decides."""
