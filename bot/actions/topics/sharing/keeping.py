"""Keeps a profile when the person clearly says yes, and shows it to the mentor of a case when the person wants that."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.actions.core.base import answers
from bot.actions.core.outcome import Choice, Effect, Outcome, Reply, say
from bot.actions.core.told import Explored, explored, kept, mentions, told
from bot.actions.core.turn import Turn, payload
from bot.actions.present.buttons import button, person
from bot.actions.present.screens import remember
from bot.actions.topics.exploration.result import find
from bot.actions.topics.people.person import open_case
from guidance.interests.exploration import Stage
from guidance.interests.matching import Matches
from guidance.interests.profile import LIKED

YES = payload("keep_profile", answer="yes")
MOST_ACTIVITIES = 6


@answers("keep_profile", topic=False)
def keep_profile(turn: Turn) -> Outcome:
    """Keep it after one clear yes, said what and for how long; or take it away again."""
    ask = turn.extra("answer") or "ask"
    if ask == "drop":
        reply = Reply("utter_profile_dropped", {}, (button("keep", "keep_profile"),), effects=(Effect("drop_profile"),))
        return Outcome((reply,))
    if not _something(turn):
        return _nothing(turn)
    if ask == "yes":
        effect = Effect("keep_profile", {"profile": kept(turn, explored(turn))})
        then = (button("result", "explore_result"), button("unkeep", "keep_profile", answer="drop"), person())
        return Outcome((Reply("utter_profile_kept", {}, then, effects=(effect,)),))
    choices = (Choice(button("keep_yes", "keep_profile").title, YES), button("cancel", "deny"))
    again = bool(turn.recall.get("profile"))
    return Outcome((say("utter_profile_ask", choices=choices, again=again),), pending=YES)


@answers("share_profile", topic=False)
def share_profile(turn: Turn) -> Outcome:
    """Show it to the mentor of this case, and to nobody else; it ends with the case or when the person says so."""
    ask = turn.extra("answer") or "share"
    if ask == "stop":
        again = (button("share", "share_profile"),)
        return Outcome((Reply("utter_share_stopped", {}, again, effects=(Effect("unshare_profile"),)),))
    if not _something(turn):
        # With this effect the answer is heard also while a mentor holds the talk; there is nothing to take back.
        nothing = _nothing(turn)
        first = replace(nothing.replies[0], effects=(Effect("unshare_profile"),))
        return replace(nothing, replies=(first,))
    if not (turn.waiting or turn.with_mentor or ask == "open"):
        open_one = button("share_open", "share_profile", answer="open")
        return Outcome((say("utter_share_no_case", choices=(open_one, button("cancel", "deny"))),))
    opening = (open_case("choice"),) if ask == "open" and not (turn.waiting or turn.with_mentor) else ()
    effects = (*opening, Effect("share_profile", {"profile": shared(turn)}))
    stop = (button("unshare", "share_profile", answer="stop"),)
    reply = Reply("utter_shared", {"opened": bool(opening)}, stop, effects=effects)
    return remember(turn, Outcome((reply,)), replace(explored(turn), offered=True))


def shared(turn: Turn) -> dict[str, Any]:
    """What a mentor sees: names and words, no ids and no talk."""
    library, state, said = turn.library, explored(turn), mentions(turn)
    known, answers_ = told(turn, state, said), dict((state.progress.answers if state.progress else {}).items())
    liked = sorted((item for item in answers_ if answers_[item] >= LIKED), key=lambda item: -answers_[item])
    found = find(turn, state, known) if turn.country else Matches((), None)
    values = state.progress.chosen(Stage.VALUES) if state.progress else ()
    return {
        "on": turn.today.isoformat(),
        "answered": len(answers_),
        "pattern": found.pattern.value if found.pattern else None,
        "activities": [library.items[item].text for item in liked[:MOST_ACTIVITIES]],
        "likes": list(dict.fromkeys(one.words for one in known.likes)),
        "dislikes": list(dict.fromkeys(one.words for one in known.dislikes)),
        "subjects": [library.subjects[one].name for one in known.subjects],
        "talents": [library.talents[one].label for one in known.talents],
        "values": [library.values[one].label for one in values if one in library.values],
        "fields": [_field(field) for field in found.fields],
    }


def _field(field: Any) -> Mapping[str, Any]:
    sureness = field.sureness.value if field.sureness else None
    return {"name": field.domain.name, "sureness": sureness, "paths": [one.path.name for one in field.directions]}


def _something(turn: Turn) -> bool:
    return explored(turn).any or bool(mentions(turn))


def _nothing(turn: Turn) -> Outcome:
    choices = (button("test", "explore", answer="start"), button("own_words", "share_interests", answer="ask"))
    return Outcome((say("utter_profile_nothing", choices=(*choices, person())),))


def offer_sharing(turn: Turn, outcome: Outcome) -> Outcome:
    """Once a person was asked for, offer once to show them the profile; never after words of danger."""
    state = explored(turn)
    opens = any(effect.name == "open_case" for reply in outcome.replies for effect in reply.effects)
    if turn.intent in {"crisis", "wellbeing", "share_profile", "request_data"} or not (turn.waiting or opens):
        return outcome
    if state.offered or not state.any or (state.progress and state.progress.running and not opens):
        return outcome
    offer = say("utter_share_offer", choices=(button("share", "share_profile"),))
    offered = replace(outcome, replies=(*outcome.replies, offer))
    return remember(turn, offered, _kept_state(turn, outcome, state))


def _kept_state(turn: Turn, outcome: Outcome, state: Explored) -> Explored:
    """The exploration after this answer, marked so that sharing is offered once."""
    changed = outcome.learnt.get("exploration")
    if changed:
        later = replace(turn, memory=replace(turn.memory, exploration=changed))
        state = explored(later)
    return replace(state, offered=True)
