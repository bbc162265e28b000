import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.telegram.bot_api import FakeBotApi
from tests.telegram.house import House, open_house

Reply = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture
def api() -> Iterator[FakeBotApi]:
    with FakeBotApi() as running:
        yield running


@pytest.fixture
async def house(tmp_path: Path, api: FakeBotApi) -> AsyncIterator[House]:
    async with open_house(tmp_path, api) as opened:
        yield opened


@pytest.fixture
def reply(api: FakeBotApi) -> Reply:
    """Wait for the bot's next message in a chat, without holding up the event loop it runs on."""

    async def next_reply(chat_id: int, containing: str = "") -> dict[str, Any]:
        return await asyncio.to_thread(api.wait_for, chat_id, containing)

    return next_reply
