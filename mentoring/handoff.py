"""The rules of handing a talk to a person and back: which route a case gives, and who may do what with it."""

from conversation.messages import Route
from mentoring.cases import Case, CaseError, CaseState, Urgency


def route_of(case: Case | None) -> Route:
    """Who answers next, given the conversation's latest case."""
    if case is None or not case.active:
        return Route.BOT
    return Route.MENTOR if case.state is CaseState.CLAIMED else Route.WAITING


def check_holder(case: Case | None, mentor_id: str) -> None:
    """Raise `CaseError` unless this mentor holds the case now."""
    if case is None:
        raise CaseError("the case does not exist")
    if case.state is not CaseState.CLAIMED:
        raise CaseError(f"the case is {case.state.value}, not claimed")
    if case.mentor_id != mentor_id:
        raise CaseError("another mentor holds the case")


def higher(a: Urgency, b: Urgency) -> Urgency:
    """The more urgent of two."""
    return Urgency.URGENT if Urgency.URGENT in (a, b) else Urgency.NORMAL


def ends_on_request(case: Case, *, stop: bool) -> bool:
    """Whether the person's own wish ends the case.

    "Never mind" ends waiting; "stop" also ends a talk with a mentor. An urgent case stays: a person must look at it.
    """
    if case.urgency is Urgency.URGENT or not case.active:
        return False
    return stop or case.state is CaseState.WAITING
