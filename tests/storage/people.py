"""Short ways to say what storage tests say all the time."""

from datetime import UTC, datetime, timedelta

from conversation.inbox import Accepted, Arrival, Decision
from conversation.messages import Channel, Draft, Incoming, IncomingKind, Sender
from conversation.turns import Effect, EffectName
from mentoring.cases import Case, Reason, Urgency
from mentoring.desk import Filter, Heading, QueueRow
from mentoring.people import Mentor
from storage import Stores

CHAT = "4242"
UNASSIGNED, ALL, ENDED = Filter(Heading.UNASSIGNED), Filter(Heading.ALL), Filter(Heading.ENDED)


def every(stores: Stores) -> list[QueueRow]:
    return [*stores.cases.queue(ALL), *stores.cases.queue(ENDED)]


def sign_in(stores: Stores, who: Mentor, seconds: float = 3600) -> str:
    """Sign a mentor in at the desk; returns what to sign out with."""
    token = f"session of {who.id}"
    stores.mentors.open_desk_session(who.id, token, later(seconds))
    return token


def later(seconds: float = 3600) -> datetime:
    return datetime.now(UTC) + timedelta(seconds=seconds)


def typed(
    text: str = "hoi", update: str = "1", *, address: str = CHAT, channel: Channel = Channel.TELEGRAM
) -> Incoming:
    return Incoming(channel, address, update, text)


def pressed(button: str, update: str, *, address: str = CHAT) -> Incoming:
    return Incoming(Channel.TELEGRAM, address, update, button, IncomingKind.BUTTON)


def ask_engine(arrival: Arrival) -> Decision:
    return Decision(arrival.incoming.text, arrival.incoming.text)


def accept(stores: Stores, text: str = "hoi", update: str = "1", *, address: str = CHAT) -> Accepted:
    return stores.inbox.accept(typed(text, update, address=address), ask_engine)


def bot(text: str, *buttons: tuple[str, str]) -> Draft:
    return Draft(text, Sender.BOT, buttons=buttons)


def ask_person(reason: Reason = Reason.ASKED, urgency: Urgency = Urgency.NORMAL) -> Effect:
    return Effect(EffectName.OPEN_CASE, {"reason": reason.value, "urgency": urgency.value})


def mentor(stores: Stores, name: str = "Testmentor") -> Mentor:
    return stores.mentors.add_mentor(name, f"{name}@example.org".replace(" ", ""), f"link of {name}", later())


def waiting_case(stores: Stores, address: str = CHAT) -> Case:
    conversation = accept(stores, update=f"case {address}", address=address).conversation
    return stores.cases.open_case(conversation.id, Reason.ASKED, Urgency.NORMAL)


def texts(stores: Stores, conversation_id: str) -> list[str]:
    return [message.text for message in stores.conversations.messages_after(conversation_id)]
