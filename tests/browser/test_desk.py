"""The desk in a real browser, and the talk going both ways without a reload."""

import pytest
from playwright.async_api import Page, expect

from channels.desk.accounts import one_time_link
from conversation.turns import Effect, EffectName
from tests.browser.conftest import Watched
from tests.browser.test_widget import opened, say, session_of, talk
from tests.desk.mentor import PASSWORD
from tests.desk.test_profile import PROFILE, wish
from tests.web.house import House

pytestmark = pytest.mark.browser


async def at_the_desk(mentor: Watched, house: House, name: str = "Anna") -> Page:
    """Follow a one-time link and choose a password."""
    link = one_time_link(house.url)
    house.stores.mentors.add_mentor(name, f"{name.lower()}@example.org", link.token_hash, link.expires)
    page = await mentor.page()
    await page.goto(link.url)
    await page.get_by_label("Wachtwoord").fill(PASSWORD)
    await page.get_by_label("Nog een keer").fill(PASSWORD)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="Wie wacht er?")).to_be_visible()
    return page


async def loaded_talk(desk: Page) -> None:
    """Wait for the page of a claimed talk and its script: words stand there before the script hears a key."""
    await desk.wait_for_url("**/desk/cases/*", wait_until="load")


async def test_from_a_question_to_a_mentor_and_back(person: Watched, mentor: Watched, house: House) -> None:
    desk = await at_the_desk(mentor, house)
    await expect(desk.get_by_text("Er wacht nu niemand")).to_be_visible()
    chat = await opened(person)
    await say(chat, "ik wil met een mens praten")
    claim = desk.get_by_role("button", name="Neem aan")
    await expect(claim).to_have_count(1)
    await claim.focus()
    await desk.keyboard.press("Enter")
    await loaded_talk(desk)
    await expect(desk.get_by_role("log").get_by_text("ik wil met een mens praten")).to_be_visible()
    await expect(talk(chat).get_by_text("Anna leest nu mee.")).to_be_visible()

    await desk.get_by_label("Je antwoord").fill("Dag, vertel maar.")
    await desk.keyboard.press("Control+Enter")
    await expect(talk(chat).get_by_text("Dag, vertel maar.", exact=True)).to_have_count(1)
    await expect(desk.get_by_role("log").get_by_text("Dag, vertel maar.")).to_have_count(1)
    await expect(desk.get_by_label("Je antwoord")).to_have_value("")

    await say(chat, "ik twijfel over havo")
    await expect(desk.get_by_role("log").get_by_text("ik twijfel over havo")).to_have_count(1)
    await desk.get_by_label("Je antwoord").fill("een halve zin")
    await desk.reload()
    await expect(desk.get_by_label("Je antwoord")).to_have_value("een halve zin")

    await desk.get_by_text("Sluit het gesprek af").click()
    await desk.get_by_label("De vraag is beantwoord").check()
    await desk.get_by_role("button", name="Sluit nu af").click()
    await expect(desk.get_by_text("Het gesprek is afgesloten.")).to_be_visible()
    await expect(talk(chat).get_by_text("Vanaf nu antwoordt de computer weer.")).to_have_count(1)
    await say(chat, "dank je")
    await expect(talk(chat).get_by_text("Je zei: dank je")).to_have_count(1)


async def test_a_profile_comes_and_goes_on_the_open_page(person: Watched, mentor: Watched, house: House) -> None:
    desk = await at_the_desk(mentor, house)
    chat = await opened(person)
    await say(chat, "ik wil met een mens praten")
    await desk.get_by_role("button", name="Neem aan").click()
    await loaded_talk(desk)
    await expect(talk(chat).get_by_text("Anna leest nu mee.")).to_be_visible()
    session = await session_of(chat)
    panel = desk.get_by_text("Gedeeld: wat deze persoon leuk vindt")
    await expect(panel).to_have_count(0)
    for key, effect, shown in (
        ("share", Effect(EffectName.SHARE_PROFILE, {"profile": PROFILE}), 1),
        ("stop", Effect(EffectName.UNSHARE_PROFILE), 0),
    ):
        wish(house, session, key, effect)
        await say(chat, "zo goed")
        await expect(panel.and_(desk.locator("summary, summary *")).first).to_have_count(shown)


async def test_a_line_leaves_the_queue_of_others(
    person: Watched, mentor: Watched, house: House, second_mentor: Watched
) -> None:
    anna, bram = await at_the_desk(mentor, house, "Anna"), await at_the_desk(second_mentor, house, "Bram")
    await say(await opened(person), "ik wil met een mens praten")
    await expect(bram.get_by_role("button", name="Neem aan")).to_have_count(1)
    await anna.get_by_role("button", name="Neem aan").click()
    await expect(bram.get_by_role("button", name="Neem aan")).to_have_count(0)
    await bram.get_by_role("link", name="Alles wat open is").click()
    await expect(bram.get_by_text("bij Anna")).to_be_visible()
    await bram.get_by_role("button", name="Neem over").click()
    await loaded_talk(bram)
    await expect(anna.get_by_text("Bram heeft dit gesprek overgenomen.")).to_be_visible()
    await expect(anna.get_by_role("button", name="Stuur")).to_be_disabled()


async def test_a_talk_that_is_erased_says_so(person: Watched, mentor: Watched, house: House) -> None:
    desk = await at_the_desk(mentor, house)
    await say(await opened(person), "ik wil met een mens praten")
    async with desk.expect_response("**/cases/*/events"):
        await desk.get_by_role("button", name="Neem aan").click()
    case = house.stores.cases.case(desk.url.rsplit("/", 1)[1])
    assert case is not None
    house.stores.conversations.erase(case.conversation_id)
    house.gateway.notify(case.conversation_id)
    await expect(desk.get_by_text("Dit gesprek is afgesloten of gewist.")).to_be_visible()
    await expect(desk.get_by_role("button", name="Stuur")).to_be_disabled()


async def test_a_phone_is_wide_enough(person: Watched, mentor: Watched, house: House) -> None:
    desk = await at_the_desk(mentor, house)
    await say(await opened(person), "ik wil met een mens praten, " + "heel" * 60)
    await desk.set_viewport_size({"width": 360, "height": 700})
    fits = "document.documentElement.scrollWidth <= innerWidth"
    await expect(desk.get_by_role("button", name="Neem aan")).to_be_visible()
    assert await desk.evaluate(fits)
    await desk.get_by_role("button", name="Neem aan").click()
    await loaded_talk(desk)  # without the style sheet no long word is broken
    await expect(desk.get_by_role("log")).to_be_visible()
    assert await desk.evaluate(fits)
