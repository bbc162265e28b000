"""axe-core finds nothing on any page, in light and dark (WCAG 2.2 AA and axe's best practices)."""

from importlib.resources import files

import pytest
from playwright.async_api import Browser, Page

from tests.browser.conftest import Watched
from tests.browser.test_desk import at_the_desk
from tests.browser.test_widget import opened, say, talk
from tests.web.house import House

pytestmark = pytest.mark.browser

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


async def _violations(page: Page) -> list[str]:
    await page.evaluate(AXE)
    result = await page.evaluate("rules => axe.run({runOnly: rules})", RULES)
    assert result["passes"], "axe looked at nothing"
    return [f"{found['id']}: {[node['target'] for node in found['nodes']][:3]}" for found in result["violations"]]


@pytest.fixture(params=["light", "dark"])
async def somebody(request: pytest.FixtureRequest, chromium: Browser, house: House) -> Watched:
    """A browser in light or dark; the page's own policy would keep axe out, so it is set aside here."""
    context = await chromium.new_context(
        base_url=house.url, color_scheme=request.param, bypass_csp=True, locale="nl-NL"
    )
    return Watched(context)


@pytest.mark.parametrize("address", ["/", "/privacy", "/desk/sign-in"])
async def test_a_page_is_accessible(somebody: Watched, address: str) -> None:
    page = await somebody.page()
    await page.goto(address)
    assert await _violations(page) == []


async def test_the_open_widget_is_accessible(somebody: Watched) -> None:
    page = await opened(somebody)
    await say(page, "geef me keuzes")
    await talk(page).get_by_role("button").first.wait_for()
    assert await _violations(page) == []
    await page.set_viewport_size({"width": 380, "height": 700})
    assert await _violations(page) == []


async def test_words_of_danger_get_an_accessible_answer(somebody: Watched) -> None:
    page = await opened(somebody)
    await say(page, "ik wil niet meer leven")
    await talk(page).get_by_text("112").first.wait_for()
    assert await _violations(page) == []


async def test_the_desk_is_accessible(somebody: Watched, house: House) -> None:
    person = await opened(somebody)
    await say(person, "ik wil met een mens praten")
    desk = await at_the_desk(somebody, house)
    assert await _violations(desk) == []
    await desk.get_by_role("button", name="Neem aan").click()
    await desk.get_by_label("Je antwoord").wait_for()
    for fold in await desk.locator("details.fold > summary").all():
        await fold.click()
    assert await _violations(desk) == []
    await desk.get_by_role("button", name="Log uit").click()
    await desk.get_by_role("heading", name="Je hebt nog 1 gesprek").wait_for()
    assert await _violations(desk) == []
