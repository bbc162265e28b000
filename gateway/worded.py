"""Adds what only the desk knows to a turn that calls a mentor, waits for one or sends one away: when they read, and who
still does."""

from dataclasses import replace
from datetime import UTC, datetime

from conversation.inbox import Pending
from conversation.messages import Route
from conversation.turns import EffectName, Turn
from gateway.texts.people import PeopleTexts
from mentoring.cases import Urgency
from mentoring.ports import CaseStore


class WordedTurns:
    """The engine says that a mentor is asked for; the truth about the mentors is told here."""

    def __init__(self, cases: CaseStore, people: PeopleTexts) -> None:
        self._cases, self._people = cases, people

    def about_people(self, head: Pending, turn: Turn) -> Turn:
        """The turn with its words about the mentors, in place of the engine's where somebody withdraws or asks how
        long it takes."""
        names = {effect.name for effect in turn.effects if effect.data.get("urgency") != Urgency.URGENT}
        if EffectName.CANCEL_CASE in names:
            return replace(turn, replies=(self._people.withdrawn(asked=head.asked, urgent=head.urgent),))
        if EffectName.TELL_WAIT in names:
            now = datetime.now(UTC)
            return replace(turn, replies=(self._people.when(self._cases.reach(now), now),))
        if EffectName.OPEN_CASE not in names or head.conversation.route is Route.MENTOR:
            return turn
        now, already = datetime.now(UTC), head.conversation.route is Route.WAITING
        reach, urgent = self._cases.reach(now), already and head.urgent
        words = self._people.asked(reach, now, already=already, urgent=urgent)
        return replace(turn, replies=(*turn.replies, words))
