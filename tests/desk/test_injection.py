"""Whatever a person, a name or an address holds, it stays text on the desk."""

from html.parser import HTMLParser
from urllib.parse import quote

import httpx
import pytest

from tests.desk.conftest import NewMentor
from tests.desk.mentor import MentorBrowser, open_case, talk_with
from tests.web.house import House

PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<iframe src=javascript:alert(1)>",
    "<body onload=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)>",
    "<math><mi xlink:href=javascript:alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<form action=https://example.org><button>x",
    "<style>*{background:url(https://example.org)}</style>",
    "<link rel=stylesheet href=https://example.org/x.css>",
    "<meta http-equiv=refresh content='0;url=https://example.org'>",
    "<base href=https://example.org/>",
    "<object data=https://example.org></object>",
    "<embed src=https://example.org>",
    "<textarea autofocus onfocus=alert(1)></textarea>",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</li></ol></div><script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "--><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "{{ 7 * 7 }}{% raw %}",
    "${7*7}",
    "<scr\x00ipt>alert(1)</scr\x00ipt>",
    "\u202e<script>alert(1)</script>",
    "<ScRiPt>alert(1)</sCrIpT>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
]
OURS = {"/desk/static/desk.js"}
OUR_FOLDS = {"fold", "profile"}


class Found(HTMLParser):
    """Collects what a browser would act on."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.acting: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "script":
            self.scripts.append(given.get("src") or "inline")
        if tag in ("img", "svg", "iframe", "object", "embed", "video", "style", "base", "math"):
            self.acting.append(tag)
        if tag == "details" and given.get("class") not in OUR_FOLDS:
            self.acting.append(tag)
        self.acting += [name for name in given if name.startswith("on")]
        self.acting += [name for name in ("href", "src", "action") if "javascript:" in (given.get(name) or "")]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def look(page: str) -> Found:
    found = Found()
    found.feed(page)
    return found


async def test_a_persons_words_stay_text(house: House, client: httpx.AsyncClient, anna: MentorBrowser) -> None:
    for payload in PAYLOADS:
        case = open_case(house, await talk_with(client, payload))
        await anna.submit(f"/desk/cases/{case.id}/claim")
        found = look((await anna.http.get(f"/desk/cases/{case.id}")).text)
        assert (set(found.scripts), found.acting) == (OURS, []), payload
        assert payload.replace("\x00", "") in "".join(found.words)


@pytest.mark.parametrize("payload", PAYLOADS[:3])
async def test_a_mentors_name_and_answer_stay_text(
    house: House, client: httpx.AsyncClient, new_mentor: NewMentor, payload: str
) -> None:
    mentor = await new_mentor(payload)
    case = open_case(house, await talk_with(client, "hoi"))
    await mentor.submit(f"/desk/cases/{case.id}/claim")
    await mentor.submit(f"/desk/cases/{case.id}/answer", text=payload)
    for path in ("/desk/", f"/desk/cases/{case.id}"):
        found = look((await mentor.http.get(path)).text)
        assert (set(found.scripts), found.acting) == (OURS, [])


@pytest.mark.parametrize("payload", PAYLOADS[:3])
async def test_an_email_or_address_stays_text(client: httpx.AsyncClient, payload: str) -> None:
    token = await MentorBrowser(client, "", "").form_token("/desk/sign-in")
    fields = {"form_token": token, "email": payload, "password": "x"}
    pages = [await client.post("/desk/sign-in", data=fields), await client.get(f"/desk/link/{quote(payload, safe='')}")]
    for page in pages:
        found = look(page.text)
        assert (set(found.scripts), found.acting) == (OURS, [])
        assert "unsafe" not in page.headers["content-security-policy"]
