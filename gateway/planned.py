"""Says what was planned: reminders on their day outside quiet hours, and news of a link between parent and child."""

import asyncio
import logging
from datetime import UTC, datetime

from conversation.messages import Draft, Sender
from gateway.hub import Hub
from gateway.texts.strings import Strings
from mentoring.keeping import Planned, PlannedKind, Side, next_waking
from mentoring.ports import KeepingStore

LOOK_AGAIN_SECONDS = 20.0
BUTTONS = {
    PlannedKind.REMINDER: (("questions", '/plan_talk{"answer": "show"}'),),
    PlannedKind.FAMILY_ASK: (
        ("family_yes", '/family_link{"answer": "agree"}'),
        ("family_no", '/family_link{"answer": "end"}'),
    ),
    PlannedKind.FAMILY_READY: (
        ("family_show", '/family_link{"answer": "show"}'),
        ("family_end", '/family_link{"answer": "end"}'),
    ),
    PlannedKind.FAMILY_UNKNOWN: (("family_again", '/family_link{"answer": "join"}'),),
}
"""Titles (keys of the strings) and engine payloads below each kind of message."""

log = logging.getLogger(__name__)


class PlannedRelay:
    """Looks for due messages when something happens anywhere, and a few times a minute."""

    def __init__(self, keeping: KeepingStore, hub: Hub, say: Strings) -> None:
        self._keeping, self._hub, self._say = keeping, hub, say

    async def run(self) -> None:
        """Say what is due until cancelled."""
        with self._hub.subscribe() as bell:
            while True:
                try:
                    busy = await self.say_due(datetime.now(UTC))
                except Exception as error:
                    log.error("planned messages: %s, trying again", type(error).__name__)
                    busy = False
                if not busy:
                    await bell.wait(LOOK_AGAIN_SECONDS)

    async def say_due(self, now: datetime) -> bool:
        """Say what is due now; a reminder that is late waits until nobody sleeps. False when there was nothing."""
        due = await asyncio.to_thread(self._keeping.due_planned, now)
        for planned in due:
            waking = next_waking(now)
            if planned.kind is PlannedKind.REMINDER and waking > now:
                await asyncio.to_thread(self._keeping.postpone, planned.id, waking)
            elif await asyncio.to_thread(self._keeping.say_planned, planned.id, self.words(planned)):
                self._hub.ring(planned.conversation_id)
        return bool(due)

    def words(self, planned: Planned) -> Draft:
        """The message for a planned one, in the form for who reads it."""
        side = Side(planned.data.get("side", Side.CHILD))
        who = {}
        if planned.kind is PlannedKind.REMINDER:
            who = {"who": self._say(f"planned.who_{planned.data['who']}")}
        text = self._say(f"planned.{planned.kind.value}_{side.value}", **who)
        buttons = ((self._say(f"planned.{title}"), payload) for title, payload in BUTTONS.get(planned.kind, ()))
        return Draft(text, Sender.BOT, buttons=tuple(buttons))
