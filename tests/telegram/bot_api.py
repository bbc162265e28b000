"""A Bot API server on loopback that speaks the real protocol, with people who write to the bot.

    with FakeBotApi() as telegram:        # telegram.url and telegram.token are what a service needs
        telegram.say(1001, "hoi")
        reply = telegram.wait_for(1001)
        telegram.press(reply, 0)

All helpers block and may be called from any thread but the one that runs the bot's event loop: there, use
`await asyncio.to_thread(telegram.wait_for, ...)`.
"""

import copy
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from tests.telegram.bot_api_server import Server
from tests.telegram.bot_api_world import Call, Failure, Json, World

TOKEN = "123456:loopback-token-of-the-tests"
WAIT = 10.0
DESCRIPTIONS = {
    400: "Bad Request: something is wrong",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    404: "Not Found",
    409: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    429: "Too Many Requests: retry after {retry_after}",
    500: "Internal Server Error",
    502: "Bad Gateway",
}


class FakeBotApi:
    """Telegram for one bot. Chats with a positive id are private; below zero they are groups."""

    def __init__(self, token: str = TOKEN, port: int = 0) -> None:
        self.token = token
        self.world = World(token)
        self._server = Server(self.world, port)
        self._read: dict[int, int] = {}

    @property
    def url(self) -> str:
        """The server's address, as in WEGWIJS_TELEGRAM_API_URL."""
        return f"http://127.0.0.1:{self._server.port}"

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self._server.stop()

    # What people do

    def say(self, chat_id: int, text: str) -> Json:
        """Someone writes a text or a command; returns the update."""
        content: Json = {"text": text}
        if text.startswith("/") and len(text) > 1:
            length = len(text.split(maxsplit=1)[0])
            content["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        return self.send(chat_id, content)

    def send(self, chat_id: int, content: Json) -> Json:
        """Someone sends any content, as fields of Message; writing again ends a block."""
        with self.world.changed:
            self.world.blocked.discard(chat_id)
            chat = self.world.meet(chat_id)
            return self.world.enqueue("message", self.world.keep(chat, _person(chat_id), content))

    def photo(self, chat_id: int, caption: str = "", **more: str) -> Json:
        """Someone sends a picture; `media_group_id` makes it part of an album."""
        picture = [{"file_id": "f1", "file_unique_id": "u1", "width": 90, "height": 90}]
        return self.send(chat_id, {"photo": picture, **_caption(caption), **more})

    def voice(self, chat_id: int, caption: str = "") -> Json:
        """Someone sends a voice message."""
        return self.send(chat_id, {"voice": {**_file(), "duration": 3}, **_caption(caption)})

    def sticker(self, chat_id: int, emoji: str = "\N{WAVING HAND SIGN}") -> Json:
        """Someone sends a sticker."""
        looks = {"width": 512, "height": 512, "is_animated": False, "is_video": False, "type": "regular"}
        return self.send(chat_id, {"sticker": {**_file(), **looks, "emoji": emoji}})

    def document(self, chat_id: int, caption: str = "") -> Json:
        """Someone sends a file."""
        return self.send(chat_id, {"document": {**_file(), "file_name": "rapport.pdf"}, **_caption(caption)})

    def location(self, chat_id: int) -> Json:
        """Someone sends a place."""
        return self.send(chat_id, {"location": {"latitude": 51.05, "longitude": 3.72}})

    def edit(self, update: Json, text: str) -> Json:
        """Someone changes what they wrote."""
        message = {**update["message"], "text": text, "edit_date": int(time.time())}
        with self.world.changed:
            self.world.messages[message["chat"]["id"], message["message_id"]] = message
            return self.world.enqueue("edited_message", message)

    def press(self, message: Json, button: int | str) -> Json:
        """Someone presses the button with this number or (part of a) title below a message of the bot."""
        found = [b for row in message["reply_markup"]["inline_keyboard"] for b in row]
        chosen = found[button] if isinstance(button, int) else next(b for b in found if button in b["text"])
        return self.press_data(message, chosen["callback_data"])

    def press_data(self, message: Json, data: str) -> Json:
        """A press with any data, as a client of one's own making could send it."""
        with self.world.changed:
            query_id = str(next(self.world.numbers) + 4_000_000)
            self.world.queries[query_id] = False
            now = self.world.messages[message["chat"]["id"], message["message_id"]]
            sender = _person(message["chat"]["id"])
            query = {"id": query_id, "from": sender, "message": copy.deepcopy(now), "data": data, "chat_instance": "1"}
            return self.world.enqueue("callback_query", query)

    def block(self, chat_id: int) -> None:
        """Someone blocks the bot."""
        with self.world.changed:
            chat = self.world.meet(chat_id)
            self.world.blocked.add(chat_id)
            self.world.enqueue("my_chat_member", self._membership(chat, _person(chat_id), "member", "kicked"))

    def add_to_group(self, chat_id: int) -> Json:
        """Someone adds the bot to a group (an id below zero)."""
        with self.world.changed:
            chat = self.world.meet(chat_id)
            return self.world.enqueue("my_chat_member", self._membership(chat, _person(7001), "left", "member"))

    def again(self, update: Json) -> None:
        """Telegram delivers an update once more."""
        with self.world.changed:
            self.world.updates.append(update)
            self.world.changed.notify_all()

    # What goes wrong

    def fail(
        self, method: str, status: int, description: str = "", *, retry_after: int | None = None, **more: Any
    ) -> None:
        """Let the next request of a method fail; `more` as in `Failure` (times, skip, chat_id, html, delay, after)."""
        parameters = {"retry_after": retry_after} if retry_after is not None else None
        text = description or DESCRIPTIONS.get(status, "Error").format(retry_after=retry_after)
        with self.world.changed:
            self.world.failures.append(Failure(method, status, text, parameters, **more))

    # What came of it

    def messages(self, chat_id: int) -> list[Json]:
        """All the bot wrote in a chat, oldest first, as it stands now."""
        with self.world.changed:
            mine = [m for (chat, _), m in self.world.messages.items() if chat == chat_id]
            return [copy.deepcopy(m) for m in mine if m["from"]["id"] == self.world.me["id"]]

    def texts(self, chat_id: int) -> list[str]:
        """The texts of all the bot wrote in a chat."""
        return [message.get("text", "") for message in self.messages(chat_id)]

    def wait_for(self, chat_id: int, containing: str = "", timeout: float = WAIT) -> Json:
        """The next message of the bot that was not waited for before, skipping those without `containing`."""
        what = f"no message {containing!r} in {chat_id}"
        message: Json = self._wait(lambda: self._next(chat_id, containing), timeout, what)
        return message

    def wait_until(self, condition: Callable[["FakeBotApi"], object], timeout: float = WAIT) -> None:
        """Wait until a condition on this server holds."""
        self._wait(lambda: condition(self) or None, timeout, "the condition did not come true")

    def wait_idle(self, timeout: float = WAIT) -> None:
        """Wait until the bot has confirmed every update."""
        self._wait(lambda: not self.world.updates or None, timeout, "updates were left unconfirmed")

    def calls(self, method: str) -> list[Call]:
        """The requests of a method so far."""
        with self.world.changed:
            return [call for call in self.world.calls if call.method.lower() == method.lower()]

    def _next(self, chat_id: int, containing: str) -> Json | None:
        for message in self.messages(chat_id):
            if message["message_id"] > self._read.get(chat_id, 0):
                self._read[chat_id] = message["message_id"]
                if containing in str(message.get("text") or message.get("caption") or ""):
                    return message
        return None

    def _wait(self, look: Callable[[], Any], timeout: float, what: str) -> Any:
        deadline = time.monotonic() + timeout
        while (found := look()) is None:
            if time.monotonic() > deadline:
                raise AssertionError(f"{what} within {timeout:g} s")
            with self.world.changed:
                self.world.changed.wait(0.05)
        return found

    def _membership(self, chat: Json, by: Json, before: str, after: str) -> Json:
        def member(status: str) -> Json:
            until = {"until_date": 0} if status == "kicked" else {}
            return {"status": status, "user": self.world.me, **until}

        return {
            "chat": chat,
            "from": by,
            "date": int(time.time()),
            "old_chat_member": member(before),
            "new_chat_member": member(after),
        }


def _person(chat_id: int) -> Json:
    number = chat_id if chat_id > 0 else 7001
    return {"id": number, "is_bot": False, "first_name": "Testpersoon", "language_code": "nl"}


def _file() -> Json:
    return {"file_id": "f1", "file_unique_id": "u1"}


def _caption(caption: str) -> Json:
    return {"caption": caption} if caption else {}
