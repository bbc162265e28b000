"""Brings in a person, in one step."""

from bot.actions.core.base import answers
from bot.actions.core.outcome import Effect, Outcome, Reply
from bot.actions.core.turn import Turn
from bot.actions.core.words import cue
from bot.actions.present.buttons import starts

IN_NEED = frozenset({"crisis", "maybe_danger", "wellbeing"})
LONGEST_CALL_OFF = 12
"""Words up to which "laat maar" is the whole message; in a longer one it is background."""


def open_case(reason: str, urgency: str = "normal") -> Effect:
    """The effect that puts a case on the mentors' desk (reasons: mentoring.cases.Reason)."""
    return Effect("open_case", {"reason": reason, "urgency": urgency})


@answers("request_human", topic=False)
def request_human(turn: Turn) -> Outcome:
    """Open a case at once; when mentors read and who hears of it, the gateway adds (`gateway.worded`)."""
    reason = turn.extra("topic") or ("parent" if turn.role == "parent" else "asked")
    return Outcome((Reply("utter_person_asked", {}, effects=(open_case(reason),)),))


def withdraw(turn: Turn) -> Outcome:
    """Call off the wish for a person, and say so; an urgent case stays with the mentors (`mentoring.handoff`)."""
    return Outcome((Reply("utter_person_withdrawn", {}, starts()[:3], effects=(Effect("cancel_case", _to(turn)),)),))


def asks_wait(turn: Turn) -> bool:
    """Whether somebody who waits for a person asks how long it takes."""
    return turn.waiting and turn.intent not in IN_NEED and not turn.named and cue("asks_wait", turn.said) is not None


def tell_wait(turn: Turn) -> Outcome:
    """When mentors read; the gateway knows, and says it in place of these words (`gateway.worded`)."""
    return Outcome((Reply("utter_waiting", {}, effects=(Effect("tell_wait", _to(turn)),)),))


def calls_off(turn: Turn) -> bool:
    """Whether somebody who waits for a person says that it is not needed any more, and asks nothing else.

    Never where danger or sorrow is heard: then the words may mean something else.
    """
    if not (turn.waiting and turn.said) or turn.intent in IN_NEED or turn.named or turn.ambiguous:
        return False
    asks = turn.message.get("asks") or ()
    asked = any("?" in str(ask.get("text")) or set(ask.get("aspects") or ()) - {"may"} for ask in asks)
    return cue("withdraws", turn.said) is not None and not asked and len(turn.said.split()) <= LONGEST_CALL_OFF


def _to(turn: Turn) -> dict[str, str]:
    """Who the gateway's words are for."""
    return {"to": turn.role} if turn.role else {}
