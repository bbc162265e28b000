"""What content answers to a message with several asks: two are answered, a third stands below as a button."""

import pytest

from bot.actions.answer.search import Found
from bot.actions.core.shelf import library
from content.schema import Country
from guidance.search.features import Asked
from guidance.search.index import Index
from guidance.search.ranker import Ranked
from guidance.search.units import Unit, units
from tests.actions.speaking import Said, Talk
from tests.guidance.search.fakes import bag_of_words

LIKELY, UNLIKELY = 0.6, 0.01


def faq(at: int) -> Unit:
    """One of the questions content answers for the Netherlands."""
    entries = [entry for entry in library().faq.values() if entry.country is Country.NL]
    return next(unit for unit in units(library()) if unit.id == entries[at].id)


def found(text: str, *ranked: tuple[Unit, float]) -> Found:
    made = Index([unit for unit, _ in ranked], {}, bag_of_words)
    return Found(Asked(made.query(text)), tuple(Ranked(unit, chance) for unit, chance in ranked))


def said(monkeypatch: pytest.MonkeyPatch, *asks: Found, intent: str = "ask_costs") -> list[Said]:
    monkeypatch.setattr("bot.actions.answer.decide.search", lambda turn: asks)
    return Talk("voorbeeld-nl").send(intent, " en ".join(one.asked.query.text for one in asks))


def told(replies: list[Said]) -> list[str]:
    return [reply.text.splitlines()[0] for reply in replies if reply.response == "utter_answer"]


def opening(unit: Unit) -> str:
    return library().faq[unit.entry].answer.split("[")[0].split("\n")[0][:20]


def test_two_asks_are_both_answered_and_only_the_last_answer_has_buttons(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = faq(0), faq(1)
    replies = said(monkeypatch, found("wat kost dat", (first, LIKELY)), found("wanneer is dat", (second, LIKELY)))
    assert [line[:20] for line in told(replies)] == [opening(first), opening(second)]
    assert replies[0].buttons == []
    assert replies[1].buttons


def test_a_third_ask_is_a_button_in_the_words_of_the_person(monkeypatch: pytest.MonkeyPatch) -> None:
    asks = [found(text, (faq(at), LIKELY)) for at, text in enumerate(("wat kost dat", "wanneer is dat", "waar is dat"))]
    replies = said(monkeypatch, *asks)
    assert len(told(replies)) == 2
    titles = [button["title"] for button in replies[-1].buttons]
    assert titles[0] == "waar is dat"
    assert faq(2).id in replies[-1].buttons[0]["payload"]
    assert 1 < len(titles) <= 4


def test_no_message_holds_buttons_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    asks = [found(text, (faq(at), LIKELY)) for at, text in enumerate(("wat kost dat", "wanneer is dat", "waar is dat"))]
    assert len(said(monkeypatch, *asks)) == len(told(said(monkeypatch, *asks))) == 2


def test_the_same_answer_to_two_asks_is_said_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asks = [found(text, (faq(0), LIKELY)) for text in ("wat kost dat", "hoe duur is het")]
    assert len(told(said(monkeypatch, *asks))) == 1


def test_what_is_unlikely_leaves_the_answer_to_the_intent(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(said(monkeypatch, found("hallo", (faq(0), UNLIKELY)), intent="greet")) == []


@pytest.mark.parametrize("intent", ["crisis", "request_data", "bot_challenge"])
def test_content_never_answers_for_an_intent_without_a_limit(monkeypatch: pytest.MonkeyPatch, intent: str) -> None:
    assert told(said(monkeypatch, found("wat kost dat", (faq(0), 0.99)), intent=intent)) == []


def test_a_pressed_button_is_not_searched_for(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr("bot.actions.answer.decide.search", lambda turn: asked.append(turn) or ())
    Talk("voorbeeld-nl").press("/ask_costs")
    assert asked == []


@pytest.mark.parametrize("said_", ["hoe zit het onderwijs in elkaar", "hoe werkt het schoolsysteem"])
def test_all_of_education_is_worked_out_and_no_text(monkeypatch: pytest.MonkeyPatch, said_: str) -> None:
    assert told(said(monkeypatch, found(said_, (faq(0), LIKELY)), intent="ask_education_structure")) == []


@pytest.mark.parametrize("said_", ["wat is entree precies", "hoelang duurt zo'n jaar", "wat is een propedeuse"])
def test_one_part_of_education_is_found_in_texts(monkeypatch: pytest.MonkeyPatch, said_: str) -> None:
    assert told(said(monkeypatch, found(said_, (faq(0), LIKELY)), intent="ask_education_structure"))
