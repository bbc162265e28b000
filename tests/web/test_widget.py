"""The widget is one small script without a third party, and its pages are calm and guarded."""

import gzip
import re

import httpx
import pytest

from channels.web.widget import PARTS, STATIC, build_widget
from tests.web.house import House

MAX_GZIP_BYTES = 30_000
NOT_AN_ADDRESS_WE_CALL = {"http://www.w3.org/2000/svg"}


async def test_the_script_is_small_cached_and_may_stand_on_other_sites(client: httpx.AsyncClient) -> None:
    answer = await client.get("/widget.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert len(gzip.compress(answer.content)) <= MAX_GZIP_BYTES
    again = await client.get("/widget.js", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_every_part_is_in_the_script() -> None:
    assert {path.name for path in (STATIC / "widget").glob("*.js")} == set(PARTS)


def test_the_script_names_no_other_site() -> None:
    addresses = set(re.findall(r"https?://[\w.][^\s\"'`]*", build_widget()))
    assert addresses == NOT_AN_ADDRESS_WE_CALL


@pytest.mark.parametrize("name", PARTS)
def test_words_never_become_markup(name: str) -> None:
    source = (STATIC / "widget" / name).read_text(encoding="utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function", source)


@pytest.mark.parametrize("path", ["/", "/privacy"])
async def test_pages_are_dutch_and_name_the_school(client: httpx.AsyncClient, house: House, path: str) -> None:
    page = await client.get(path)
    assert page.status_code == 200
    assert '<html lang="nl">' in page.text
    assert house.services.school_name in page.text
    assert "style=" not in page.text
    assert not re.search(r"<script(?![^>]*\bsrc=)", page.text)


async def test_the_sample_page_holds_the_widget_with_one_tag(client: httpx.AsyncClient) -> None:
    page = (await client.get("/")).text
    assert page.count("<script") == 1
    assert "voorbeeld" in page
