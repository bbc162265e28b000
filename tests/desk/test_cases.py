"""Claiming, reading, answering and closing: one mentor a case, and nothing of it for anybody else."""

import asyncio
from datetime import UTC, datetime

import httpx
import pytest

from channels.web.sessions import hash_token
from conversation.inbox import Decision
from conversation.messages import Channel, Incoming
from mentoring.cases import CaseState, Reason, Urgency
from tests.desk.conftest import NewMentor
from tests.desk.mentor import MentorBrowser, events_of, open_case, replies, talk_with
from tests.web.house import House

Client = httpx.AsyncClient
SECRET_WORDS = "ik durf het thuis niet te zeggen"


async def test_the_queue_shows_who_waits_without_their_words(house: House, client: Client, anna: MentorBrowser) -> None:
    case = open_case(house, await talk_with(client, SECRET_WORDS))
    page = (await anna.http.get("/desk/")).text
    assert "Vroeg om een mens" in page
    assert "website" in page
    assert SECRET_WORDS not in page
    assert (await anna.http.get(f"/desk/cases/{case.id}")).status_code == 404


async def test_urgent_stands_on_top(house: House, client: Client, anna: MentorBrowser) -> None:
    open_case(house, await talk_with(client, "een"))
    urgent = open_case(house, await talk_with(client, "twee"), Urgency.URGENT, Reason.SAFETY)
    page = (await anna.http.get("/desk/")).text
    assert page.index("Schreef over gevaar") < page.index("Vroeg om een mens")
    await anna.submit(f"/desk/cases/{urgent.id}/claim")
    assert "Beloof geen geheimhouding" in (await anna.http.get(f"/desk/cases/{urgent.id}")).text


async def test_a_mentor_claims_reads_answers_and_closes(house: House, client: Client, anna: MentorBrowser) -> None:
    session = await talk_with(client, SECRET_WORDS)
    case = open_case(house, session)
    claimed = await anna.submit(f"/desk/cases/{case.id}/claim")
    assert (claimed.status_code, claimed.headers["location"]) == (303, f"/desk/cases/{case.id}")
    assert SECRET_WORDS in (await anna.http.get(f"/desk/cases/{case.id}")).text
    answer = await anna.submit(f"/desk/cases/{case.id}/answer", text="Dag, wat lastig.", client_id="1")
    assert answer.status_code == 303
    closed = await anna.submit(f"/desk/cases/{case.id}/close", ending="answered")
    assert closed.headers["location"] == f"/desk/?closed={case.id}"
    said = [(reply["sender"], reply.get("name")) for reply in await replies(client, session)]
    assert said == [("bot", None), ("system", "Anna"), ("mentor", "Anna"), ("system", "Anna")]
    again = await client.post("/api/chat", json={"text": "nog een vraag", "session": session})
    assert [reply["sender"] for reply in again.json()["replies"]] == ["bot"]
    assert (await anna.http.get(f"/desk/cases/{case.id}")).status_code == 404


async def test_while_claimed_the_bot_is_silent(house: House, client: Client, anna: MentorBrowser) -> None:
    session = await talk_with(client, "hoi")
    case = open_case(house, session)
    await anna.submit(f"/desk/cases/{case.id}/claim")
    await anna.http.get(f"/desk/cases/{case.id}")
    answer = await client.post("/api/chat", json={"text": "ben je er", "session": session})
    assert answer.json()["replies"] == []
    assert "1 nieuw bericht" in (await anna.http.get("/desk/?show=mine")).text
    assert "ben je er" in (await anna.http.get(f"/desk/cases/{case.id}")).text
    assert "nieuw bericht" not in (await anna.http.get("/desk/?show=mine")).text


async def test_two_mentors_claim_and_one_wins(house: House, client: Client, new_mentor: NewMentor) -> None:
    case = open_case(house, await talk_with(client, "hoi"))
    mentors = [await new_mentor(name) for name in ("Anna", "Bram", "Cato")]
    answers = await asyncio.gather(*(mentor.submit(f"/desk/cases/{case.id}/claim") for mentor in mentors))
    assert sorted(answer.status_code for answer in answers) == [303, 409, 409]
    lost = next(answer for answer in answers if answer.status_code == 409)
    assert "Een collega was je net voor" in lost.text


async def test_another_mentor_finds_nothing(house: House, client: Client, new_mentor: NewMentor) -> None:
    anna, bram = await new_mentor("Anna"), await new_mentor("Bram")
    case = open_case(house, await talk_with(client, SECRET_WORDS))
    await anna.submit(f"/desk/cases/{case.id}/claim")
    for answer in (
        await bram.http.get(f"/desk/cases/{case.id}"),
        await bram.http.get(f"/desk/cases/{case.id}/events"),
        await bram.submit(f"/desk/cases/{case.id}/answer", text="hoi"),
        await bram.submit(f"/desk/cases/{case.id}/close", ending="answered"),
        await bram.submit(f"/desk/cases/{case.id}/give-back"),
        await bram.submit(f"/desk/cases/{case.id}/hand-over"),
        await bram.submit(f"/desk/cases/{case.id}/confirm"),
    ):
        assert answer.status_code == 404
        assert SECRET_WORDS not in answer.text
    stored = house.stores.cases.case(case.id)
    assert stored is not None
    assert stored.state is CaseState.CLAIMED
    page = (await bram.http.get("/desk/?show=all")).text
    assert "bij Anna" in page
    assert SECRET_WORDS not in page


@pytest.mark.parametrize("case_id", ["x", "0" * 32, "%2e%2e", "'--", "x" * 2000])
async def test_a_case_that_does_not_exist_is_404(anna: MentorBrowser, case_id: str) -> None:
    assert (await anna.http.get(f"/desk/cases/{case_id}")).status_code == 404
    assert (await anna.submit(f"/desk/cases/{case_id}/claim")).status_code == 404


async def test_a_withdrawn_question_cannot_be_claimed(house: House, client: Client, anna: MentorBrowser) -> None:
    session = await talk_with(client, "hoi")
    case = open_case(house, session)
    await client.post("/api/chat", json={"text": "/stop", "session": session})
    answer = await anna.submit(f"/desk/cases/{case.id}/claim")
    assert answer.status_code == 409
    assert "wacht niet meer" in answer.text


async def test_a_retry_says_it_once(house: House, client: Client, anna: MentorBrowser) -> None:
    session = await talk_with(client, "hoi")
    case = open_case(house, session)
    await anna.submit(f"/desk/cases/{case.id}/claim")
    for _ in range(3):
        await anna.submit(f"/desk/cases/{case.id}/answer", text="Dag", client_id="same")
    assert [reply["text"] for reply in await replies(client, session)].count("Dag") == 1


@pytest.mark.parametrize("text", ["", "  ", "\u200b", "a" * 10_001])
async def test_an_empty_or_endless_answer_is_refused_and_kept(
    house: House, client: Client, anna: MentorBrowser, text: str
) -> None:
    case = open_case(house, await talk_with(client, "hoi"))
    await anna.submit(f"/desk/cases/{case.id}/claim")
    answer = await anna.submit(f"/desk/cases/{case.id}/answer", text=text)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    live = await anna.http.post(
        f"/desk/cases/{case.id}/answer",
        data={"form_token": await anna.form_token(), "text": text},
        headers={"Accept": "application/json"},
    )
    assert live.status_code == 400
    assert live.json()["error"]


async def test_the_talk_is_live_and_ends_when_it_is_closed(house: House, client: Client, anna: MentorBrowser) -> None:
    session = await talk_with(client, "hoi")
    case = open_case(house, session)
    await anna.submit(f"/desk/cases/{case.id}/claim")
    async with anna.http.stream("GET", f"/desk/cases/{case.id}/events") as stream, asyncio.timeout(10):
        events = events_of(stream)
        first = [await anext(events) for _ in range(3)]
        assert [event["seq"] for event in first] == [1, 2, 3]
        await client.post("/api/chat", json={"text": "ik ben er <b>nog</b>", "session": session})
        event = await anext(events)
        assert "ik ben er &lt;b&gt;nog&lt;/b&gt;" in event["html"]
        await anna.submit(f"/desk/cases/{case.id}/close", ending="answered")
        assert "afgesloten" in (await anext(events))["text"]


async def test_signing_out_ends_open_streams(house: House, client: Client, anna: MentorBrowser) -> None:
    session = await talk_with(client, "hoi")
    async with anna.http.stream("GET", "/desk/queue/events") as stream, asyncio.timeout(15):
        events = events_of(stream)
        await anext(events)
        await anna.submit("/desk/sign-out")
        conversation = house.stores.conversations.web_session(hash_token(session))
        assert conversation is not None
        house.gateway.notify(conversation.id)
        with pytest.raises(StopAsyncIteration):
            await anext(events)


async def test_an_answer_that_cannot_be_delivered_is_marked(house: House, anna: MentorBrowser) -> None:
    stores = house.stores
    accepted = stores.inbox.accept(Incoming(Channel.TELEGRAM, "77", "1", "hoi"), lambda _: Decision("hoi"))
    case = stores.cases.open_case(accepted.conversation.id, Reason.ASKED, Urgency.NORMAL)
    await anna.submit(f"/desk/cases/{case.id}/claim")
    await anna.submit(f"/desk/cases/{case.id}/answer", text="Dag")
    async with anna.http.stream("GET", f"/desk/cases/{case.id}/events") as stream, asyncio.timeout(10):
        events = events_of(stream)
        before = [await anext(events) for _ in range(3)]
        (first,) = stores.outbox.due_deliveries(datetime.now(UTC))
        stores.outbox.undeliverable(first.id, "blocked")
        house.gateway.notify(accepted.conversation.id)
        after = await anext(events)
    assert "Niet bezorgd" not in before[1]["html"]
    assert (after["seq"], "Niet bezorgd" in after["html"]) == (before[1]["seq"], True)
    assert "Niet bezorgd" in (await anna.http.get(f"/desk/cases/{case.id}")).text


@pytest.mark.parametrize("show", ["mine", "urgent", "review", "all", "ended", "unassigned", "nonsense", ""])
async def test_every_list_can_be_looked_at(house: House, client: Client, anna: MentorBrowser, show: str) -> None:
    open_case(house, await talk_with(client, "hoi"))
    page = await anna.http.get("/desk/", params={"show": show})
    assert (page.status_code, page.text.count('aria-current="page"')) == (200, 1)
