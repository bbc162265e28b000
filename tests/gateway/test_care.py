"""Words of danger and worry: fixed replies whatever the engine does, a case, and a talk that does not forget."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from content.library import Library
from content.schema.base import Country
from conversation.care import Care, Stage
from conversation.messages import Draft, IncomingKind, Sender
from gateway.emergency import NotStored
from gateway.quiet import QuietRelay
from mentoring.cases import Ending, Reason, Urgency
from safety.tiers import Category, Screening, Tier, Who
from tests.care import course
from tests.gateway.conftest import House
from tests.gateway.fake_engine import FakeEngine
from tests.storage.people import UNASSIGNED, every, mentor

DANGER = "ik wil niet meer leven"
SIGN = "ik zie het niet meer zitten"


def cases(house: House) -> list[tuple[Reason, Urgency]]:
    return [(row.case.reason, row.case.urgency) for row in every(house.stores)]


async def tap(house: House, title: str) -> str:
    """Press the newest button with this title and return the reply."""
    buttons = [button for message in house.talk() for button in message.buttons if button.title == title]
    return (await house.said(buttons[-1].id, IncomingKind.BUTTON))[0]


@pytest.mark.parametrize("alive", [True, False], ids=["engine", "no-engine"])
async def test_danger_gets_help_lines_and_an_urgent_case(
    house: House, request: pytest.FixtureRequest, alive: bool
) -> None:
    if alive:
        request.getfixturevalue("listening")
    mentor(house.stores)
    accepted = await house.submit(DANGER)
    (reply,) = house.stores.conversations.replies_to(accepted.inbound_id)
    assert not accepted.pending
    assert reply.sender is Sender.SYSTEM
    for words in ("112", "113", "1813", "computer", "iemand van school"):
        assert words in reply.text
    assert [button.title for button in reply.buttons] == ["Ik ben in Nederland", "Ik ben in Vlaanderen of Brussel"]
    assert cases(house) == [(Reason.SAFETY, Urgency.URGENT)]
    assert house.engine.heard == []


async def test_a_place_said_before_decides_the_lines(house: House, listening: FakeEngine) -> None:
    await house.ask("ik woon in hasselt")
    (reply,) = await house.ask(DANGER)
    assert "1813" in reply.text
    assert "113 " not in reply.text
    assert reply.buttons == ()


async def test_a_tap_on_the_country_shows_its_lines(house: House) -> None:
    await house.ask(DANGER)
    shown = await tap(house, "Ik ben in Vlaanderen of Brussel")
    assert "1813" in shown
    assert "Kindertelefoon" not in shown


async def test_again_in_danger_is_shorter_and_one_case(house: House) -> None:
    await house.ask(DANGER)
    (reply,) = await house.said("ik wil dood")
    assert "al gevraagd" in reply
    assert cases(house) == [(Reason.SAFETY, Urgency.URGENT)]


async def test_nothing_after_danger_is_study_talk_until_the_pupil_says_it_is_well(
    house: House, listening: FakeEngine
) -> None:
    await house.ask(DANGER)
    for text in ("en nu?", "wat is havo", "nee", "ok", "was maar een grap"):
        (reply,) = await house.ask(text)
        assert reply.sender is Sender.SYSTEM
        assert "112" in reply.text
    assert house.engine.heard == []
    await house.ask("het gaat wel weer")
    assert await house.said("wat is havo") == ["je zei: wat is havo"]
    assert cases(house) == [(Reason.SAFETY, Urgency.URGENT)]


async def test_a_person_who_closes_the_case_ends_it(house: House, listening: FakeEngine) -> None:
    await house.ask(DANGER)
    (row,) = house.stores.cases.queue(UNASSIGNED)
    mine = mentor(house.stores).id
    house.stores.cases.claim(row.case.id, mine)
    house.stores.cases.answer(row.case.id, mine, "Ik bel je zo.", "1")
    house.stores.cases.close(row.case.id, mine, Ending.HELP_ARRANGED, Draft("Dag", Sender.SYSTEM))
    assert await house.said("wat is havo") == ["je zei: wat is havo"]


async def test_danger_stands_beside_an_ordinary_case_and_above_it(house: House) -> None:
    await house.ask("/mens")
    await house.ask(DANGER)
    assert [urgency for _, urgency in cases(house)] == [Urgency.URGENT, Urgency.NORMAL]


async def test_danger_is_heard_while_a_mentor_talks(house: House) -> None:
    await house.ask("/mens")
    (row,) = house.stores.cases.queue(UNASSIGNED)
    house.stores.cases.claim(row.case.id, mentor(house.stores).id)
    (reply,) = await house.ask(DANGER)
    assert "112" in reply.text
    assert await house.said("ja ik ben er nog") == []


@pytest.mark.parametrize("kind", [k for k in IncomingKind if k is not IncomingKind.BUTTON])
async def test_danger_is_heard_in_every_kind_of_message(house: House, kind: IncomingKind) -> None:
    (reply,) = await house.ask(DANGER, kind)
    assert "112" in reply.text


async def test_danger_behind_much_text_is_heard(house: House) -> None:
    (reply,) = await house.ask("gewoon een lang verhaal. " * 600 + DANGER)
    assert "112" in reply.text


async def test_half_a_character_does_not_hide_danger(house: House) -> None:
    (reply,) = await house.ask("\ud83d ik wil niet meer leven \ude00")
    assert "112" in reply.text


async def test_danger_overtakes_what_waits(house: House) -> None:
    await house.ask("wat is havo")
    assert "112" in (await house.said(DANGER))[0]


async def test_stop_and_never_mind_do_not_end_an_urgent_case(house: House) -> None:
    await house.ask(DANGER)
    assert "om hulp" in (await house.said("/stop"))[0]
    assert cases(house) == [(Reason.SAFETY, Urgency.URGENT)]


async def test_exaggeration_is_answered_as_usual(house: House, listening: FakeEngine) -> None:
    assert await house.said("ik ga dood van de stress lol") == ["je zei: ik ga dood van de stress lol"]
    assert cases(house) == []


async def test_a_sign_gets_a_gentle_question_with_ways_on(house: House, listening: FakeEngine) -> None:
    (reply,) = await house.ask(SIGN)
    assert "Wil je vertellen" in reply.text
    assert [button.title for button in reply.buttons] == [
        "Ik wil een mens spreken",
        "Laat hulplijnen zien",
        "Het is niet veilig",
        "Het gaat wel",
    ]
    assert "113" in await tap(house, "Laat hulplijnen zien") or "Kindertelefoon" in house.spoken()[-1]
    assert cases(house) == []
    assert house.engine.heard == []


@pytest.mark.parametrize("answer", ["was maar een grap", "wat kost mbo", SIGN])
async def test_a_gentle_question_without_an_answer_opens_a_quiet_case(
    house: House, listening: FakeEngine, answer: str
) -> None:
    await house.ask(SIGN)
    replies = await house.said(answer)
    assert any("hoe het gaat" in reply for reply in replies)
    assert cases(house) == [(Reason.SAFETY, Urgency.NORMAL)]


async def test_who_says_it_is_well_is_left_in_peace(house: House, listening: FakeEngine) -> None:
    await house.ask(SIGN)
    await tap(house, "Het gaat wel")
    assert cases(house) == []
    assert await house.said("wat is havo") == ["je zei: wat is havo"]


async def test_a_tap_on_danger_is_danger(house: House) -> None:
    await house.ask(SIGN)
    assert "112" in await tap(house, "Het is niet veilig")
    assert cases(house) == [(Reason.SAFETY, Urgency.URGENT)]


async def test_silence_after_a_gentle_question_opens_a_quiet_case_once(house: House) -> None:
    await house.ask(SIGN)
    relay = QuietRelay(house.stores.care, house.gateway.hub, course().replies)
    now = datetime.now(UTC)
    assert await relay.settle_due(now + timedelta(minutes=5)) == 0
    assert await relay.settle_due(now + timedelta(minutes=16)) == 1
    assert await relay.settle_due(now + timedelta(minutes=17)) == 0
    assert cases(house) == [(Reason.SAFETY, Urgency.NORMAL)]
    assert "hoe het gaat" in house.spoken()[-1]


async def test_what_is_kept_of_care_is_sealed_and_goes_when_it_is_well(house: House, tmp_path_factory: object) -> None:
    await house.ask(SIGN)
    with house.stores.database.read() as session:
        raw = session.connection().exec_driver_sql("SELECT care FROM conversation").scalars().all()
    assert raw[0] is not None
    assert b"wellbeing" not in raw[0]
    await house.ask("het gaat wel")
    with house.stores.database.read() as session:
        assert session.connection().exec_driver_sql("SELECT care FROM conversation").scalars().all() == [None]


class Broken:
    """A store that cannot take anything in, or only after a while."""

    def __init__(self, wait: float) -> None:
        self.wait, self.tried = wait, 0

    def accept(self, *_: object) -> object:
        self.tried += 1
        if self.wait:
            import time

            time.sleep(self.wait)
        raise OSError("database is locked")


@pytest.mark.parametrize("wait", [0.0, 6.0], ids=["fails", "hangs"])
async def test_when_storing_fails_danger_still_gets_the_lines_soon(house: House, wait: float) -> None:
    house.gateway._inbox = Broken(wait)  # type: ignore[assignment]
    begin = asyncio.get_running_loop().time()
    with pytest.raises(NotStored) as caught:
        await house.submit(DANGER)
    assert asyncio.get_running_loop().time() - begin < 4.5
    assert "112" in caught.value.reply.text
    with pytest.raises(OSError, match="locked"):
        await house.submit("wat is havo")


async def test_what_could_not_be_stored_is_stored_later(house: House) -> None:
    kept, broken = house.gateway._inbox, Broken(0)
    house.gateway._inbox = broken  # type: ignore[assignment]
    with pytest.raises(NotStored):
        await house.submit(DANGER)
    house.gateway._inbox = kept
    await house.until(lambda: cases(house) == [(Reason.SAFETY, Urgency.URGENT)])


@pytest.mark.parametrize("category", list(Category))
@pytest.mark.parametrize("country", ["nl", "vl", ""])
@pytest.mark.parametrize("who", list(Who))
def test_every_reply_names_112_and_lines_of_the_right_country_only(
    library: Library, category: Category, country: str, who: Who
) -> None:
    care = Care(Stage.DANGER, category.value, who.value)
    text = course().replies.danger(care, country, acute=False).text
    shown = {line.id for line in library.help_lines.values() if f"- {line.name}:" in text}
    assert "112" in text
    assert {line.split("-")[0] for line in shown} == ({country} if country else {"nl", "vl"})
    assert 1 <= len(shown) <= 4
    assert not {"nl-genderpraatjes", "vl-lumi", "nl-112", "vl-druglijn"} & shown
    assert "!" not in text


@pytest.mark.parametrize(
    ("category", "country", "first"),
    [
        (Category.SUICIDE, "nl", "113"),
        (Category.SUICIDE, "vl", "1813"),
        (Category.VIOLENCE_HOME, "nl", "Veilig Thuis"),
        (Category.VIOLENCE_HOME, "vl", "1712"),
        (Category.SEXUAL, "nl", "Centrum Seksueel Geweld"),
    ],
)
def test_the_line_for_it_comes_first(category: Category, country: str, first: str) -> None:
    text = course().replies.danger(Care(Stage.DANGER, category.value), country, acute=False).text
    assert first in next(line for line in text.splitlines() if line.startswith("- "))


def test_the_answer_is_in_the_persons_language_and_marked(library: Library) -> None:
    for lang, text in (("en", "my dad beats me"), ("ar", "أريد أن أموت"), ("uk", "я хочу померти"), ("nl", DANGER)):
        reply = course(Country.VL).cry(text, Screening(Tier.T2, Category.SUICIDE))
        assert reply is not None
        assert library.care[lang].texts["computer"] in reply.text
        assert (library.care[lang].texts["machine"] in reply.text) is (lang != "nl")


def test_someone_under_twelve_is_sent_to_a_grown_up() -> None:
    reply = course().cry("ik ben 9 en mijn vader slaat mij", Screening(Tier.T2, Category.VIOLENCE_HOME))
    assert reply is not None
    assert "groot mens" in reply.text


def test_a_parent_is_spoken_to_as_u() -> None:
    reply = course().cry("mijn zoon wil dood", Screening(Tier.T2, Category.SUICIDE, Who.CHILD))
    assert reply is not None
    assert "u dit vertelt" in reply.text
