from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack

import httpx
import pytest

from tests.desk.mentor import MentorBrowser, sign_up
from tests.web.conftest import client, house
from tests.web.house import House

__all__ = ["client", "house"]

NewMentor = Callable[[str], Awaitable[MentorBrowser]]


@pytest.fixture
async def new_mentor(house: House) -> AsyncIterator[NewMentor]:
    async with AsyncExitStack() as stack:

        async def make(name: str) -> MentorBrowser:
            http = await stack.enter_async_context(httpx.AsyncClient(base_url=house.url, timeout=15, trust_env=False))
            return await sign_up(house, http, name)

        yield make


@pytest.fixture
async def anna(new_mentor: NewMentor) -> MentorBrowser:
    return await new_mentor("Anna")
