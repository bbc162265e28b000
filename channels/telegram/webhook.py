"""Receives updates by webhook: only from Telegram, and acknowledged only when stored."""

import hashlib
import hmac
import logging

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot

from channels.telegram.bot import read_update
from channels.telegram.intake import Intake
from channels.telegram.updates import ALLOWED_UPDATES

PATH = "/telegram/webhook"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"

log = logging.getLogger(__name__)


def webhook_secret(secret_key: str) -> str:
    """Return the token Telegram must show (64 hex digits), derived from the service's secret key."""
    return hmac.new(secret_key.encode(), b"wegwijs telegram webhook", hashlib.sha256).hexdigest()


class Webhook:
    """The address Telegram posts to, below `public_url`."""

    def __init__(self, bot: Bot, intake: Intake, public_url: str, secret_key: str) -> None:
        self._bot = bot
        self._intake = intake
        self._url = public_url.rstrip("/") + PATH
        self._secret = webhook_secret(secret_key)

    @property
    def route(self) -> Route:
        """The route to serve."""
        return Route(PATH, self.receive, methods=["POST"])

    async def register(self) -> None:
        """Tell Telegram to post here from now on. Raises `TelegramError`."""
        await self._bot.set_webhook(self._url, secret_token=self._secret, allowed_updates=ALLOWED_UPDATES)

    async def receive(self, request: Request) -> Response:
        """Take one update: 200 when it is stored, 401 without the secret, 503 to get it again later."""
        shown = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(shown.encode(), self._secret.encode()):
            return Response(status_code=401)
        try:
            data = await request.json()
        except ValueError:
            return Response(status_code=400)
        try:
            if (update := read_update(data, self._bot)) is not None:
                await self._intake.take(update)
            else:
                await self._intake.unreadable(data)
        except Exception as error:
            log.error("telegram: could not store an update (%s), it will come again", type(error).__name__)
            return Response(status_code=503)
        return Response(status_code=200)
