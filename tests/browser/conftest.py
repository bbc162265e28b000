"""A headless Chromium and a whole house; every page is watched for requests to elsewhere and for errors."""

import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from tests.web.house import House, open_house

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class Watched:
    """A browser's window with what it asked for and complained about."""

    context: BrowserContext
    hosts: set[str] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)

    async def page(self) -> Page:
        page = await self.context.new_page()
        page.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("console", lambda said: self.problems.append(said.text) if "Content Security" in said.text else None)
        return page


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path) as opened:
        yield opened


@pytest.fixture
async def chromium() -> AsyncIterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.skip("Chromium is not installed: apt-get install chromium")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        await browser.close()


@pytest.fixture
async def person(chromium: Browser, house: House) -> AsyncIterator[Watched]:
    """The browser of somebody who chats; at the end nothing may have gone elsewhere or wrong."""
    watched = Watched(await chromium.new_context(base_url=house.url, locale="nl-NL"))
    yield watched
    assert watched.hosts <= {urlsplit(house.url).netloc}
    assert watched.problems == []


@pytest.fixture
async def mentor(chromium: Browser, house: House) -> AsyncIterator[Watched]:
    """The browser of a mentor, in a context of its own."""
    watched = Watched(await chromium.new_context(base_url=house.url, locale="nl-NL"))
    yield watched
    assert watched.hosts <= {urlsplit(house.url).netloc}
    assert watched.problems == []


@pytest.fixture
async def second_mentor(chromium: Browser, house: House) -> Watched:
    """The browser of a second mentor."""
    return Watched(await chromium.new_context(base_url=house.url, locale="nl-NL"))
