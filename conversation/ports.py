"""What the conversation protocol needs from storage; `storage` implements these, `ops` wires them together.

Every method is one transaction unless it says otherwise, and is synchronous: callers in an event loop use a thread.
All times are timezone-aware UTC. An id that does not exist raises `NotFound` where nothing sensible can be returned.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from conversation.care import Care
from conversation.inbox import Accepted, Arrival, Decision, Delivery, Pending
from conversation.messages import Channel, Conversation, Draft, Incoming, Message
from conversation.turns import Effect


class NotFound(LookupError):
    """The named conversation, message, case or delivery is not stored (or no longer)."""


class ConversationStore(Protocol):
    """Who talks with us, and the talk so far."""

    def open_web_session(self, token_hash: str) -> Conversation:
        """Begin a conversation on the web; `token_hash` is the hash of the session token the server minted."""
        ...

    def web_session(self, token_hash: str) -> Conversation | None:
        """Return the conversation of a session token's hash, or None for a made-up one."""
        ...

    def find(self, channel: Channel, address: str) -> Conversation | None:
        """Return the conversation of a channel's own address, or None."""
        ...

    def conversation(self, conversation_id: str) -> Conversation | None:
        """Return a conversation with its present route, or None."""
        ...

    def replies_to(self, inbound_id: str) -> Sequence[Message]:
        """Return what was said in answer to one incoming message so far, oldest first."""
        ...

    def messages_after(self, conversation_id: str, after_seq: int = 0, limit: int = 200) -> Sequence[Message]:
        """Return the talk after `after_seq`, oldest first, the person's own words included."""
        ...

    def erase(self, conversation_id: str) -> None:
        """Erase a conversation and everything about it: talk, inbox, outbox, buttons, cases, sessions."""
        ...


class InboxStore(Protocol):
    """Takes received messages in."""

    def accept(self, incoming: Incoming, decide: Callable[[Arrival], Decision]) -> Accepted:
        """Store a message with everything decided about it, once.

        `decide` is pure and quick; it runs inside the transaction and is not called for a redelivery. The first message
        from an address begins a conversation, except on the web: there an unknown address raises `NotFound`.
        """
        ...


class TurnStore(Protocol):
    """Messages that wait for the engine, until the end of their turn."""

    def waiting(self, conversation_id: str) -> Sequence[Pending]:
        """Return the messages of a conversation that still wait for their turn, oldest first, due or not."""
        ...

    def conversations_with_pending(self) -> Sequence[str]:
        """Return the ids of conversations in which a message waits: what a restarted worker picks up."""
        ...

    def finish(self, inbound_id: str, replies: Sequence[Draft], effects: Sequence[Effect] = ()) -> Sequence[Message]:
        """Commit a turn: its replies, their way out, its effects, and that it is done.

        A turn that was finished before changes nothing and returns what was stored then. Replies are dropped when a
        mentor has claimed the conversation meanwhile: the bot is silent there.
        """
        ...

    def defer(self, waiting: Sequence[Pending], until: datetime, first: Draft, again: Draft, *, failed: bool) -> None:
        """Let these messages of one conversation wait until `until`; what came in meanwhile is not touched.

        The person hears `first` once, and `again` once for what was written later. `failed` counts an attempt.
        """
        ...

    def give_up(self, waiting: Sequence[Pending], replies: Sequence[Draft], effects: Sequence[Effect]) -> None:
        """End the waiting of these messages of one conversation with replies and effects (a case)."""
        ...


class CareStore(Protocol):
    """Gentle questions that wait for an answer."""

    def unanswered(self, at: datetime, limit: int = 50) -> Sequence[tuple[str, Care]]:
        """Return the conversations whose question has waited too long at a moment, with their state of care."""
        ...

    def settle(self, conversation_id: str, reply: Draft, effect: Effect, at: datetime) -> bool:
        """Apply an effect, say a reply and stop waiting; False when an answer came meanwhile."""
        ...


class OutboxStore(Protocol):
    """Messages on their way out through channels that push."""

    def due_deliveries(self, now: datetime, limit: int = 50) -> Sequence[Delivery]:
        """Return the next delivery of each conversation that is due; a later one waits for an earlier one."""
        ...

    def delivered(self, delivery_id: str) -> None:
        """Note that the channel took the message."""
        ...

    def retry(self, delivery_id: str, at: datetime, error: str) -> None:
        """Try again at `at`; `error` names the kind of failure, never content."""
        ...

    def undeliverable(self, delivery_id: str, error: str) -> None:
        """Stop trying; the desk shows the message as not delivered."""
        ...
