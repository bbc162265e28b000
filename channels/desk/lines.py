"""How a line of the desk's lists looks: who holds the case, how long somebody waits, and what can be done with it."""

from dataclasses import dataclass
from datetime import datetime

from gateway.texts.strings import Strings
from mentoring.cases import ENDED, HELD, OWED, UNHELD, CaseState
from mentoring.desk import QueueRow

MINUTES_IN_HOUR, MINUTES_IN_DAY = 60, 24 * 60


@dataclass(frozen=True)
class Line:
    """A line of a list, worded. `since` is when its wait or its end began, for machines; `act` names what it offers."""

    case_id: str
    urgent: bool
    reason: str
    channel: str
    holder: str
    stands: str
    waits: str
    since: str
    unread: int
    act: str


def to_line(say: Strings, row: QueueRow, mentor_id: str, now: datetime) -> Line:
    """Word one case as this mentor sees it."""
    case = row.case
    since = case.owed_since or case.since
    return Line(
        case_id=case.id,
        urgent=case.urgent,
        reason=say(f"reason.{case.reason.value}"),
        channel=say(f"channel.{row.channel.value}"),
        holder=_holder(say, row, mentor_id),
        stands=_stands(say, row),
        waits=_waits(say, "waits" if case.state in OWED else "ago", int((now - since).total_seconds() // 60)),
        since=since.isoformat(timespec="seconds"),
        unread=row.unread if case.mentor_id == mentor_id and case.active else 0,
        act=_act(row, mentor_id),
    )


def _holder(say: Strings, row: QueueRow, mentor_id: str) -> str:
    if row.case.mentor_id is None:
        return say("holder.nobody") if row.case.active else ""
    return say("holder.me") if row.case.mentor_id == mentor_id else say("holder.other", name=row.mentor_name or "?")


def _stands(say: Strings, row: QueueRow) -> str:
    state = say(f"state.{row.case.state.value}")
    return f"{state}: {say(f'ending.{row.case.ending.value}')}" if row.case.ending else state


def _act(row: QueueRow, mentor_id: str) -> str:
    case = row.case
    if case.state in UNHELD:
        return "claim"
    if case.state in HELD:
        return "open" if case.mentor_id == mentor_id else "take-over"
    if case.state is CaseState.REVIEW:
        return "look"
    return "reopen" if case.state in ENDED - {CaseState.CANCELLED} else ""


def _waits(say: Strings, area: str, minutes: int) -> str:
    if minutes < 1:
        return say(f"{area}.now")
    if minutes < MINUTES_IN_HOUR:
        unit, n = "minutes", minutes
    elif minutes < MINUTES_IN_DAY:
        unit, n = "hours", minutes // MINUTES_IN_HOUR
    else:
        unit, n = "days", minutes // MINUTES_IN_DAY
    return say(f"{area}.{unit}_one") if n == 1 else say(f"{area}.{unit}", n=str(n))
