"""What the engine answered to one message: replies, and effects on the world; values without I/O."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from conversation.messages import Draft


class EffectName(StrEnum):
    """What an effect does."""

    OPEN_CASE = "open_case"
    CANCEL_CASE = "cancel_case"
    TELL_WAIT = "tell_wait"
    ADD_TO_CASE = "add_to_case"
    FORGET = "forget"
    STOP = "stop"
    NOTE = "note"
    KEEP_PROFILE = "keep_profile"
    DROP_PROFILE = "drop_profile"
    SHARE_PROFILE = "share_profile"
    UNSHARE_PROFILE = "unshare_profile"
    REMIND = "remind"
    CANCEL_REMINDER = "cancel_reminder"
    FAMILY_OFFER = "family_offer"
    FAMILY_JOIN = "family_join"
    FAMILY_AGREE = "family_agree"
    FAMILY_END = "family_end"


SHARING = frozenset({EffectName.SHARE_PROFILE, EffectName.UNSHARE_PROFILE})
"""What a person may also do while a mentor holds the talk."""


@dataclass(frozen=True)
class Turn:
    """What the engine answered to one message: replies, and effects on the world such as opening a case."""

    replies: tuple[Draft, ...] = ()
    effects: tuple["Effect", ...] = ()


@dataclass(frozen=True)
class Effect:
    """Something an action asks the gateway to do, in the same transaction as the replies.

    Data: `OPEN_CASE` reason and urgency (values of `mentoring.cases`); `CANCEL_CASE` and `TELL_WAIT` to, the role
    of who reads the words, if known; `NOTE` topic, a short slug counted as not understood or unanswered, and
    `near`, the id of the entry that came near, if any; `KEEP_PROFILE` and `SHARE_PROFILE` profile (JSON values);
    `REMIND` day (ISO) and who; `ADD_TO_CASE`: the next words are for the mentors; `FAMILY_OFFER` and `FAMILY_JOIN`
    code, side and view; `FAMILY_AGREE` view; the others none. `FORGET` erases the talk and what was kept but not an
    urgent case; `STOP` ends contact.
    """

    name: EffectName
    data: dict[str, Any] = field(default_factory=dict)
