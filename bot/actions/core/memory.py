"""What a conversation remembers, as typed values over the engine's slots."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from content.schema import Country


@dataclass(frozen=True)
class Memory:
    """Slots of one conversation. `current` is the id of the entry last spoken about.

    `pending` is the button payload that a plain "yes" or a bare value completes. `last` describes the last answer:
    `asked` (its ask as a payload) and `said` (in the person's words), `ids` (what it showed), `buttons` (payloads
    offered), `page` (how far it is), `mentions` (likes and dislikes told in this talk).
    """

    role: str | None = None
    country: Country | None = None
    level: str | None = None
    current: str | None = None
    last_topic: str | None = None
    pending: str | None = None
    misunderstood: int = 0
    language_told: bool = False
    """Whether it was said, in another language, that answers come in Dutch."""
    last: Mapping[str, Any] | None = None
    exploration: Mapping[str, Any] | None = None
    """How far the exploration is and what was set aside (see `bot.actions.core.told`)."""

    @classmethod
    def from_slots(cls, slots: Mapping[str, Any]) -> "Memory":
        """Read the engine's slots; unknown or empty ones mean nothing is remembered."""
        country = slots.get("country")
        last, exploration = slots.get("last_answer"), slots.get("exploration")
        return cls(
            role=slots.get("role"),
            country=Country(country) if country in ("nl", "vl") else None,
            level=slots.get("level"),
            current=slots.get("current_path"),
            last_topic=slots.get("last_topic"),
            pending=slots.get("pending_offer"),
            misunderstood=int(slots.get("misunderstood") or 0),
            language_told=bool(slots.get("language_told")),
            last=last if isinstance(last, Mapping) else None,
            exploration=exploration if isinstance(exploration, Mapping) else None,
        )

    @property
    def shown(self) -> tuple[str, ...]:
        """Ids the last answer showed."""
        return tuple((self.last or {}).get("ids", ()))

    @property
    def offered(self) -> tuple[str, ...]:
        """Payloads of the buttons the last answer offered, in order."""
        return tuple((self.last or {}).get("buttons", ()))

    @property
    def response(self) -> str:
        """The response the last answer began with."""
        return str((self.last or {}).get("response", ""))

    @property
    def last_said(self) -> str:
        """The message the last answer answered."""
        return str((self.last or {}).get("said", ""))

    @property
    def asked(self) -> str | None:
        """The payload that asks the last thing again."""
        return (self.last or {}).get("asked")

    @property
    def frame(self) -> Mapping[str, Any]:
        """What was asked last: `text` (complete in itself), `entities`, `names` (their words) and the `units` shown."""
        found: Mapping[str, Any] = (self.last or {}).get("frame") or {}
        return found

    @property
    def page(self) -> int:
        """How many times the person asked for more of the last answer."""
        return int((self.last or {}).get("page", 0))
