"""Reads what is typed during the exploration: "ja leuk", "3", "vorige", "stop", "wiskunde en gym"."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Any

from rapidfuzz import fuzz, process

from bot.actions.core.mentions import Mentioned
from bot.actions.core.shelf import known_phrases
from bot.actions.core.told import explored
from bot.actions.core.turn import Turn
from bot.actions.core.words import cue, polarity, words
from bot.actions.interpret.typed_after import after_question
from guidance.answers import lexicon
from guidance.interests.exploration import Stage

ITEM, PICK = "utter_explore_item", "utter_explore_pick"
SCREENS = (ITEM, PICK)
RESULT = frozenset({"utter_interests", "utter_fields", "utter_result_which", "utter_result_mend"})
"""Responses after which words about the set mean this set."""
LONGEST = 6
"""Longer messages are no answer to an item: they ask or tell something."""
ALIKE = 84.0
"""How alike (0 to 100) a misspelt answer and a known one must be."""
SHORTEST_TYPO = 4
UNSURE = frozenset({"nlu_fallback", "out_of_scope", "inform", "affirm", "deny", "follow_up", "abuse", "complain_bot"})
NOT_A_TEST = frozenset({"ask_dates", "ask_school_programme", "ask_school_rules", "ask_costs", "ask_support_needs"})
MEANT_BY = {"plans_talk": "plan_talk", "links_family": "family_link", "talent_cards": "child_cards"}
"""Groups of cues, and the intent of the button that they stand for."""
PERSONAL = frozenset({"crisis", "request_human", "request_data", "wellbeing"})
"""What is said in need, or to a person, is never read as words about the exploration."""
BY_INTENT = {"affirm": "4", "deny": "2"}


def in_exploration(turn: Turn) -> Turn | None:
    """The turn as an answer to what is on the screen, or as a wish to begin, go on or see the result; else None."""
    if turn.intent == "crisis":
        return None
    if turn.memory.response in SCREENS and (answer := _answer(turn)):
        return answer
    if (after := after_question(turn)) is not None:
        return after
    if cue("resume_test", turn.said):
        return _as(turn, answer="resume")
    if cue("shows_result", turn.said) and explored(turn).any:
        return replace(turn, intent="explore_result", entities=())
    for said, meant in MEANT_BY.items():
        if turn.intent not in PERSONAL and cue(said, turn.said):
            return replace(turn, intent=meant, entities=())
    if cue("wants_test", turn.said) and turn.intent not in NOT_A_TEST and not turn.named:
        return _as(turn, answer="start")
    return None


def about_result(turn: Turn) -> Turn | None:
    """ "Verpleegkunde past niet", "meer zoals kok", "kan ik filteren": said about the set on the screen."""
    ask = cue("about_result", turn.said) if turn.memory.response in RESULT else None
    if ask is None or turn.intent in PERSONAL:
        return None
    return replace(turn, intent="explore_result", entities=(*turn.entities, Mentioned("answer", ask)))


def titles() -> dict[int, str]:
    """The names of the five ratings."""
    return {int(rating): str(one["title"]) for rating, one in words("exploration")["scale"].items()}


def _answer(turn: Turn) -> Turn | None:
    progress = explored(turn).progress
    if progress is None or not progress.running:
        return None
    said = _plain(turn.said)
    if len(said.split()) > LONGEST:
        return _picked(turn, progress.stage) if progress.stage is not Stage.ITEMS else None
    for move in ("back", "stop"):
        if _is(said, words("exploration")[move]):
            return _as(turn, answer=move)
    if progress.stage is Stage.ITEMS:
        return _rated(turn, said, progress.at)
    return _moved(turn, said, progress.stage)


def _rated(turn: Turn, said: str, item: str) -> Turn | None:
    if rating := _rating(said):
        return _as(turn, answer=rating, topic=item)
    if turn.intent in BY_INTENT:
        return _as(turn, answer=BY_INTENT[turn.intent], topic=item)
    return _as(turn, answer="again") if turn.intent in UNSURE and not turn.named else None


def _moved(turn: Turn, said: str, stage: Stage) -> Turn | None:
    for move in ("onward", "other"):
        if _is(said, words("exploration")[move]):
            return _as(turn, answer=move)
    if picked := _picked(turn, stage):
        return picked
    return _as(turn, answer="again") if turn.intent in UNSURE and not turn.named else None


def _picked(turn: Turn, stage: Stage) -> Turn | None:
    """The choices of this part that the words name."""
    found = tuple(dict.fromkeys(_named(turn, stage)))
    if not found:
        return None
    return replace(_as(turn, answer="pick", article=stage.value), entities=_pick(stage, found))


def _pick(stage: Stage, ids: Iterable[str]) -> tuple[Mentioned, ...]:
    return (Mentioned("answer", "pick"), Mentioned("article", stage.value), *(Mentioned("topic", one) for one in ids))


def _named(turn: Turn, stage: Stage) -> Iterable[str]:
    mentioned = lexicon.mentions(turn.said, known_phrases(), polarity())
    if stage is Stage.NOES:
        return [one.id for one in mentioned if one.id in turn.library.tags]
    if stage is Stage.SUBJECTS:
        return [one.id for one in mentioned if one.liked and one.id in turn.library.subjects]
    cards: dict[str, Any] = {**(turn.library.talents if stage is Stage.TALENTS else turn.library.values)}
    said = set(re.findall(r"[a-z]+", lexicon.plain(turn.said)))
    telling = {one: _telling(card.label) for one, card in cards.items()}
    whole = [one for one, tells in telling.items() if tells and tells <= said]
    return whole or [one for one, tells in telling.items() if tells & said]


def _telling(label: str) -> set[str]:
    """The words of a label that tell it from others."""
    return {word for word in re.findall(r"[a-z]+", lexicon.plain(label)) if len(word) > SHORTEST_TYPO}


def _rating(said: str) -> str | None:
    known = _ratings()
    if said in known:
        return known[said]
    if len(said) < SHORTEST_TYPO:
        return None
    close = process.extractOne(said, known.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return known[close[0]] if close else None


@lru_cache
def _ratings() -> dict[str, str]:
    """Each known answer with its rating."""
    scale = words("exploration")["scale"]
    return {_plain(str(word)): str(rating) for rating, one in scale.items() for word in (*one["words"], one["title"])}


def _is(said: str, known: Iterable[str]) -> bool:
    return said in {_plain(one) for one in known}


def _plain(text: str) -> str:
    """Lower case, no accents, no marks, one emoji instead of many, letters stretched for effect cut back."""
    kept = re.sub(r"[.,!?;:'\"()~\ufe0f]+", " ", lexicon.plain(text))
    short = re.sub(r"(.)\1{2,}", r"\1", kept)
    return " ".join(short.split())


def _as(turn: Turn, **entities: str) -> Turn:
    return replace(turn, intent="explore", entities=tuple(Mentioned(kind, one) for kind, one in entities.items()))
