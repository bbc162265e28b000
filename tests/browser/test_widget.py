"""The widget in a real browser: by keyboard alone, spoken once, kept over a reload, and nothing to third parties."""

from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.async_api import Browser, Locator, Page, expect

from channels.web.sessions import hash_token
from mentoring.cases import Reason, Urgency
from tests.browser.conftest import Watched
from tests.desk.mentor import sign_up
from tests.web.house import House, open_house

pytestmark = pytest.mark.browser

LISTEN = """() => {
    const voice = document.querySelector("wegwijs-chat").shadowRoot.querySelector("[aria-live=polite]");
    window.spoken = [];
    const note = (change) => change.addedNodes.forEach((node) => window.spoken.push(node.textContent));
    new MutationObserver((list) => list.forEach(note)).observe(voice, { childList: true });
}"""
SIZES = """() => {
    const root = document.querySelector("wegwijs-chat").shadowRoot;
    return [...root.querySelectorAll("button, textarea")]
        .filter((node) => node.checkVisibility())
        .map((node) => [node.className || node.textContent, node.offsetWidth, node.offsetHeight]);
}"""
FOCUSED = "document.activeElement.shadowRoot?.activeElement?.{}"


async def opened(person: Watched) -> Page:
    page = await person.page()
    await page.goto("/")
    await page.get_by_role("button", name="Stel een vraag").click()
    return page


async def say(page: Page, text: str) -> None:
    await page.get_by_label("Je bericht").fill(text)
    await page.get_by_label("Je bericht").press("Enter")


def talk(page: Page) -> Locator:
    """The talk as it is shown, without the region that is only spoken."""
    return page.get_by_role("log")


async def session_of(page: Page) -> str:
    session: str = await page.evaluate("sessionStorage.getItem('wegwijs.session')")
    return session


async def claimed_case(house: House, page: Page) -> tuple[str, str]:
    """Open and claim a case for the talk on a page; returns case and mentor id."""
    conversation = house.stores.conversations.web_session(hash_token(await session_of(page)))
    assert conversation is not None
    case = house.stores.cases.open_case(conversation.id, Reason.ASKED, Urgency.NORMAL)
    async with httpx.AsyncClient(base_url=house.url, trust_env=False) as http:
        await sign_up(house, http, "Anna")
    found = house.stores.mentors.mentor_by_email("anna@example.org")
    assert found is not None
    house.stores.cases.claim(case.id, found[0].id)
    return case.id, found[0].id


async def answer(house: House, case_id: str, mentor_id: str, text: str) -> None:
    message = house.stores.cases.answer(case_id, mentor_id, text, text)
    house.gateway.notify(message.conversation_id)


async def test_a_talk_by_keyboard_alone(person: Watched) -> None:
    page = await person.page()
    await page.goto("/")
    for _ in range(20):
        await page.keyboard.press("Tab")
        if await page.evaluate(FOCUSED.format("className")) == "launcher":
            break
    await page.keyboard.press("Enter")
    assert await page.evaluate(FOCUSED.format("id")) == "input"
    await page.keyboard.type("geef me")
    await page.keyboard.press("Shift+Enter")
    await page.keyboard.type("keuzes")
    await page.keyboard.press("Enter")
    choice = page.get_by_role("button", name="Vmbo")
    await expect(choice).to_be_visible()
    assert await page.evaluate(FOCUSED.format("id")) == "input", "an answer must not move the focus"
    for _ in range(3):
        await page.keyboard.press("Shift+Tab")
        if await page.evaluate(FOCUSED.format("textContent")) == "Vmbo":
            break
    await page.keyboard.press("Enter")
    await expect(talk(page).get_by_text("Je zei: /pick_Vmbo")).to_be_visible()
    await expect(page.get_by_role("button", name="Vmbo (gekozen)")).to_have_attribute("aria-disabled", "true")
    await expect(page.get_by_role("button", name="Havo")).to_have_attribute("aria-disabled", "true")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_be_hidden()
    assert await page.evaluate(FOCUSED.format("className")) == "launcher"


async def test_it_says_that_it_is_a_computer(person: Watched) -> None:
    page = await opened(person)
    await expect(page.get_by_role("dialog").get_by_text("Computer, geen mens", exact=True)).to_be_visible()
    await say(page, "hoi")
    await expect(talk(page).get_by_text("Wegwijs (computer)").nth(1)).to_be_visible()


async def test_a_mentors_words_come_by_themselves_and_once(person: Watched, house: House) -> None:
    page = await opened(person)
    await say(page, "hoi")
    await expect(talk(page).get_by_text("Je zei: hoi")).to_be_visible()
    case_id, mentor_id = await claimed_case(house, page)
    await answer(house, case_id, mentor_id, "Dag, ik lees mee.")
    await expect(talk(page).get_by_text("Dag, ik lees mee.", exact=True)).to_have_count(1)
    await expect(talk(page).get_by_text("Anna (mentor, een mens)")).to_have_count(1)
    await expect(page.get_by_text("Je praat nu met Anna, een mens")).to_be_visible()


async def test_a_closed_chat_counts_what_came(person: Watched, house: House) -> None:
    page = await opened(person)
    await say(page, "hoi")
    await expect(talk(page).get_by_text("Je zei: hoi")).to_be_visible()
    case_id, mentor_id = await claimed_case(house, page)
    await page.keyboard.press("Escape")
    await answer(house, case_id, mentor_id, "Ben je er nog?")
    await expect(page.get_by_role("button", name="Stel een vraag, 1 nieuw")).to_be_visible()


async def test_only_what_is_new_is_spoken(person: Watched) -> None:
    page = await opened(person)
    await page.evaluate(LISTEN)
    await say(page, "een")
    await expect(talk(page).get_by_text("Je zei: een")).to_be_visible()
    await say(page, "twee")
    await expect(talk(page).get_by_text("Je zei: twee")).to_be_visible()
    assert await page.evaluate("window.spoken") == [
        "Wegwijs (computer): Je zei: een",
        "Wegwijs (computer): Je zei: twee",
    ]
    assert await page.get_by_role("log").get_attribute("aria-live") == "off"


async def test_a_reload_keeps_talk_and_draft(person: Watched) -> None:
    page = await opened(person)
    await say(page, "geef me keuzes")
    await page.get_by_role("button", name="Havo").click()
    await expect(talk(page).get_by_text("Je zei: /pick_Havo")).to_be_visible()
    await page.get_by_label("Je bericht").fill("nog niet af")
    session = await session_of(page)
    await page.reload()
    await expect(talk(page).get_by_text("Je zei: /pick_Havo")).to_have_count(1)
    await expect(talk(page).get_by_text("geef me keuzes")).to_have_count(1)
    await expect(page.get_by_role("button", name="Havo (gekozen)")).to_have_attribute("aria-disabled", "true")
    await expect(page.get_by_label("Je bericht")).to_have_value("nog niet af")
    assert await session_of(page) == session
    assert await page.evaluate("document.activeElement.tagName") == "BODY", "a reload must not steal the focus"


async def test_a_break_of_the_line_loses_and_doubles_nothing(person: Watched, house: House) -> None:
    page = await opened(person)
    await say(page, "hoi")
    await expect(talk(page).get_by_text("Je zei: hoi")).to_be_visible()
    case_id, mentor_id = await claimed_case(house, page)
    await person.context.set_offline(True)
    await expect(page.get_by_text("Er is geen verbinding")).to_be_visible(timeout=8000)
    await answer(house, case_id, mentor_id, "Tijdens de breuk.")
    await say(page, "hoort iemand mij")
    await person.context.set_offline(False)
    await expect(talk(page).get_by_text("Tijdens de breuk.")).to_have_count(1, timeout=15000)
    await expect(page.get_by_text("Er is geen verbinding")).to_be_hidden(timeout=15000)
    await expect(talk(page).get_by_text("Niet verstuurd")).to_have_count(0)
    case = house.stores.cases.case(case_id)
    assert case is not None
    await page.wait_for_timeout(2500)  # time enough to send it twice
    stored = house.stores.conversations.messages_after(case.conversation_id)
    assert [message.text for message in stored].count("hoort iemand mij") == 1


async def test_a_restart_of_the_server_loses_nothing(chromium: Browser, tmp_path: Path) -> None:
    async with open_house(tmp_path) as first:
        watched = Watched(await chromium.new_context(base_url=first.url))
        page = await opened(watched)
        await say(page, "hoi")
        await expect(talk(page).get_by_text("Je zei: hoi")).to_be_visible()
        case_id, mentor_id = await claimed_case(first, page)
    await expect(page.get_by_text("Er is geen verbinding")).to_be_visible(timeout=8000)
    await say(page, "hoort iemand mij")
    async with open_house(tmp_path, port=urlsplit(first.url).port or 0) as second:
        await answer(second, case_id, mentor_id, "Ja, ik ben er weer.")
        await expect(talk(page).get_by_text("Ja, ik ben er weer.")).to_have_count(1, timeout=20000)
        await expect(talk(page).get_by_text("Niet verstuurd")).to_have_count(0)
        await expect(talk(page).get_by_text("Je zei: hoi")).to_have_count(1)
        await page.close()


async def test_without_streams_it_asks_by_itself(person: Watched, house: House) -> None:
    await person.context.add_init_script("delete window.EventSource")
    page = await opened(person)
    await say(page, "hoi")
    await expect(talk(page).get_by_text("Je zei: hoi")).to_be_visible()
    case_id, mentor_id = await claimed_case(house, page)
    await answer(house, case_id, mentor_id, "Zonder stroom.")
    await expect(talk(page).get_by_text("Zonder stroom.")).to_have_count(1, timeout=10000)


async def test_an_erased_talk_begins_anew(person: Watched, house: House) -> None:
    page = await opened(person)
    await say(page, "hoi")
    await expect(talk(page).get_by_text("Je zei: hoi")).to_be_visible()
    conversation = house.stores.conversations.web_session(hash_token(await session_of(page)))
    assert conversation is not None
    house.stores.conversations.erase(conversation.id)
    await say(page, "en nu")
    await expect(talk(page).get_by_text("Dit is een nieuw gesprek")).to_have_count(1)
    await expect(talk(page).get_by_text("Je zei: en nu")).to_have_count(1)


async def test_arabic_is_read_from_the_right(person: Watched) -> None:
    page = await opened(person)
    await say(page, "أريد أن أصبح مهندسا")
    said = talk(page).get_by_text("أريد أن أصبح مهندسا", exact=True)
    assert await said.evaluate("node => getComputedStyle(node).direction") == "rtl"
    answer = talk(page).get_by_text("Je zei:")
    assert await answer.evaluate("node => getComputedStyle(node).direction") == "ltr"


async def test_words_stay_words(person: Watched) -> None:
    page = await opened(person)
    await say(page, "<img src=x onerror=alert(1)> https://example.org/a?b=1. javascript:alert(1)")
    await expect(talk(page).get_by_text("Je zei: <img src=x onerror=alert(1)>")).to_be_visible()
    links = page.get_by_role("log").get_by_role("link")
    assert {await link.get_attribute("href") for link in await links.all()} == {"https://example.org/a?b=1"}


async def test_sources_stand_in_a_last_line(person: Watched) -> None:
    page = await opened(person)
    await say(page, "heb je een bron")
    await expect(talk(page).get_by_text("nagekeken op 22 november 2026")).to_be_visible()
    link = page.get_by_role("link", name="Onderwijs in beeld")
    await expect(link).to_have_attribute("rel", "noopener noreferrer")


async def test_a_date_can_be_put_in_ones_calendar(person: Watched) -> None:
    page = await opened(person)
    await say(page, "zet het in mijn agenda")
    link = page.get_by_role("link", name="Zet het in mijn agenda")
    async with page.expect_download() as downloading:
        await link.click()
    assert (await downloading.value).suggested_filename == "proef.ics"


@pytest.mark.parametrize("width", [320, 380, 1280])
async def test_it_fits_and_every_target_is_large_enough(person: Watched, width: int) -> None:
    page = await person.page()
    await page.set_viewport_size({"width": width, "height": 700})
    await page.goto("/")
    await page.get_by_role("button", name="Stel een vraag").click()
    await say(page, "geef me keuzes")
    await expect(page.get_by_role("button", name="Vmbo")).to_be_visible()
    box = await page.get_by_role("dialog").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert (box["width"] == width) == (width <= 480)
    sizes = await page.evaluate(SIZES)
    assert len(sizes) >= 6
    assert not [size for size in sizes if min(size[1:]) < 44]
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
