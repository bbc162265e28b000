"""Only mentors come in, only from our own pages, and nobody can guess for long."""

import re
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from channels.desk.accounts import hash_token, one_time_link
from channels.desk.guard import Guard
from tests.desk.mentor import PASSWORD, MentorBrowser
from tests.web.house import House

Client = httpx.AsyncClient


async def sign_in(client: Client, email: str, password: str) -> httpx.Response:
    token = await MentorBrowser(client, "", email).form_token("/desk/sign-in")
    fields = {"form_token": token, "email": email, "password": password}
    return await client.post("/desk/sign-in", data=fields)


async def test_without_signing_in_every_page_leads_to_the_door(client: Client) -> None:
    for path in ("/desk/", "/desk/queue", "/desk/cases/abc"):
        answer = await client.get(path)
        assert (answer.status_code, answer.headers["location"]) == (303, "/desk/sign-in")
    streaming = await client.get("/desk/queue/events", headers={"Accept": "text/event-stream"})
    assert streaming.status_code == 401


async def test_the_address_without_a_slash_works(client: Client) -> None:
    page = await client.get("/desk", follow_redirects=True)
    assert page.url.path == "/desk/sign-in"


async def test_a_link_sets_a_password_once(anna: MentorBrowser, house: House, client: Client) -> None:
    assert (await anna.http.get("/desk/")).status_code == 200
    link = one_time_link(house.url)
    assert house.stores.mentors.renew_link(anna.email, link.token_hash, link.expires)
    path = link.url.removeprefix(house.url)
    token = await MentorBrowser(client, "", "").form_token(path)
    fields = {"form_token": token, "password": PASSWORD + "2", "again": PASSWORD + "2"}
    assert (await client.post(path, data=fields)).status_code == 303
    assert (await client.get(path)).status_code == 410
    assert (await client.post(path, data=fields)).status_code in (403, 410)
    assert (await anna.http.get("/desk/")).status_code == 303, "sessions from before the new password must end"


async def test_an_old_or_made_up_link_does_not_work(house: House, client: Client) -> None:
    house.stores.mentors.add_mentor("Bo", "bo@example.org", hash_token("old"), datetime.now(UTC) - timedelta(minutes=1))
    for token in ("old", "made-up", "%00", "x" * 3000):
        assert (await client.get(f"/desk/link/{token}")).status_code == 410


@pytest.mark.parametrize(
    ("password", "again"),
    [("kort", "kort"), ("elf tekens.", "elf tekens."), ("a" * 201, "a" * 201), (PASSWORD, "anders")],
)
async def test_a_weak_password_is_refused_with_a_reason(
    house: House, client: Client, password: str, again: str
) -> None:
    link = one_time_link(house.url)
    house.stores.mentors.add_mentor("Bo", "bo@example.org", link.token_hash, link.expires)
    path = link.url.removeprefix(house.url)
    token = await MentorBrowser(client, "", "").form_token(path)
    answer = await client.post(path, data={"form_token": token, "password": password, "again": again})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert (await client.get(path)).status_code == 200, "the link must still work"


async def test_signing_in_gives_a_new_strict_cookie(anna: MentorBrowser, client: Client) -> None:
    first = await sign_in(client, "ANNA@example.org ", PASSWORD)
    old = client.cookies["wegwijs_desk"]
    assert first.status_code == 303
    cookie = next(value for value in first.headers.get_list("set-cookie") if value.startswith("wegwijs_desk="))
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    await sign_in(client, anna.email, PASSWORD)
    assert client.cookies["wegwijs_desk"] != old
    stale = await client.get("/desk/", headers={"Cookie": f"wegwijs_desk={old}"})
    assert stale.status_code == 303, "the session of before must be gone"


async def test_with_https_cookies_are_secure_and_bound_to_the_host(house: House) -> None:
    from starlette.responses import Response

    from channels.desk.accounts import Accounts

    response = Response()
    Guard(Accounts(house.stores.mentors, "x" * 32), https=True).let_in(response, "token")
    assert response.headers["set-cookie"].startswith("__Host-wegwijs_desk=token")
    assert "Secure" in response.headers["set-cookie"]


@pytest.mark.parametrize("email", ["anna@example.org", "nobody@example.org"])
async def test_a_wrong_password_and_an_unknown_address_look_the_same(
    anna: MentorBrowser, client: Client, email: str
) -> None:
    answer = await sign_in(client, email, "een heel ander wachtwoord")
    assert answer.status_code == 401
    assert re.search(r'role="alert">Dit e-mailadres en wachtwoord', answer.text)


async def test_guessing_is_slowed_down_also_for_the_right_password(anna: MentorBrowser, client: Client) -> None:
    statuses = [(await sign_in(client, anna.email, "fout wachtwoord hier")).status_code for _ in range(6)]
    assert statuses == [401] * 5 + [429]
    answer = await sign_in(client, anna.email, PASSWORD)
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0


async def test_a_link_that_was_never_used_is_no_password(house: House, client: Client) -> None:
    link = one_time_link(house.url)
    house.stores.mentors.add_mentor("Bo", "bo@example.org", link.token_hash, link.expires)
    assert (await sign_in(client, "bo@example.org", "")).status_code == 401


async def test_signing_out_ends_the_session(anna: MentorBrowser) -> None:
    cookie = anna.http.cookies["wegwijs_desk"]
    assert (await anna.submit("/desk/sign-out")).status_code == 303
    answer = await anna.http.get("/desk/", headers={"Cookie": f"wegwijs_desk={cookie}"})
    assert answer.status_code == 303


@pytest.mark.parametrize("token", ["", "0" * 64, "é"])
async def test_a_form_from_elsewhere_is_refused(anna: MentorBrowser, token: str) -> None:
    for path in (
        "/desk/sign-out",
        "/desk/sign-in",
        "/desk/cases/x/claim",
        "/desk/cases/x/answer",
        "/desk/cases/x/close",
    ):
        assert (await anna.http.post(path, data={"form_token": token})).status_code == 403
    assert (await anna.http.get("/desk/")).status_code == 200, "still signed in"


async def test_a_form_token_of_another_browser_is_refused(anna: MentorBrowser, client: Client) -> None:
    stranger = await MentorBrowser(client, "", "").form_token("/desk/sign-in")
    assert (await anna.http.post("/desk/sign-out", data={"form_token": stranger})).status_code == 403


async def test_a_huge_form_is_refused(anna: MentorBrowser) -> None:
    answer = await anna.http.post("/desk/sign-out", content=b"a=" + b"x" * 200_000)
    assert answer.status_code == 400
