"""Pictures in the widget: drawn by our own host, as wide as a phone allows, in light and dark, and said in words."""

import io
import re
from urllib.parse import urlsplit

import pytest
from PIL import Image
from playwright.async_api import Browser, Locator, Page, expect

from tests.browser.conftest import Watched
from tests.browser.test_accessibility import _violations
from tests.browser.test_widget import opened, say, talk
from tests.pictures.pdf_text import pages
from tests.web.house import House

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}
ALL_LOADED = """() => [...document.querySelector("wegwijs-chat").shadowRoot.querySelectorAll("img")]
    .every((image) => image.complete)"""


async def shown(page: Page, text: str) -> Locator:
    await say(page, text)
    picture = talk(page).locator("img.picture").last
    await picture.wait_for()
    await page.wait_for_function(ALL_LOADED)
    return picture


async def test_a_map_fills_a_phone_and_runs_off_nothing(person: Watched, house: House) -> None:
    page = await opened(person)
    await page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    picture = await shown(page, "de kaart")
    assert await picture.evaluate("image => image.naturalWidth") == 340
    box = await picture.bounding_box()
    assert box is not None
    assert box["width"] >= 300, "the smallest text, 12.5 units, is then 11 pixels high or more"
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]
    assert urlsplit(await picture.evaluate("image => image.src")).netloc == urlsplit(house.url).netloc
    await expect(picture).to_have_attribute("alt", re.compile(re.escape("Jij bent hier: Havo.")))
    assert await page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize(("scheme", "bright"), [("light", True), ("dark", False)])
async def test_a_picture_follows_light_and_dark(chromium: Browser, house: House, scheme: str, bright: bool) -> None:
    context = await chromium.new_context(
        base_url=house.url,
        color_scheme=scheme,  # type: ignore[arg-type]
        bypass_csp=True,
        locale="nl-NL",
    )
    page = await opened(Watched(context))
    await page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    picture = await shown(page, "mijn profiel")
    with Image.open(io.BytesIO(await picture.screenshot())) as image:
        greys = sorted(image.convert("L").tobytes())
    assert (greys[len(greys) // 2] > 127) == bright
    assert await _violations(page) == []


async def test_a_picture_that_does_not_come_is_said(person: Watched) -> None:
    page = await opened(person)
    await say(page, "kapot")
    await talk(page).get_by_text("Met woorden").wait_for()
    assert await talk(page).locator("img").count() == 0


async def test_a_talk_that_is_read_again_shows_its_pictures(person: Watched) -> None:
    page = await opened(person)
    await shown(page, "de kaart")
    await page.reload()
    picture = talk(page).locator("img.picture").last
    await picture.wait_for()
    await page.wait_for_function(ALL_LOADED)
    assert await picture.evaluate("image => image.naturalWidth") == 340


async def test_a_page_to_print_opens_from_its_link(person: Watched) -> None:
    page = await opened(person)
    await say(page, "iets om te printen")
    link = talk(page).get_by_role("link", name="Mijn gesprek om te printen")
    await link.wait_for()
    answer = await page.request.get(await link.evaluate("link => link.href"))
    assert "Kan ik een dag meelopen?" in pages(await answer.body())[0]
