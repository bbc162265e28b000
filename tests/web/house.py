"""A whole house for the tests of web, desk and browser: real store, gateway and server; only the engine is fake."""

import asyncio
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from starlette.types import ASGIApp

from channels.http.services import WebServices
from channels.http.streams import Streams
from channels.web.app import create_app
from channels.web.server import WebServer
from gateway.gateway import Gateway
from gateway.metrics import MeteredEngine, MeteredInbox, Metrics
from gateway.texts.strings import load_strings
from storage.migrate import migrate
from storage.stores import Stores, open_stores
from tests.care import course
from tests.drawing import studio
from tests.web.fake_engine import FakeEngine, documents

SECRET = "only-for-tests-0123456789"
ENGINE_TIMEOUT = 2.0


@dataclass
class House:
    """What a test holds: where it listens, and what stands behind it."""

    url: str
    stores: Stores
    gateway: Gateway
    engine: FakeEngine
    services: WebServices


@asynccontextmanager
async def serve(app: ASGIApp, streams: Streams, port: int = 0) -> AsyncIterator[str]:
    """Serve an app on loopback, on a free port."""
    listener = socket.create_server(("127.0.0.1", port))
    server = WebServer(app, streams)
    task = asyncio.create_task(server._serve(sockets=[listener]))  # serve() would take over Ctrl-C
    while not server.started:
        await asyncio.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        await task


@asynccontextmanager
async def open_house(folder: Path, port: int = 0) -> AsyncIterator[House]:
    """Run a house in a folder; a second one in the same folder continues the first."""
    database = f"sqlite:///{folder / 'wegwijs.db'}"
    migrate(database)
    stores, engine, metrics, say = open_stores(database, SECRET), FakeEngine(), Metrics(), load_strings()
    try:
        async with serve(engine.app, Streams()) as engine_url:
            client = MeteredEngine(engine_url, "geheim", metrics, timeout=ENGINE_TIMEOUT)
            inbox = MeteredInbox(stores.inbox, metrics)
            gateway = Gateway(inbox, stores.turns, client, say, course(), stores.cases, school="voorbeeld-nl")

            async def ready() -> Mapping[str, str]:
                return {} if await client.ready() else {"engine": "does not answer"}

            port = port or _free_port()
            services = WebServices(
                gateway=gateway,
                conversations=stores.conversations,
                cases=stores.cases,
                mentors=stores.mentors,
                keeping=stores.keeping,
                public_url=f"http://127.0.0.1:{port}",
                secret=SECRET,
                school_name="Voorbeeldschool",
                studio=studio(),
                ready=ready,
                metrics=metrics,
                gauges=lambda: {"outbox_depth": 0},
                documents=documents,
            )
            await gateway.start()
            async with serve(create_app(services), services.streams, port) as url:
                yield House(url, stores, gateway, engine, services)
            await gateway.stop()
            await client.close()
    finally:
        stores.close()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port
