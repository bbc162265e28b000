"""A mentor sees a profile on the desk only while the person shares it for that case, and nothing in it is trusted."""

import httpx

from channels.web.sessions import hash_token
from conversation.inbox import Decision
from conversation.messages import Channel, Draft, Incoming
from conversation.turns import Effect, EffectName
from tests.desk.mentor import MentorBrowser, open_case, talk_with
from tests.web.house import House

PROFILE = {
    "answered": 18,
    "pattern": "flat",
    "activities": ["Je maakt een kapotte fiets weer in orde."],
    "likes": ["dieren <script>"],
    "dislikes": [],
    "subjects": ["Biologie"],
    "talents": ["Anderen helpen"],
    "values": [],
    "fields": [{"name": "Zorg en gezondheid", "sureness": "steady", "paths": ["Verpleegkunde"]}],
}


def wish(house: House, session: str, key: str, effect: Effect) -> None:
    conversation = house.stores.conversations.web_session(hash_token(session))
    assert conversation is not None
    incoming = Incoming(Channel.WEB, conversation.id, key, "x")
    accepted = house.stores.inbox.accept(incoming, lambda _arrival: Decision("x", "x"))
    house.stores.turns.finish(accepted.inbound_id, [], [effect])


async def test_a_shared_profile_stands_beside_the_talk_until_it_is_taken_back(
    house: House, client: httpx.AsyncClient, anna: MentorBrowser
) -> None:
    session = await talk_with(client, "hoi")
    case = open_case(house, session)
    await anna.submit(f"/desk/cases/{case.id}/claim")
    assert "Gedeeld" not in (await anna.http.get(f"/desk/cases/{case.id}")).text
    wish(house, session, "share", Effect(EffectName.SHARE_PROFILE, {"profile": PROFILE}))
    page = (await anna.http.get(f"/desk/cases/{case.id}")).text
    for words in ("Gedeeld", "kapotte fiets", "Biologie", "vrij vlak", "Zorg en gezondheid (Verpleegkunde)"):
        assert words in page
    assert "<script>" not in page.split("Zei leuk te vinden")[1][:60]
    assert "Liever niet" not in page
    wish(house, session, "stop", Effect(EffectName.UNSHARE_PROFILE))
    assert "Gedeeld" not in (await anna.http.get(f"/desk/cases/{case.id}")).text


async def test_what_the_test_showed_is_left_out_of_the_talk_unless_it_is_shared(
    house: House, client: httpx.AsyncClient, anna: MentorBrowser
) -> None:
    session = await talk_with(client, "hoi")
    conversation = house.stores.conversations.web_session(hash_token(session))
    assert conversation is not None
    incoming = Incoming(Channel.WEB, conversation.id, "tap", "knop")
    accepted = house.stores.inbox.accept(
        incoming, lambda _arrival: Decision("Heel leuk kanarie", "x", trusted=True, personal=True)
    )
    drafts = [Draft("Je houdt van kanaries", personal=True, buttons=(("kanarieknop", "/x"),)), Draft("Dag kanarie")]
    house.stores.turns.finish(accepted.inbound_id, drafts)
    case = open_case(house, session)
    await anna.submit(f"/desk/cases/{case.id}/claim")
    page = (await anna.http.get(f"/desk/cases/{case.id}")).text
    assert "Dag kanarie" in page
    assert page.count("anarie") == 1
    assert page.count("alleen als de ander dat deelt") == 2
    wish(house, session, "share", Effect(EffectName.SHARE_PROFILE, {"profile": PROFILE}))
    page = (await anna.http.get(f"/desk/cases/{case.id}")).text
    assert "Je houdt van kanaries" in page
    assert "Heel leuk kanarie" in page
