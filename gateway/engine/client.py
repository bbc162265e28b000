"""The only module that talks to Rasa: one HTTP call per turn, on loopback, with every silence made an error."""

import asyncio
from types import TracebackType
from typing import Any, Self

import httpx
from pydantic import ValidationError

from conversation.turns import Turn
from gateway.engine.answer import Answer, to_turn
from gateway.texts.clean import for_engine

TURN_TIMEOUT = 8.0
SECRET_HEADER = "X-Wegwijs-Engine-Secret"
WEBHOOK = "/webhooks/turn"


class EngineError(Exception):
    """The engine gave no usable answer."""


class EngineDown(EngineError):
    """Nobody listens, or no model is loaded."""


class EngineSlow(EngineError):
    """No answer in time; the engine may have heard the message all the same."""


class EngineFailed(EngineError):
    """An answer that is none: an action failed, nothing was said, or it does not fit the contract."""


class EngineClient:
    """A client of the engine's turn channel at `base_url` (contract: `bot/engine/channel.py`)."""

    def __init__(self, base_url: str, secret: str, *, timeout: float = TURN_TIMEOUT) -> None:
        self._timeout = timeout
        self._http = httpx.AsyncClient(
            base_url=base_url.rstrip("/"), headers={SECRET_HEADER: secret}, timeout=timeout, trust_env=False
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close all connections."""
        await self._http.aclose()

    async def turn(self, conversation_id: str, payload: str, *, trusted: bool, metadata: dict[str, str]) -> Turn:
        """Give the engine one message and return what it says.

        `trusted` marks an intent of ours ("/greet", a button's payload); anything else loses leading slashes here, in
        the last place before Rasa, and the engine's channel is told that it is no button. Raises an `EngineError`.
        """
        message = payload if trusted else for_engine(payload)
        body = {"sender": conversation_id, "message": message, "metadata": {**metadata, "button": trusted}}
        response = await self._call("POST", f"{WEBHOOK}/webhook", json=body)
        try:
            return to_turn(Answer.model_validate_json(response.content))
        except (ValidationError, ValueError) as error:
            raise EngineFailed(f"the engine's answer does not fit the contract: {_places(error)}") from None

    async def forget(self, conversation_id: str) -> None:
        """Make the engine drop what it remembers of a conversation. Raises an `EngineError`."""
        await self._call("DELETE", f"{WEBHOOK}/{conversation_id}")

    async def ready(self) -> bool:
        """Whether the engine answers and has a model."""
        try:
            await self._call("GET", f"{WEBHOOK}/ready")
        except EngineError:
            return False
        return True

    async def _call(self, method: str, path: str, **arguments: Any) -> httpx.Response:
        try:
            async with asyncio.timeout(self._timeout):
                response = await self._http.request(method, path, **arguments)
        except (TimeoutError, httpx.TimeoutException):
            raise EngineSlow(f"no answer within {self._timeout:g} s") from None
        except httpx.HTTPError as error:
            raise EngineDown(type(error).__name__) from None
        if response.status_code in (502, 503, 504):
            raise EngineDown(f"status {response.status_code}")
        if response.is_error:
            raise EngineFailed(f"status {response.status_code}")
        return response


def _places(error: Exception) -> str:
    # Where it is wrong, never what stood there: that may be a person's words.
    if isinstance(error, ValidationError):
        return ", ".join(".".join(map(str, item["loc"])) for item in error.errors())
    return str(error)
