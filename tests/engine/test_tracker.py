"""Conversations are remembered, forgotten in time, and never grow without end."""

import asyncio

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.engine import tracker as module
from bot.engine.tracker import KEPT_EVENTS, BoundedTrackerStore

DOMAIN = Domain.from_yaml('version: "3.1"\nslots:\n  country: {type: text, mappings: [{type: custom}]}\n')


def conversation(sender: str, turns: int = 1) -> DialogueStateTracker:
    tracker = DialogueStateTracker(sender, DOMAIN.slots)
    tracker.update(SlotSet("country", "vl"))
    for _ in range(turns):
        tracker.update(ActionExecuted("action_listen"))
        tracker.update(UserUttered("hoi", intent={"name": "greet"}))
    return tracker


def test_a_conversation_comes_back() -> None:
    store = BoundedTrackerStore(DOMAIN)
    asyncio.run(store.save(conversation("a")))
    kept = asyncio.run(store.retrieve("a"))
    assert kept is not None
    assert (kept.get_slot("country"), kept.latest_message.text) == ("vl", "hoi")


def test_an_unknown_conversation_is_none() -> None:
    assert asyncio.run(BoundedTrackerStore(DOMAIN).retrieve("a")) is None


def test_forgetting() -> None:
    store = BoundedTrackerStore(DOMAIN)
    asyncio.run(store.save(conversation("a")))
    assert store.forget("a")
    assert not store.forget("a")
    assert asyncio.run(store.retrieve("a")) is None


def test_the_oldest_goes_when_it_is_full() -> None:
    store = BoundedTrackerStore(DOMAIN, max_conversations=2)
    for sender in "abac":
        asyncio.run(store.save(conversation(sender)))
    assert set(asyncio.run(store.keys())) == {"a", "c"}


def test_a_conversation_goes_after_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    store = BoundedTrackerStore(DOMAIN, hours_kept=1)
    asyncio.run(store.save(conversation("a")))
    now = module.time.monotonic()
    monkeypatch.setattr(module.time, "monotonic", lambda: now + 3601)
    assert asyncio.run(store.retrieve("a")) is None


def test_a_long_talk_is_shortened_but_keeps_its_slots() -> None:
    store = BoundedTrackerStore(DOMAIN)
    asyncio.run(store.save(conversation("a", turns=500)))
    kept = asyncio.run(store.retrieve("a"))
    assert kept is not None
    assert len(kept.events) <= KEPT_EVENTS + 5
    assert kept.get_slot("country") == "vl"
