"""A mentor reads what a picture says, but of a picture about the person only what it is."""

from datetime import UTC, datetime

from channels.desk.accounts import Accounts
from channels.desk.wording import Wording
from conversation.messages import Message, Page, Picture, Sender
from tests.drawing import sample_map, sample_profile, stored
from tests.web.house import SECRET, House


def shown(house: House, picture: Picture | None = None, page: Page | None = None) -> str:
    wording = Wording(Accounts(house.stores.mentors, SECRET), "Voorbeeldschool")
    message = Message("m1", "c1", 1, Sender.BOT, "Kijk.", datetime.now(UTC), picture=picture, page=page)
    return wording.render("_message.html", said=wording.said(message))


async def test_a_map_is_said_in_full(house: House) -> None:
    html = shown(house, stored(sample_map()))
    assert "Jij bent hier: Havo." in html
    assert "Associate degree" in html


async def test_what_a_person_found_out_about_themselves_stays_theirs(house: House) -> None:
    html = shown(house, stored(sample_profile()))
    assert "Jouw interesses" in html
    assert "88" not in html
    assert "Mensen helpen" not in html


async def test_a_page_to_print_is_named(house: House) -> None:
    html = shown(house, page=Page("Mijn gesprek", {"sections": ["geheim"]}))
    assert "Mijn gesprek" in html
    assert "geheim" not in html
