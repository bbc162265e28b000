"""A whole house for the tests of Telegram: real store, gateway, relay and channel; fake are the engine and Telegram."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from channels.telegram.channel import TelegramChannel, WebhookSettings
from conversation.messages import Channel, Message, Sender
from gateway.engine.client import EngineClient
from gateway.gateway import Gateway
from gateway.outbox import OutboxRelay
from gateway.texts.strings import load_strings
from storage.migrate import migrate
from storage.stores import Stores, open_stores
from tests.care import course
from tests.drawing import studio
from tests.telegram.bot_api import FakeBotApi
from tests.web.fake_engine import FakeEngine, documents

SECRET = "only-for-tests-0123456789"
PAUSES = (0.05, 0.1, 0.2)


@dataclass
class House:
    """What a test holds. `url` is where the webhook listens, if there is one."""

    stores: Stores
    gateway: Gateway
    engine: FakeEngine
    channel: TelegramChannel
    url: str = ""

    def talk(self, chat_id: int) -> list[Message]:
        """The stored talk of a chat, oldest first."""
        conversation = self.stores.conversations.find(Channel.TELEGRAM, str(chat_id))
        return list(self.stores.conversations.messages_after(conversation.id)) if conversation else []

    def heard(self, chat_id: int) -> list[str]:
        """What is stored of a person's own words."""
        return [message.text for message in self.talk(chat_id) if message.sender is Sender.PERSON]


@asynccontextmanager
async def open_house(
    folder: Path, api: FakeBotApi, *, webhook: bool = False, token: str | None = None
) -> AsyncIterator[House]:
    """Run a house in a folder; a second one in the same folder continues the first."""
    database = f"sqlite:///{folder / 'wegwijs.db'}"
    migrate(database)
    stores, engine, say = open_stores(database, SECRET), FakeEngine(), load_strings()
    async with serve(engine.app) as engine_url, _web(webhook) as (url, routes):
        client = EngineClient(engine_url, "geheim", timeout=2.0)
        gateway = Gateway(stores.inbox, stores.turns, client, say, course(), stores.cases, school="voorbeeld-nl")
        settings = WebhookSettings(url, SECRET) if webhook else None
        bot = token or api.token
        channel = TelegramChannel(
            bot, gateway, studio(), api_url=api.url, webhook=settings, pauses=PAUSES, documents=documents
        )
        routes.extend(channel.routes)
        relay = OutboxRelay(stores.outbox, {Channel.TELEGRAM: channel.push}, gateway.hub)
        await gateway.start()
        tasks = [asyncio.create_task(channel.run()), asyncio.create_task(relay.run())]
        try:
            yield House(stores, gateway, engine, channel, url)
            assert not any(task.done() for task in tasks), "the channel or the relay ended by itself"
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await gateway.stop()
            await channel.close()
            await client.close()
            stores.close()


@asynccontextmanager
async def _web(wanted: bool) -> AsyncIterator[tuple[str, list[BaseRoute]]]:
    # The address must be known before the channel is made, so the routes come later.
    if not wanted:
        yield "", []
        return
    app = Starlette()
    async with serve(app) as url:
        yield url, app.router.routes


@asynccontextmanager
async def serve(app: Starlette) -> AsyncIterator[str]:
    """Serve an app on a free port of loopback, in this event loop."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        config = uvicorn.Config(
            app, log_level="error", lifespan="off", access_log=False, timeout_graceful_shutdown=1, ws="none"
        )
        server = uvicorn.Server(config)
        task = asyncio.create_task(server.serve(sockets=[listener]))
        while not server.started:
            await asyncio.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            await task


async def until(condition: Callable[[], object], timeout: float = 10.0) -> None:
    """Wait until a condition holds."""
    async with asyncio.timeout(timeout):
        while not condition():
            await asyncio.sleep(0.02)
