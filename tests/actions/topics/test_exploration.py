"""The exploration in the chat: by buttons and words, back and forth, stopped and resumed, to a set one can mend."""

import pytest

from guidance.interests.exploration import Stage
from tests.actions.speaking import Said, Talk, one

ITEM, PICK = "utter_explore_item", "utter_explore_pick"


def texts(replies: list[Said]) -> str:
    return "\n".join(reply.text for reply in replies)


def titles(replies: list[Said]) -> list[str]:
    return [button["title"] for reply in replies for button in reply.buttons]


def press(talk: Talk, replies: list[Said], title: str) -> list[Said]:
    return talk.press(next(b["payload"] for reply in replies for b in reply.buttons if b["title"].endswith(title)))


def begun(form: str = "short", school: str = "voorbeeld-nl") -> tuple[Talk, list[Said]]:
    talk = Talk(school)
    return talk, talk.press(f'/explore{{"answer": "{form}"}}')


def rated(talk: Talk, replies: list[Said], *answers: str) -> list[Said]:
    """Presses one answer after the other; the last of `answers` goes on to the end of the items."""
    turn = 0
    while replies[0].response == ITEM:
        replies = press(talk, replies, answers[min(turn, len(answers) - 1)])
        turn += 1
    return replies


def finished(talk: Talk, replies: list[Said]) -> list[Said]:
    while replies[0].response == PICK:
        replies = press(talk, replies, "Verder")
    return replies


def ratings(talk: Talk) -> str:
    return str(talk.slots["exploration"]["ratings"])


@pytest.mark.parametrize("intent", ["no_idea", "share_interests", "ask_capabilities"])
def test_a_button_starts_it_wherever_someone_looks_for_a_way_in(intent: str) -> None:
    talk = Talk("voorbeeld-nl")
    start = press(talk, talk.send(intent), "Doe de interessetest")
    assert start[0].response == "utter_explore_start"
    assert press(talk, start, "Korte test (3 minuten)")[0].text.startswith("1 van 18")


@pytest.mark.parametrize("said", ["doe een test", "interessetest", "Heb je een beroepentest?", "ik wil een test doen"])
@pytest.mark.parametrize("understood", ["no_idea", "nlu_fallback", "share_interests", "out_of_scope"])
def test_words_start_it_whatever_was_understood(said: str, understood: str) -> None:
    assert Talk("voorbeeld-nl").send(understood, said)[0].response == "utter_explore_start"


def test_a_test_for_a_named_study_is_no_interest_test() -> None:
    study = {"entity": "level", "value": "vl-academische-bachelor", "text": "academische bachelor"}
    asked = Talk("voorbeeld-vl").send("nlu_fallback", "moet je een test doen voor een academische bachelor", study)
    assert asked[0].response != "utter_explore_start"


def test_a_school_test_is_no_interest_test() -> None:
    assert Talk("voorbeeld-nl").send("ask_dates", "wanneer moet ik de test doen")[0].response != "utter_explore_start"


@pytest.mark.parametrize(("form", "total"), [("short", 18), ("full", 48)])
def test_one_message_an_item_with_progress_and_five_answers(form: str, total: int) -> None:
    talk, replies = begun(form)
    for number in range(1, total + 1):
        assert len(replies) == 1
        assert replies[0].text.startswith(f"{number} van {total}\n")
        assert titles(replies)[:5] == ["Helemaal niet", "Niet zo", "Gaat wel", "Leuk", "Heel leuk"]
        replies = press(talk, replies, "Leuk")
    assert replies[0].response == PICK
    assert ratings(talk).count("4") == total


@pytest.mark.parametrize(
    ("said", "understood", "rating"),
    [
        ("ja leuk", "affirm", "4"), ("nee", "deny", "2"), ("gaat wel", "inform", "3"), ("3", "inform", "3"),
        ("Heel leuk!!", "nlu_fallback", "5"), ("heeel leuk", "out_of_scope", "5"), ("nee echt niet", "deny", "1"),
        ("gewelidg", "nlu_fallback", "5"), ("👍", "out_of_scope", "4"), ("weet niet", "no_idea", "3"),
        ("saai", "complain_bot", "2"), ("bah", "abuse", "1"), ("ja dat vind ik wel wat", "affirm", "4"),
    ],
)  # fmt: skip
def test_typed_answers_count(said: str, understood: str, rating: str) -> None:
    talk, _ = begun()
    replies = talk.send(understood, said)
    assert ratings(talk)[0] == rating
    assert replies[0].text.startswith("2 van 18")


@pytest.mark.parametrize("said", ["blorp", "gamen en slapen lol", "?"])
def test_what_is_no_answer_gets_a_hint_and_the_same_item(said: str) -> None:
    talk, first = begun()
    again = talk.send("nlu_fallback", said)
    assert again[0].text.startswith("1 van 18")
    assert 'typ bijvoorbeeld "leuk"' in again[0].text
    assert titles(again) == titles(first)
    assert set(ratings(talk)) == {"-"}


def test_an_answer_can_be_changed() -> None:
    talk, replies = begun()
    replies = press(talk, press(talk, replies, "Leuk"), "Vorige")
    assert replies[0].text.startswith("1 van 18")
    assert "koos eerder: leuk" in replies[0].text
    replies = press(talk, replies, "Niet zo")
    assert replies[0].text.startswith("2 van 18")
    assert ratings(talk)[0] == "2"
    assert talk.send("restart", "terug")[0].text.startswith("1 van 18")


def test_a_late_press_changes_that_answer_and_nothing_else() -> None:
    talk, first = begun()
    second = press(talk, first, "Leuk")
    third = press(talk, second, "Leuk")
    assert press(talk, first, "Leuk")[0].text == third[0].text
    assert press(talk, first, "Niet zo")[0].text == third[0].text
    assert ratings(talk).startswith("2")
    done = finished(talk, rated(talk, third, "Leuk", "Gaat wel"))
    assert done[0].response == "utter_interests"
    assert press(talk, first, "Leuk")[0].response == "utter_interests"


def test_a_press_in_a_talk_that_forgot_is_said_to_be_too_late() -> None:
    _, first = begun()
    late = press(Talk("voorbeeld-nl"), first, "Leuk")
    assert late[0].response == "utter_explore_start"
    assert "niet meer open" in late[0].text


def test_stop_and_go_on_by_words() -> None:
    talk, replies = begun()
    press(talk, replies, "Leuk")
    stopped = talk.send("deny", "stop")
    assert stopped[0].response == "utter_explore_stopped"
    assert talk.send("thank", "ok dank je")[-1].response == "utter_thank"
    assert len(talk.send("ask_education_structure", "wat is havo", one("level", "nl-havo"))) == 1
    assert talk.send("nlu_fallback", "ga verder met de test")[0].text.startswith("2 van 18")


def test_a_question_in_between_is_answered_and_then_it_offers_to_go_on() -> None:
    talk, replies = begun()
    press(talk, replies, "Leuk")
    asked = talk.send("ask_education_structure", "wat is havo", one("level", "nl-havo"))
    assert "Havo duurt 5 jaar" in asked[0].text
    assert asked[-1].response == "utter_explore_go_on"
    assert "2 van 18" in asked[-1].text
    assert talk.send("affirm", "ja")[0].text.startswith("2 van 18")


@pytest.mark.parametrize("intent", ["crisis", "wellbeing", "request_human"])
def test_who_needs_a_person_is_not_sent_back_to_a_test(intent: str) -> None:
    talk, replies = begun()
    press(talk, replies, "Leuk")
    answered = talk.send(intent, "nee het gaat echt niet goed met mij")
    assert not {reply.response for reply in answered} & {ITEM, "utter_explore_go_on", PICK}


def test_choices_by_button_and_by_words() -> None:
    talk, replies = begun()
    picking = rated(talk, replies, "Leuk", "Gaat wel")
    assert "Gekozen: Biologie" in press(talk, picking, "Biologie")[0].text
    both = talk.send("share_interests", "en wiskunde vind ik ook leuk")
    assert "Biologie, Wiskunde" in both[0].text
    assert "Gekozen: Wiskunde" in press(talk, picking, "Biologie")[0].text, "a second press lets it go"
    talents = talk.send("affirm", "verder")
    assert "Waar ben je goed in" in talents[0].text
    helping = talk.send("share_interests", "anderen helpen")
    assert helping[0].text.count("Anderen helpen") == 1
    other = press(talk, helping, "Andere laten zien")
    assert not set(titles(other)[:8]) & set(titles(helping)[:8])
    assert "Waar ben je goed in" in press(talk, press(talk, other, "Verder"), "Vorige")[0].text


@pytest.mark.parametrize("said", ["asdfgh qwerty", "x"])
def test_words_that_fit_nothing_lead_to_a_next_step(said: str) -> None:
    talk = Talk("voorbeeld-nl")
    talk.send("share_interests", "ik weet niet")
    reply = talk.send("share_interests", said)
    assert reply[0].response == "utter_ask_likes"
    assert "Doe de interessetest" in titles(reply)


def test_erasing_forgets_the_exploration_too() -> None:
    talk, replies = begun()
    press(talk, replies, "Leuk")
    talk.send("request_data", "verwijder mijn gegevens")
    talk.send("affirm", "ja")
    assert talk.press('/explore{"answer": "resume"}')[0].response == "utter_explore_start"
    assert "begonnen" not in talk.press('/explore{"answer": "resume"}')[0].text


@pytest.mark.parametrize("stage", [Stage.SUBJECTS, Stage.TALENTS, Stage.VALUES, Stage.NOES])
def test_a_made_up_choice_is_left_out(stage: Stage) -> None:
    talk, _ = begun()
    talk.press(f'/explore{{"answer": "pick", "article": "{stage.value}", "topic": "bestaat-niet"}}')
    assert talk.slots["exploration"]["picked"] == {}
