"""Brings in a person, in one step."""

from bot.actions.core.base import answers
from bot.actions.core.outcome import Effect, Outcome, Reply
from bot.actions.core.turn import Turn


def open_case(reason: str, urgency: str = "normal") -> Effect:
    """The effect that puts a case on the mentors' desk (reasons: mentoring.cases.Reason)."""
    return Effect("open_case", {"reason": reason, "urgency": urgency})


@answers("request_human", topic=False)
def request_human(turn: Turn) -> Outcome:
    """Open a case at once and say what happens next."""
    reason = turn.extra("topic") or ("parent" if turn.role == "parent" else "asked")
    school = turn.library.schools.get(turn.school)
    params = {"hours": school.school.mentor_hours if school else None}
    return Outcome((Reply("utter_person_asked", params, effects=(open_case(reason),)),))
