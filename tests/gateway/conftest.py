"""A gateway on a real database and a real HTTP engine, in a temporary folder."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

from conversation.inbox import Accepted
from conversation.messages import Channel, Incoming, IncomingKind, Message, Sender
from gateway.engine.client import EngineClient
from gateway.gateway import Gateway
from gateway.texts.people import PeopleTexts
from gateway.texts.strings import Strings, load_strings
from mentoring.desk import Reach
from storage import Stores, migrate, open_stores
from tests.care import course
from tests.gateway.fake_engine import SECRET, FakeEngine, free_port, serving

BACKOFF = (0.05,)
ENGINE_TIMEOUT = 8.0


@dataclass
class House:
    """Everything behind the door, and short ways to knock."""

    stores: Stores
    engine: FakeEngine
    client: EngineClient
    gateway: Gateway
    address: str
    updates: "count[int]" = field(default_factory=lambda: count(1))

    async def submit(
        self, text: str, kind: IncomingKind = IncomingKind.TEXT, *, update: str = "", address: str = ""
    ) -> Accepted:
        own = update or str(next(self.updates))
        return await self.gateway.submit(Incoming(Channel.WEB, address or self.address, own, text, kind))

    async def ask(self, text: str, kind: IncomingKind = IncomingKind.TEXT) -> list[Message]:
        """Submit, wait for the turn as the web does, and return the replies."""
        accepted = await self.submit(text, kind)
        await self.gateway.wait_for_turn(accepted.inbound_id, 5)
        return list(self.stores.conversations.replies_to(accepted.inbound_id))

    async def said(self, text: str, kind: IncomingKind = IncomingKind.TEXT) -> list[str]:
        return [message.text for message in await self.ask(text, kind)]

    def talk(self, address: str = "") -> list[Message]:
        return list(self.stores.conversations.messages_after(address or self.address))

    def spoken(self) -> list[str]:
        """All replies so far."""
        return [message.text for message in self.talk() if message.sender is not Sender.PERSON]

    async def until(self, true: Callable[[], bool], seconds: float = 5) -> None:
        async with asyncio.timeout(seconds):
            while not true():
                await asyncio.sleep(0.02)


@pytest.fixture(scope="session")
def say() -> Strings:
    return load_strings()


@pytest.fixture
def asked(say: Strings) -> str:
    """What is read when a mentor was asked for, at a school without mentors."""
    return PeopleTexts(say).asked(Reach(), datetime.now(UTC), already=False).text


@pytest.fixture
def asked_already(say: Strings) -> str:
    return PeopleTexts(say).asked(Reach(), datetime.now(UTC), already=True).text


@pytest.fixture
def engine() -> FakeEngine:
    """An engine that does not listen yet."""
    return FakeEngine(free_port())


@pytest.fixture
def listening(engine: FakeEngine) -> Iterator[FakeEngine]:
    with serving(engine):
        yield engine


@pytest.fixture
async def stores(tmp_path: Path) -> AsyncIterator[Stores]:
    url = f"sqlite:///{tmp_path / 'wegwijs.db'}"
    await asyncio.to_thread(migrate, url)
    opened = open_stores(url, "a test secret that is long enough")
    yield opened
    opened.close()


Opener = Callable[[], Awaitable[House]]


@pytest.fixture
async def opener(stores: Stores, engine: FakeEngine, say: Strings) -> AsyncIterator[Opener]:
    """Opens a gateway; called again, another one on the same database, as after a restart."""
    async with AsyncExitStack() as stack:
        address = stores.conversations.open_web_session("token").id
        numbers = (count(first) for first in range(1, 10_000, 1000))

        async def open_house() -> House:
            client = await stack.enter_async_context(EngineClient(engine.url, SECRET, timeout=ENGINE_TIMEOUT))
            gateway = Gateway(
                stores.inbox, stores.turns, client, say, course(), stores.cases, school="voorbeeld-nl", backoff=BACKOFF
            )
            await gateway.start()
            stack.push_async_callback(gateway.stop)
            return House(stores, engine, client, gateway, address, next(numbers))

        yield open_house


@pytest.fixture
async def house(opener: Opener) -> House:
    return await opener()
