"""Adds what only the desk knows to a turn that calls a mentor, waits for one or sends one away: when they read, and who
still does."""

from dataclasses import replace
from datetime import UTC, datetime

from conversation.inbox import Pending
from conversation.messages import Route
from conversation.turns import Effect, EffectName, Turn
from gateway.texts.people import PARENT, PeopleTexts
from mentoring.cases import Reason, Urgency
from mentoring.ports import CaseStore


class WordedTurns:
    """The engine says that a mentor is asked for; the truth about the mentors is told here."""

    def __init__(self, cases: CaseStore, people: PeopleTexts) -> None:
        self._cases, self._people = cases, people

    def about_people(self, head: Pending, turn: Turn) -> Turn:
        """The turn with its words about the mentors, in place of the engine's where somebody withdraws or asks how
        long it takes."""
        effects = [effect for effect in turn.effects if effect.data.get("urgency") != Urgency.URGENT]
        names = {effect.name for effect in effects}
        people = self._people.to(next((role for effect in effects if (role := _role(effect))), ""))
        if EffectName.CANCEL_CASE in names:
            return replace(turn, replies=(people.withdrawn(asked=head.asked, urgent=head.urgent),))
        if EffectName.TELL_WAIT in names:
            now = datetime.now(UTC)
            return replace(turn, replies=(people.when(self._cases.reach(now), now),))
        if EffectName.OPEN_CASE not in names or head.conversation.route is Route.MENTOR:
            return turn
        now, already = datetime.now(UTC), head.conversation.route is Route.WAITING
        reach, urgent = self._cases.reach(now), already and head.urgent
        words = people.asked(reach, now, already=already, urgent=urgent)
        return replace(turn, replies=(*turn.replies, words))


def _role(effect: Effect) -> str:
    """Who a call for a person comes from, as far as the engine knows."""
    return PARENT if effect.data.get("reason") == Reason.PARENT else str(effect.data.get("to", ""))
