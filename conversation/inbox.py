"""What passes between the gateway and its store while a message is taken in, answered and sent out."""

from dataclasses import dataclass, field
from datetime import datetime

from conversation.care import Care
from conversation.messages import Channel, Conversation, Draft, Incoming, Message
from conversation.turns import Effect


@dataclass(frozen=True)
class Recall:
    """What the engine is reminded of at every turn of a conversation, because it keeps talks in memory only.

    `profile` is the JSON of a profile the person asked to keep, `family` the JSON of a link (see `family_recall`),
    `reminder` the ISO day of a planned reminder; empty when there is none.
    """

    profile: str = ""
    family: str = ""
    reminder: str = ""

    def metadata(self) -> dict[str, str]:
        """The entries that say something."""
        found = {"profile": self.profile, "family": self.family, "reminder": self.reminder}
        return {key: value for key, value in found.items() if value}


@dataclass(frozen=True)
class PressedButton:
    """What a pressed button stands for: its title as the person saw it, and the engine payload behind it."""

    title: str
    payload: str


@dataclass(frozen=True)
class Arrival:
    """All a gateway may look at to decide about one message.

    `button` is None when the message is no button, or the id is unknown in this conversation. `urgent` is true while
    an urgent case of this conversation is active, `asked` while an ordinary one is that no mentor is in talk about.
    `adding`: the person said that their next words are for the mentors. `care` is where the talk stands after words of
    danger, `country` the one the person named earlier ("nl", "vl") or empty.
    """

    conversation: Conversation
    incoming: Incoming
    button: PressedButton | None = None
    urgent: bool = False
    asked: bool = False
    adding: bool = False
    care: Care = field(default_factory=Care)
    country: str = ""


@dataclass(frozen=True)
class Decision:
    """What becomes of one message, stored in the transaction that takes it in.

    `shown` is what stands in the talk as the person's words (empty: nothing); `personal` as in `Draft`. `payload` is
    what the engine must be told; None means no engine turn. `trusted` marks a payload that is an intent of ours, not
    typed text. `care` and `country` replace what is kept of the conversation; None leaves it as it is.
    """

    shown: str
    payload: str | None = None
    trusted: bool = False
    replies: tuple[Draft, ...] = ()
    effects: tuple[Effect, ...] = ()
    personal: bool = False
    care: Care | None = None
    country: str | None = None


@dataclass(frozen=True)
class Accepted:
    """What became of an incoming message.

    `duplicate` is true when its external id was seen before in this conversation: nothing was stored again and the rest
    describes the first time. `pending` is true while an engine turn is still owed.
    """

    conversation: Conversation
    inbound_id: str
    duplicate: bool = False
    pending: bool = False


@dataclass(frozen=True)
class Pending:
    """An inbound message waiting for its turn.

    `payload` is what the engine must be told, `trusted` as in `Decision`. `due_at` lies in the future after a failed
    attempt; `apologised` says that the person was told about it. `recall` is what was kept for this person.
    `urgent` and `asked` as in `Arrival`.
    """

    inbound_id: str
    conversation: Conversation
    incoming: Incoming
    payload: str
    trusted: bool
    attempts: int
    apologised: bool
    due_at: datetime
    recall: Recall = field(default_factory=Recall)
    urgent: bool = False
    asked: bool = False


@dataclass(frozen=True)
class Delivery:
    """One message on its way out through a channel that pushes (Telegram)."""

    id: str
    conversation_id: str
    channel: Channel
    address: str
    message: Message
    attempts: int
