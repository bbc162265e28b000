"""What the Bot API server knows: chats, messages, waiting updates, the webhook, and failures a test asked for."""

import itertools
import threading
import time
from dataclasses import dataclass, field
from typing import Any

from tests.telegram.bot_api_checks import ApiError, bad

BY_DEFAULT_OFF = {"chat_member", "message_reaction", "message_reaction_count"}

Json = dict[str, Any]


@dataclass
class Call:
    """A request as it came in. `status` is what was answered."""

    method: str
    params: Json
    at: float
    status: int = 0


@dataclass
class Failure:
    """Fails `times` requests of a method (of one chat, if given) after letting `skip` pass.

    `html` answers as a proxy in front would; `after` does the work first, so that only the answer is lost.
    """

    method: str
    status: int
    description: str
    parameters: Json | None = None
    html: bool = False
    times: int = 1
    skip: int = 0
    chat_id: int | None = None
    delay: float = 0.0
    after: bool = False


@dataclass
class World:
    """All state. Writers hold `changed`, and notify whoever waits."""

    token: str
    changed: threading.Condition = field(default_factory=threading.Condition)
    closing: bool = False
    chats: dict[int, Json] = field(default_factory=dict)
    messages: dict[tuple[int, int], Json] = field(default_factory=dict)
    blocked: set[int] = field(default_factory=set)
    left: set[int] = field(default_factory=set)
    updates: list[Json] = field(default_factory=list)
    allowed: set[str] | None = None
    webhook: Json = field(default_factory=dict)
    poll: int = 0
    queries: dict[str, bool] = field(default_factory=dict)
    files: dict[int, bytes] = field(default_factory=dict)
    """Contents of the documents sent, by message id."""
    commands: list[dict[str, str]] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))
    update_ids: "itertools.count[int]" = field(default_factory=lambda: itertools.count(870_001))

    @property
    def me(self) -> Json:
        """The bot itself."""
        number = int(self.token.split(":", 1)[0])
        return {"id": number, "is_bot": True, "first_name": "Wegwijs", "username": "WegwijsTestBot"}

    def chat(self, chat_id: int) -> Json:
        """A chat the bot may write to, or the server's refusal."""
        if chat_id in self.blocked:
            raise ApiError(403, "Forbidden: bot was blocked by the user")
        if chat_id in self.left:
            raise ApiError(403, "Forbidden: bot is not a member of the group chat")
        if chat_id not in self.chats:
            raise bad("chat not found")
        return self.chats[chat_id]

    def meet(self, chat_id: int) -> Json:
        """A chat that is known from now on; ids below zero are groups."""
        kind = {"type": "private", "first_name": "Testpersoon"} if chat_id > 0 else {"type": "group", "title": "Klas"}
        return self.chats.setdefault(chat_id, {"id": chat_id, **kind})

    def keep(self, chat: Json, sender: Json, content: Json) -> Json:
        """A new message in a chat."""
        number = next(self.numbers)
        message = {"message_id": number, "date": int(time.time()), "chat": chat, "from": sender, **content}
        self.messages[chat["id"], number] = message
        self.changed.notify_all()
        return message

    def enqueue(self, kind: str, content: Json) -> Json:
        """A new update, unless the bot does not want this kind."""
        update = {"update_id": next(self.update_ids), kind: content}
        wanted = self.allowed if self.allowed else None
        if (kind in wanted) if wanted is not None else (kind not in BY_DEFAULT_OFF):
            self.updates.append(update)
            self.changed.notify_all()
        return update

    def failure(self, method: str, params: Json) -> Failure | None:
        """The failure that is up for this request, used once."""
        chat_id = str(params.get("chat_id", ""))
        for failure in self.failures:
            if failure.method.lower() != method.lower() or str(failure.chat_id or chat_id) != chat_id:
                continue
            if failure.skip > 0:
                failure.skip -= 1
                return None
            failure.times -= 1
            if failure.times <= 0:
                self.failures.remove(failure)
            return failure
        return None
