"""The Telegram channel as a whole: what `ops` starts and stops."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from starlette.routing import Route
from telegram import BotCommand
from telegram.error import TelegramError

from channels.pictures.studio import Studio
from channels.telegram.bot import API_URL, make_bot
from channels.telegram.errors import explain
from channels.telegram.intake import Intake
from channels.telegram.mentor_link import MentorLinks
from channels.telegram.patience import PAUSES, Patience
from channels.telegram.polling import Polling
from channels.telegram.push import TelegramPush
from channels.telegram.rendering import Documents, no_documents
from channels.telegram.webhook import Webhook
from gateway.gateway import Gateway
from gateway.routing import COMMANDS
from gateway.texts.strings import load_strings

STRINGS_FILE = Path(__file__).parent / "strings.nl.yml"

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class WebhookSettings:
    """Where Telegram posts updates: `public_url` without a path, https; the secret key of the service."""

    public_url: str
    secret_key: str


class TelegramChannel:
    """One bot. Give `push` to the outbox relay, serve `routes`, and run `run` as a task until the service stops.

    Polls, or receives by webhook when settings for one are given. `documents` gives the
    files that go with answers. `bot` is also good for notices to mentors.
    """

    def __init__(
        self,
        token: str,
        gateway: Gateway,
        studio: Studio,
        *,
        api_url: str = API_URL,
        webhook: WebhookSettings | None = None,
        links: MentorLinks | None = None,
        documents: Documents = no_documents,
        pauses: Sequence[float] = PAUSES,
    ) -> None:
        self._say = load_strings(STRINGS_FILE)
        self._patience = Patience(pauses)
        self.bot = make_bot(token, api_url)
        self.push = TelegramPush(self.bot, self._say, studio, documents)
        self._intake = Intake(self.bot, gateway, self._say, links)
        self._webhook = Webhook(self.bot, self._intake, webhook.public_url, webhook.secret_key) if webhook else None

    @property
    def routes(self) -> list[Route]:
        """What the web server must serve: the webhook, or nothing when polling."""
        return [self._webhook.route] if self._webhook else []

    @property
    def trouble(self) -> str | None:
        """What is wrong now, in one line for an engineer; None when all is well."""
        return self._patience.trouble

    async def run(self) -> None:
        """Receive until cancelled. Never raises for trouble with Telegram: it says so once and keeps trying."""
        try:
            await self._begin()
            if self._webhook is None:
                await Polling(self.bot, self._intake, self._patience).run()
            await asyncio.Event().wait()
        finally:
            await self._intake.stop()

    async def close(self) -> None:
        """Close connections; call it when the outbox relay has stopped."""
        await self.bot.shutdown()

    async def _begin(self) -> None:
        while True:
            try:
                await self.bot.initialize()
                await self._choose_way_in()
            except Exception as error:
                await self._patience.after(error)
            else:
                self._patience.fine()
                break
        await self._announce_commands()

    async def _announce_commands(self) -> None:
        # Only the menu beside the text field: not worth holding up anybody's messages.
        try:
            await self.bot.set_my_commands([BotCommand(name, self._say(f"commands.{name}")) for name in COMMANDS])
        except TelegramError as error:
            log.warning("telegram: the menu of commands was not set: %s", explain(error))

    async def _choose_way_in(self) -> None:
        if self._webhook is not None:
            await self._webhook.register()
        else:
            await self.bot.delete_webhook(drop_pending_updates=False)
