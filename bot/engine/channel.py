"""The gateway's door into the engine: one turn in, one JSON out, and no silence taken for an answer."""

import hmac
import logging
from typing import Any, Awaitable, Callable, Dict, List, Optional

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from rasa.shared.exceptions import RasaException
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.nlu.spelling.normalise import neutralise

logger = logging.getLogger(__name__)

SECRET_HEADER = "X-Wegwijs-Engine-Secret"


class TurnOutput(CollectingOutputChannel):
    """Collects whole messages, text and buttons and all, and which actions failed."""

    def __init__(self) -> None:
        super().__init__()
        self.failures: List[str] = []

    @classmethod
    def name(cls) -> str:
        """The channel's name in conditional responses."""
        return "turn"

    async def send_response(self, recipient_id: str, message: Dict[str, Any]) -> None:
        """Keeps one message as it is; nothing is split on blank lines."""
        kept = {
            "text": message.get("text") or "",
            "buttons": [{"title": b["title"], "payload": b.get("payload", "")} for b in message.get("buttons") or ()],
            "image": message.get("image"),
            "custom": message.get("custom") or {},
        }
        if any(kept.values()):
            self.messages.append(kept)

    def note_failure(self, action_name: str) -> None:
        """Called by `action_calls` when a custom action could not be run."""
        self.failures.append(action_name)


class TurnInput(InputChannel):
    """POST /webhooks/turn/webhook, DELETE /webhooks/turn/<sender>, GET /webhooks/turn/ready."""

    def __init__(self, secret: str) -> None:
        self._secret = secret

    @classmethod
    def name(cls) -> str:
        """The part of the address after /webhooks/."""
        return "turn"

    @classmethod
    def from_credentials(cls, credentials: Optional[Dict[str, Any]]) -> "TurnInput":
        """Takes the secret of credentials.yml.

        Raises:
            RasaException: no secret was given; set WEGWIJS_ENGINE_SECRET.
        """
        secret = (credentials or {}).get("secret")
        if not secret:
            raise RasaException("The turn channel needs a secret: set WEGWIJS_ENGINE_SECRET.")
        return cls(str(secret))

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The three routes."""
        routes = Blueprint("turn", "turn")

        @routes.middleware("request")
        async def check_secret(request: Request) -> Optional[HTTPResponse]:
            if request.path.endswith("/ready"):
                return None
            given = request.headers.get(SECRET_HEADER, "")
            allowed = hmac.compare_digest(given.encode(), self._secret.encode())
            return None if allowed else response.json({"error": "wrong or missing secret"}, status=403)

        @routes.get("/ready")
        async def ready(request: Request) -> HTTPResponse:
            return response.json({"ready": _is_ready(request)}, status=200 if _is_ready(request) else 503)

        @routes.delete("/<sender:str>")
        async def forget(request: Request, sender: str) -> HTTPResponse:
            return response.json({"forgotten": _store(request).forget(sender)})

        @routes.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            turn = request.json
            if not isinstance(turn, dict) or not turn.get("sender") or not isinstance(turn.get("message"), str):
                return response.json({"error": "needs sender and message"}, status=400)
            return response.json(await self._take_turn(turn, on_new_message))

        return routes

    async def _take_turn(
        self, turn: Dict[str, Any], on_new_message: Callable[[UserMessage], Awaitable[Any]]
    ) -> Dict[str, Any]:
        output = TurnOutput()
        message = user_message(turn, output)
        crashed = False
        try:
            await on_new_message(message)
        except Exception as error:
            logger.error("A turn failed: %s.", type(error).__name__)
            crashed = True
        for action_name in output.failures:
            logger.error("Action %s failed during a turn.", action_name)
        error = crashed or bool(output.failures) or not output.messages
        return {"messages": output.messages, "error": error}


def user_message(turn: Dict[str, Any], output: TurnOutput) -> UserMessage:
    """A turn as Rasa wants it. Only a button, marked so by the gateway, may speak in `/intent{...}`."""
    metadata = turn.get("metadata") or {}
    text = turn["message"] if metadata.get("button") is True else neutralise(turn["message"])
    return UserMessage(text, output, str(turn["sender"]), input_channel=TurnInput.name(), metadata=metadata)


def _is_ready(request: Request) -> bool:
    agent = getattr(request.app.ctx, "agent", None)
    return bool(agent and agent.is_ready())


def _store(request: Request) -> Any:
    store = request.app.ctx.agent.tracker_store
    while hasattr(store, "_tracker_store"):
        store = store._tracker_store
    return store
