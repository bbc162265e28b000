"""Draws the README's pictures from the running service: `python -m tests.browser.pictures`."""

import tempfile
import time
from pathlib import Path
from typing import Any

from jinja2 import Template
from playwright.sync_api import Browser, Page, sync_playwright

from ops.settings import ROOT
from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.stack import DeskUser, Stack

PICTURES = ROOT / "docs" / "pictures"
TELEGRAM_PAGE = Path(__file__).parent / "templates" / "telegram.html"
SAID = ("hoi", "wat kan ik na vmbo tl doen")
CHAT = 5151


def main() -> None:
    """Writes widget.png, telegram.png and desk.png."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp())
    with Stack(folder) as stack, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        chat = _widget(browser, stack)
        _telegram(browser, stack)
        _desk(browser, stack, chat)
        browser.close()


def _widget(browser: Browser, stack: Stack) -> Page:
    page = browser.new_page(viewport={"width": 1100, "height": 760}, locale="nl-NL")
    page.goto(stack.url)
    page.get_by_role("button", name="Stel een vraag").click()
    for text in SAID:
        _say(page, text)
    page.screenshot(path=PICTURES / "widget.png")
    return page


def _say(page: Page, text: str) -> None:
    page.get_by_label("Je bericht").fill(text)
    page.keyboard.press("Enter")
    time.sleep(3)


def _telegram(browser: Browser, stack: Stack) -> None:
    shown: list[dict[str, Any]] = []
    for text in SAID:
        before = len(stack.telegram.messages(CHAT))
        stack.telegram.say(CHAT, text)
        time.sleep(4)
        shown.append({"person": True, "text": text, "rows": []})
        shown += [_drawn(message) for message in stack.telegram.messages(CHAT)[before:]]
    page = browser.new_page(viewport={"width": 380, "height": 760}, device_scale_factor=2)
    page.set_content(Template(TELEGRAM_PAGE.read_text(encoding="utf-8"), autoescape=True).render(messages=shown))
    page.screenshot(path=PICTURES / "telegram.png", full_page=True)


def _drawn(message: dict[str, Any]) -> dict[str, Any]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return {"person": False, "text": message["text"], "rows": [key["text"] for row in rows for key in row]}


def _desk(browser: Browser, stack: Stack, chat: Page) -> None:
    _say(chat, "ik wil met een mens praten")
    link = stack.command("mentor", "add", "--name", "Voorbeeldmentor", "--email", "mentor@voorbeeld.example").split()[0]
    page = browser.new_page(viewport={"width": 1100, "height": 760}, locale="nl-NL")
    page.goto(link)
    page.get_by_label("Wachtwoord").fill(DeskUser.PASSWORD)
    page.get_by_label("Nog een keer").fill(DeskUser.PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Neem aan").first.click()
    page.get_by_label("Je antwoord").fill("Dag, fijn dat je schrijft. Waar wil je het over hebben?")
    page.get_by_role("button", name="Stuur").click()
    time.sleep(2)
    _say(chat, "over wat ik na tl kan doen")
    page.screenshot(path=PICTURES / "desk.png")


if __name__ == "__main__":
    main()
