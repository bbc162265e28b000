"""Leaving, closing, handing on: nobody is left alone, nothing closes by one click, and everybody concerned sees it."""

import asyncio
from datetime import UTC, datetime

import httpx

from mentoring.cases import CaseState, Reason, Urgency
from tests.desk.conftest import NewMentor
from tests.desk.mentor import MentorBrowser, events_of, open_case, replies, talk_with
from tests.web.house import House

Client = httpx.AsyncClient
SECRET_WORDS = "ik durf het thuis niet te zeggen"


async def test_a_mentor_who_logs_out_with_danger_open_leaves_nobody_alone(
    house: House, client: Client, anna: MentorBrowser
) -> None:
    session = await talk_with(client, "hoi")
    case = open_case(house, session, Urgency.URGENT, Reason.SAFETY)
    await anna.submit(f"/desk/cases/{case.id}/claim")
    await anna.submit(f"/desk/cases/{case.id}/answer", text="Ik ben er", client_id="1")
    asked = await anna.submit("/desk/sign-out")
    assert "Je hebt nog 1 gesprek" in asked.text
    assert (await anna.submit("/desk/sign-out", sure="yes")).status_code == 303
    stored = house.stores.cases.case(case.id)
    assert stored is not None
    assert (stored.state, stored.mentor_id) == (CaseState.OPEN, None)
    last = (await replies(client, session))[-1]
    assert last["text"].startswith("Anna is er nu niet meer.")
    assert "112" in last["text"]
    again = await client.post("/api/chat", json={"text": "is er iemand", "session": session})
    assert [reply["sender"] for reply in again.json()["replies"]] == ["bot"]


async def test_danger_is_closed_with_an_answer_a_reason_and_a_colleague(
    house: House, client: Client, new_mentor: NewMentor
) -> None:
    anna, bram = await new_mentor("Anna"), await new_mentor("Bram")
    case = open_case(house, await talk_with(client, SECRET_WORDS), Urgency.URGENT, Reason.SAFETY)
    await anna.submit(f"/desk/cases/{case.id}/claim")
    assert (await anna.submit(f"/desk/cases/{case.id}/close")).status_code == 400
    early = await anna.submit(f"/desk/cases/{case.id}/close", ending="help_arranged")
    assert (early.status_code, "Geef eerst een antwoord" in early.text) == (409, True)
    await anna.submit(f"/desk/cases/{case.id}/answer", text="Ik bel je nu", client_id="1")
    await anna.submit(f"/desk/cases/{case.id}/close", ending="help_arranged")
    assert "Het is goed afgesloten" not in (await anna.http.get(f"/desk/cases/{case.id}")).text
    assert (await anna.submit(f"/desk/cases/{case.id}/confirm")).status_code == 404
    look = (await bram.http.get(f"/desk/cases/{case.id}")).text
    assert SECRET_WORDS in look
    assert "gelezen (Bram)" in look or "gelezen (Anna)" in look
    assert (await bram.submit(f"/desk/cases/{case.id}/confirm")).headers["location"] == "/desk/?looked"
    assert (await bram.http.get(f"/desk/cases/{case.id}")).status_code == 404
    ended = (await bram.http.get("/desk/?show=ended")).text
    assert "er is hulp, volgens de afspraken van school" in ended


async def test_closing_can_be_undone_and_the_person_reads_it(house: House, client: Client, anna: MentorBrowser) -> None:
    session = await talk_with(client, "hoi")
    case = open_case(house, session)
    await anna.submit(f"/desk/cases/{case.id}/claim")
    closed = await anna.submit(f"/desk/cases/{case.id}/close", ending="not_needed")
    page = await anna.http.get(closed.headers["location"])
    assert f"/desk/cases/{case.id}/reopen" in page.text
    assert (await anna.submit(f"/desk/cases/{case.id}/reopen")).headers["location"] == f"/desk/cases/{case.id}"
    assert "Anna kijkt nog eens" in (await replies(client, session))[-1]["text"]


async def test_a_colleague_takes_over_and_both_and_the_person_see_it(
    house: House, client: Client, new_mentor: NewMentor
) -> None:
    anna, bram = await new_mentor("Anna"), await new_mentor("Bram")
    session = await talk_with(client, "hoi")
    case = open_case(house, session)
    await anna.submit(f"/desk/cases/{case.id}/claim")
    async with anna.http.stream("GET", f"/desk/cases/{case.id}/events") as stream, asyncio.timeout(10):
        events = events_of(stream)
        for _ in range(3):
            await anext(events)
        assert (await bram.submit(f"/desk/cases/{case.id}/take-over")).status_code == 303
        while "text" not in (event := await anext(events)):
            continue
        assert event["text"] == "Bram heeft dit gesprek overgenomen."
    assert "Bram neemt dit gesprek over" in (await replies(client, session))[-1]["text"]
    anna_id = next(one.id for one in house.stores.mentors.mentors() if one.name == "Anna")
    assert (await bram.submit(f"/desk/cases/{case.id}/hand-over", to="nobody")).status_code == 400
    assert (await bram.submit(f"/desk/cases/{case.id}/hand-over", to=anna_id)).headers["location"] == "/desk/?handed"
    assert (await anna.submit(f"/desk/cases/{case.id}/give-back")).headers["location"] == "/desk/?returned"
    assert "Anna geeft je vraag terug" in (await replies(client, session))[-1]["text"]


async def test_danger_beside_a_talk_is_shown_to_whoever_holds_the_talk(
    house: House, client: Client, anna: MentorBrowser
) -> None:
    session = await talk_with(client, "hoi")
    case = open_case(house, session)
    await anna.submit(f"/desk/cases/{case.id}/claim")
    danger = open_case(house, session, Urgency.URGENT, Reason.SAFETY)
    assert f"/desk/cases/{danger.id}/claim" in (await anna.http.get(f"/desk/cases/{case.id}")).text


async def test_the_desk_says_that_nobody_is_told_and_whom_notices_did_not_reach(
    house: House, client: Client, anna: MentorBrowser
) -> None:
    open_case(house, await talk_with(client, "hoi"))
    page = (await anna.http.get("/desk/")).text
    assert "Er gaat geen bericht uit" not in page
    for notice in house.stores.notices.take_due(datetime.now(UTC)):
        house.stores.notices.failed(notice.id, None, "no such address")
    assert "kwam niet aan bij: Anna." in (await anna.http.get("/desk/")).text
