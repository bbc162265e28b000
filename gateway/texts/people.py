"""What the person reads about the mentors: who reads, when, what became of the question, and what to press."""

import json
from dataclasses import dataclass, replace
from datetime import datetime

from conversation.messages import Draft, Sender
from gateway.texts.moments import Moments
from gateway.texts.strings import Strings
from mentoring.cases import Case, Reason
from mentoring.desk import Overdue, Reach
from mentoring.handoff import Cause

WAITING_INTENT = "/waiting"
"""Buttons below a question that waits for a mentor; the gateway answers them itself."""
WHEN, ADD, STOP = "when", "add", "stop"
PARENT = "parent"


@dataclass(frozen=True)
class PeopleTexts:
    """The fixed texts of a hand-off. `contact` says how else the school can be reached; empty when unknown."""

    say: Strings
    contact: str = ""
    role: str = ""

    def to(self, role: str) -> "PeopleTexts":
        """The same texts for somebody of this role ("" when nobody said it): a parent is called "u"."""
        return replace(self, say=self.say.polite(), role=role) if role == PARENT else self

    def asked(self, reach: Reach, now: datetime, *, already: bool, urgent: bool = False) -> Draft:
        """A mentor was asked for, now or before; with an honest time."""
        heading = "case.urgent_already" if urgent else "case.already" if already else "case.asked"
        parts = (self.say(heading), self.expectation(reach, now), self.say("case.who"), self.say("case.meanwhile"))
        return self._draft(*parts, buttons=(WHEN, ADD) if urgent else (WHEN, ADD, STOP))

    def when(self, reach: Reach, now: datetime) -> Draft:
        """How long it may take."""
        return self._draft(self.expectation(reach, now), self.say("case.unknown_wait"), buttons=(ADD, STOP))

    def add(self) -> Draft:
        """The next words are for the mentors."""
        return self._draft(self.say("case.add"))

    def added(self) -> Draft:
        """They stand there now."""
        return self._draft(self.say("case.added"), buttons=(WHEN, ADD, STOP))

    def withdrawn(self, *, asked: bool, urgent: bool) -> Draft:
        """What is left after "never mind": nobody reads, unless danger was heard."""
        if urgent:
            return self._draft(self.say("case.withdrawn_urgent"), self.say("case.danger"))
        return self._draft(self.say("case.withdrawn" if asked else "case.nothing_open"))

    def moved(self, overdue: Overdue, reach: Reach, now: datetime) -> Draft:
        """A case moved by itself: who is not there any more, who may read now, and that the computer answers."""
        case, name = overdue.case, overdue.mentor_name
        if case.reason is Reason.PARENT and not self.role:
            return self.to(PARENT).moved(overdue, reach, now)
        if overdue.cause is Cause.PAUSED:
            return self._draft(self.say("case.paused", name=name))
        if overdue.cause is Cause.EXPIRED:
            key = "case.gone_quiet" if case.answered_at else "case.expired"
            return self._draft(self.say(key), self.contact if not case.answered_at else "", self.say("case.ask_again"))
        return self.returned(self.say(f"case.{overdue.cause.value}", name=name), case, reach, now)

    def returned(self, why: str, case: Case, reach: Reach, now: datetime) -> Draft:
        """A case is back in the queue; `why` is said first."""
        danger = self.say("case.danger") if case.urgent else ""
        parts = (why, danger, self.expectation(reach, now), self.say("case.meanwhile"))
        return self._draft(*parts, buttons=(WHEN, ADD) if case.urgent else (WHEN, ADD, STOP))

    def expectation(self, reach: Reach, now: datetime) -> str:
        """When mentors read, and whether they hear of it; nothing that is not known."""
        if not reach.mentors:
            return f"{self.say('case.nobody')} {self.contact}".strip()
        told = "" if reach.reachable else self.say("case.cannot_tell")
        return " ".join(filter(None, (self._hours(reach, now), told)))

    def _hours(self, reach: Reach, now: datetime) -> str:
        moments = Moments(self.say)
        if (until := reach.closes_at(now)) is not None:
            return self.say("case.now", until=moments.clock(until))
        opens = reach.next_open(now)
        return self.say("case.later", moment=moments.from_then(opens, now)) if opens else self.say("case.no_hours")

    def _draft(self, *parts: str, buttons: tuple[str, ...] = ()) -> Draft:
        titles = {WHEN: "case.button_when", ADD: "case.button_add", STOP: "case.button_stop"}
        shown = tuple((self.say(titles[ask]), self._payload(ask)) for ask in buttons)
        return Draft("\n".join(filter(None, parts)), Sender.SYSTEM, buttons=shown)

    def _payload(self, ask: str) -> str:
        return WAITING_INTENT + json.dumps({"ask": ask, "to": self.role} if self.role else {"ask": ask})


def waiting(payload: str) -> tuple[str, str]:
    """What a button below a waiting question asks, and the role of who sees it ("" when nobody said it)."""
    told = json.loads(payload.removeprefix(WAITING_INTENT))
    return str(told["ask"]), str(told.get("to", ""))
