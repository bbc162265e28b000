"""Pictures of a talk: drawn for who was given the address, and for nobody else."""

import xml.etree.ElementTree as ET

import httpx
import pytest
from cryptography.fernet import Fernet

from channels.web import addresses
from channels.web.addresses import Addresses, Place
from channels.web.sessions import hash_token
from tests.pictures.pdf_text import pages
from tests.web.house import SECRET, House
from tests.web.test_chat_api import say

Client = httpx.AsyncClient


async def test_a_picture_comes_with_its_words_and_is_drawn_on_demand(client: Client) -> None:
    (reply,) = (await say(client, "mijn profiel")).json()["replies"]
    assert reply["image_alt"].startswith("Jouw interesses\n")
    answer = await client.get(reply["image"])
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/svg+xml")
    assert answer.headers["cache-control"] == "private, no-store"
    assert "sandbox" in answer.headers["content-security-policy"]
    root = ET.fromstring(answer.text)
    names = {child.tag.rpartition("}")[2]: child.text for child in root}
    assert names["title"] == "Jouw interesses"
    assert names["desc"] == reply["image_alt"]


async def test_a_talk_that_is_read_again_has_its_picture_still(client: Client) -> None:
    body = (await say(client, "mijn profiel")).json()
    talk = (await client.get("/api/chat/events", params={"session": body["session"]})).json()["replies"]
    assert talk[-1]["image"] != body["replies"][0]["image"]
    assert (await client.get(talk[-1]["image"])).status_code == 200


async def test_no_address_can_be_made_up_or_bent(client: Client, house: House) -> None:
    body = (await say(client, "mijn profiel")).json()
    image = body["replies"][0]["image"]
    conversation = house.stores.conversations.web_session(hash_token(body["session"]))
    assert conversation is not None
    assert conversation.id not in image
    assert body["session"] not in image
    place = Place(conversation.id, 2)
    wrong = [
        Addresses("another secret, just as long").picture(place),
        Addresses(SECRET).picture(Place(conversation.id, 1)),
        Addresses(SECRET).picture(Place("0" * 32, 2)),
        image.replace(".svg", "x.svg"),
        f"/api/chat/pictures/{Fernet.generate_key().decode()}.svg",
        "api/chat/pictures/2.svg",
        "/api/chat/pictures/é.svg",
    ]
    assert [(await client.get(address)).status_code for address in wrong] == [404] * len(wrong)
    assert (await client.get(Addresses(SECRET).picture(place))).status_code == 200


async def test_an_erased_talk_takes_its_pictures_along(client: Client, house: House) -> None:
    body = (await say(client, "mijn profiel")).json()
    conversation = house.stores.conversations.web_session(hash_token(body["session"]))
    assert conversation is not None
    house.stores.conversations.erase(conversation.id)
    assert (await client.get(body["replies"][0]["image"])).status_code == 404


async def test_an_address_ends(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    image = (await say(client, "mijn profiel")).json()["replies"][0]["image"]
    monkeypatch.setattr(addresses, "VALID_SECONDS", -1)
    assert (await client.get(image)).status_code == 404


async def test_what_cannot_be_drawn_is_not_found_but_said(client: Client) -> None:
    (reply,) = (await say(client, "kapot")).json()["replies"]
    assert reply["image_alt"] == "Tekening\nMet woorden"
    assert (await client.get(reply["image"])).status_code == 404


async def test_a_page_to_print_is_a_file_of_the_talk_only(client: Client, house: House) -> None:
    body = (await say(client, "iets om te printen")).json()
    (file,) = body["replies"][0]["files"]
    assert file["title"] == "Mijn gesprek om te printen"
    answer = await client.get(file["url"])
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.headers["content-disposition"] == 'inline; filename="wegwijs.pdf"'
    assert answer.headers["cache-control"] == "private, no-store"
    assert "Kan ik een dag meelopen?" in pages(answer.content)[0]
    as_picture = file["url"].replace("pages", "pictures").replace(".pdf", ".svg")
    assert (await client.get(as_picture)).status_code == 404
    conversation = house.stores.conversations.web_session(hash_token(body["session"]))
    assert conversation is not None
    house.stores.conversations.erase(conversation.id)
    assert (await client.get(file["url"])).status_code == 404
