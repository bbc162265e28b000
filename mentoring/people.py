"""Who helps: the accounts of mentors, and what each may be told."""

from dataclasses import dataclass
from enum import StrEnum

from mentoring.hours import Week


class Role(StrEnum):
    """What a mentor is for. A coordinator answers too, and hears of cases that wait too long."""

    MENTOR = "mentor"
    COORDINATOR = "coordinator"


@dataclass(frozen=True)
class Mentor:
    """A person who answers. `telegram_chat` is where notices go when the mentor linked one.

    `hours` are their own; None means the school's.
    """

    id: str
    name: str
    email: str
    active: bool = True
    telegram_chat: str | None = None
    role: Role = Role.MENTOR
    hours: Week | None = None
