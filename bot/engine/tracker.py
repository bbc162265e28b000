"""Remembers running conversations in memory only: so many, so long, and no more events than a talk needs."""

import time
from collections import OrderedDict
from typing import Any, Iterable, List, Optional, Tuple

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

MAX_EVENTS = 300
KEPT_EVENTS = 150


class BoundedTrackerStore(TrackerStore):
    """Least recently used conversations go first. What must outlive the engine lives in the service's database."""

    def __init__(
        self,
        domain: Optional[Domain] = None,
        event_broker: Optional[EventBroker] = None,
        host: Optional[str] = None,
        max_conversations: int = 5000,
        hours_kept: float = 24,
        **kwargs: Any,
    ) -> None:
        super().__init__(domain, event_broker)
        self._most = max_conversations
        self._seconds = hours_kept * 3600
        self._kept: OrderedDict[str, Tuple[float, List[Event]]] = OrderedDict()

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keeps the conversation and lets old ones go."""
        self._kept[tracker.sender_id] = (time.monotonic(), shortened(tracker))
        self._kept.move_to_end(tracker.sender_id)
        self._let_go()

    async def retrieve(self, sender_id: str) -> Optional[DialogueStateTracker]:
        """The conversation as it was saved, or None when it is unknown or too old."""
        self._let_go()
        if sender_id not in self._kept:
            return None
        return DialogueStateTracker.from_events(sender_id, self._kept[sender_id][1], self.domain.slots)

    async def keys(self) -> Iterable[str]:
        """The conversations kept now."""
        return list(self._kept)

    def forget(self, sender_id: str) -> bool:
        """Drops a conversation; False when there was none."""
        return self._kept.pop(sender_id, None) is not None

    def _let_go(self) -> None:
        oldest_kept = time.monotonic() - self._seconds
        while self._kept:
            _, (saved, _) = next(iter(self._kept.items()))
            if saved >= oldest_kept and len(self._kept) <= self._most:
                return
            self._kept.popitem(last=False)


def shortened(tracker: DialogueStateTracker) -> List[Event]:
    """The events to keep: all of a short talk; of a long one the slots, a running form and the last turns."""
    events = list(tracker.events)
    if len(events) <= MAX_EVENTS:
        return events
    tail = events[-KEPT_EVENTS:]
    listens = (i for i, e in enumerate(tail) if isinstance(e, ActionExecuted) and e.action_name == ACTION_LISTEN_NAME)
    slots = [SlotSet(s.name, s.value) for s in tracker.slots.values() if s.value is not None]
    loop = [ActiveLoop(tracker.active_loop_name)] if tracker.active_loop_name else []
    return [*slots, *loop, *tail[next(listens, 0) :]]
