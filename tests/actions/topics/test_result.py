"""The set of directions in the chat: wide, explained, drawn, and mended by buttons and by words."""

import re

import pytest

from tests.actions.speaking import Talk, one
from tests.actions.topics.test_exploration import begun, finished, press, rated, texts, titles


def test_all_parts_can_be_skipped_and_the_set_is_wide_and_explained() -> None:
    talk, replies = begun()
    answers = ["Heel leuk" if n % 6 == 3 else "Leuk" if n % 6 == 1 else "Niet zo" for n in range(18)]
    shown = finished(talk, rated(talk, replies, *answers))
    lines = [line for line in texts(shown).splitlines() if line.startswith("– ")]
    assert 6 <= len(lines) <= 9
    assert len(re.findall("^• ", texts(shown), re.M)) >= 3
    assert all("Let op: " in line for line in lines)
    assert "komt bijna altijd terug" in texts(shown)
    assert "geen advies" in texts(shown)
    assert any("'Je " in line for line in lines), "an activity the person rated is a reason"
    assert max(len(reply.text.splitlines()) for reply in shown) <= 9


def test_a_no_is_a_no_and_past_niet_changes_the_set_at_once() -> None:
    talk = Talk("voorbeeld-nl")
    shown = talk.send("share_interests", "ik hou van dieren")
    which = press(talk, shown, "Past niet")
    name = titles(which)[0]
    assert f"– {name} (" in texts(shown)
    assert f"– {name} (" not in texts(press(talk, which, name))
    more = press(talk, press(talk, talk.press("/explore_result"), "Meer zoals dit"), titles(which)[1])
    assert f"– {titles(which)[1]} (" in texts(more)


def test_past_niet_by_words() -> None:
    talk = Talk("voorbeeld-nl")
    shown = talk.send("share_interests", "ik hou van dieren")
    path = talk.slots["last_answer"]["ids"][0]
    name = talk.press("/explore_result")[1].text
    assert name in texts(shown)
    gone = talk.send("ask_study_path", "dat past niet bij mij", one("path", path))
    assert path not in talk.slots["last_answer"]["ids"]
    assert gone[0].response == "utter_interests"


def test_a_level_is_only_a_filter_and_said_to_be_one() -> None:
    talk = Talk("voorbeeld-nl")
    shown = talk.send("share_interests", "ik hou van dieren")
    choices = press(talk, shown, "Filter op niveau")
    assert "zegt niet welk niveau" in choices[0].text
    narrow = press(talk, choices, "Mbo niveau 4")
    assert "omdat je daarop filtert" in narrow[0].text
    assert set(re.findall(r"^– .* \(([^()]*)\)[,.]", texts(narrow), re.M)) == {"Mbo niveau 4"}
    wide = press(talk, press(talk, narrow, "Filter op niveau"), "Geen filter")
    assert len(set(re.findall(r"^– .* \(([^()]*)\)[,.]", texts(wide), re.M))) > 1


def test_what_was_understood_is_said_back_and_can_be_mended() -> None:
    talk = Talk("voorbeeld-nl")
    shown = talk.send("share_interests", "ik hou van dieren en buiten zijn maar geen wiskunde")
    assert "Ik begreep: je houdt van dieren, buiten zijn; liever niet: wiskunde." in shown[0].text
    asked = press(talk, shown, "Dat klopt niet")
    turned = press(talk, press(talk, asked, "dieren"), "Juist niet leuk")
    assert "liever niet: dieren" in turned[0].text
    gone = press(talk, press(talk, press(talk, turned, "Dat klopt niet"), "wiskunde"), "Haal dit weg")
    assert "wiskunde" not in gone[0].text


def test_a_contradiction_is_named_and_the_no_counts() -> None:
    talk, replies = begun()
    noes = rated(talk, replies, "Heel leuk")
    while "liever niet doet" not in noes[0].text:
        noes = press(talk, noes, "Verder")
    shown = press(talk, press(talk, noes, "Mensen helpen"), "Verder")
    assert "twee dingen" in shown[0].text
    assert "mensen helpen" in shown[0].text


@pytest.mark.parametrize(
    ("answer", "words"), [("Gaat wel", "gelijk"), ("Helemaal niet", "Bijna niets was leuk"), ("Heel leuk", "gelijk")]
)
def test_equal_answers_are_met_kindly_with_a_next_step(answer: str, words: str) -> None:
    talk, replies = begun()
    shown = finished(talk, rated(talk, replies, answer))
    assert words in texts(shown)
    assert {"Vragen opnieuw doen", "Liever in eigen woorden", "Praten met een mens"} <= set(titles(shown))
    again = press(talk, shown, "Vragen opnieuw doen")
    assert again[0].text.startswith("1 van 18")


def test_the_long_test_goes_on_where_the_short_one_ended() -> None:
    talk, replies = begun()
    shown = finished(talk, rated(talk, replies, "Leuk", "Niet zo", "Gaat wel"))
    assert press(talk, shown, "Doe ook de lange test")[0].text.startswith("19 van 48")


def test_a_rare_wish_is_met_kindly_and_leads_on() -> None:
    shown = Talk("voorbeeld-nl").send("share_interests", "ik wil topvoetballer worden")
    assert "Topvoetballer: een mooie wens" in texts(shown)
    assert "• " in texts(shown)


def test_misspelt_words_are_guessed_and_the_guess_is_said() -> None:
    shown = Talk("voorbeeld-nl").send("share_interests", "ik hou van dirren en mezuik")
    assert 'Bij "dirren" denk ik aan dieren' in texts(shown)
    assert "• " in texts(shown)


def test_the_result_is_also_drawn_with_words_for_who_cannot_see_it() -> None:
    talk, replies = begun()
    shown = finished(talk, rated(talk, replies, *(["Heel leuk", "Niet zo", "Leuk"] * 6)))
    drawn = [reply.custom["picture"] for reply in shown if "picture" in reply.custom]
    assert [picture["kind"] for picture in drawn] == ["hexagon", "fields"]
    assert len(drawn[0]["alt"].splitlines()) >= 8
    bounds = zip(*(drawn[0]["data"][key] for key in ("low", "scores", "high")), strict=True)
    assert all(low <= score <= high for low, score, high in bounds)
    assert all(line in drawn[1]["alt"] for line in re.findall(r"^• ([^(:]+?) ?[(:]", texts(shown), re.M))


def test_words_alone_give_a_map_but_no_profile() -> None:
    shown = Talk("voorbeeld-nl").send("share_interests", "ik hou van dieren")
    assert [reply.custom["picture"]["kind"] for reply in shown if "picture" in reply.custom] == ["fields"]


def test_more_fields_come_without_saying_the_same_again() -> None:
    talk = Talk("voorbeeld-nl")
    first = talk.send("share_interests", "ik hou van gamen en slapen")
    assert 'Bij "slapen" vond ik geen richting' in texts(first)
    more = talk.send("follow_up", "meer")
    assert not {reply.text for reply in first} & {reply.text for reply in more}
    assert more[0].response == "utter_fields"
