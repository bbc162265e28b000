"""From "welke richtingen zijn er" down to one, with counts and pages; and things side by side on the same rows."""

import re

import pytest

from tests.actions.speaking import Said, Talk, one


def press(talk: Talk, replies: list[Said], title: str) -> list[Said]:
    buttons = [button for reply in replies for button in reply.buttons]
    return talk.press(next(button["payload"] for button in buttons if title in button["title"]))


def total(reply: Said) -> int:
    found = re.search(r": (\d+) richting", reply.text)
    assert found, reply.text
    return int(found.group(1))


@pytest.mark.parametrize(
    ("school", "way"),
    [
        (
            "voorbeeld-vl",
            ("Secundair onderwijs", "Derde graad", "Dubbele finaliteit", "Techniek", "Elektronicatechnieken"),
        ),
        ("voorbeeld-vl", ("Hoger onderwijs", "Graduaat")),
        ("voorbeeld-nl", ("Mbo", "Mbo niveau 2", "Horeca", "Kok")),
        ("voorbeeld-nl", ("Universiteit", "Recht")),
    ],
)
def test_buttons_lead_from_everything_to_one_and_their_counts_are_kept(school: str, way: tuple[str, ...]) -> None:
    talk = Talk(school)
    replies = talk.send("ask_study_path", "welke richtingen zijn er")
    left = total(replies[0])
    for title in way:
        promised = next(b["title"] for r in replies for b in r.buttons if title in b["title"])
        replies = press(talk, replies, title)
        if replies[0].response == "utter_path_card":
            return
        assert f"({total(replies[0])})" in promised
        assert total(replies[0]) < left
        left = total(replies[0])


def test_pages_show_every_direction_once() -> None:
    talk = Talk("voorbeeld-nl")
    replies = talk.send("ask_study_path", "welke mbo niveau 2 opleidingen zijn er", one("level", "nl-mbo-2"))
    size, seen = total(replies[0]), []
    replies = press(talk, replies, "Toon de lijst")
    while True:
        seen += re.findall(r"^• (.+)$", replies[0].text, re.MULTILINE)
        if not any(button["title"] == "Toon meer" for button in replies[0].buttons):
            break
        replies = press(talk, replies, "Toon meer")
    assert len(seen) == len(set(seen)) == size


def test_filters_are_said_and_combined() -> None:
    talk = Talk("voorbeeld-nl")
    entities = (one("level", "nl-mbo-2"), one("path", "zorg"))
    reply = talk.send("ask_study_path", "welke mbo 2 opleidingen in de zorg zijn er", *entities)[0]
    assert reply.text.startswith("Mbo niveau 2 (basisberoepsopleiding), Zorg en gezondheid:")
    animals = talk.send("ask_study_path", "welke mbo 4 opleidingen met dieren", one("level", "nl-mbo-4"))[0]
    assert "dieren" in animals.text.splitlines()[0]
    assert "Dierenartsassistent" in animals.text


def test_stem_means_the_official_domain_in_flanders() -> None:
    reply = Talk("voorbeeld-vl").send(
        "ask_study_path", "toon alle richtingen in STEM", one("path", "wetenschap-wiskunde")
    )[0]
    assert reply.text.startswith("STEM, Vlaanderen: 106 richtingen")


def test_what_fits_nothing_is_said_and_not_guessed() -> None:
    entities = (one("level", "nl-mbo-1"), one("path", "recht-veiligheid"))
    reply = Talk("voorbeeld-nl").send("ask_study_path", "entree opleidingen in recht", *entities)[0]
    assert reply.response == "utter_path_none"


@pytest.mark.parametrize(
    ("said", "ids", "forbidden"),
    [
        ("is havo zwaarder dan vmbo", ("nl-havo", "nl-vmbo"), "havo is zwaarder"),
        ("wat is beter bol of bbl", ("nl-bol", "nl-bbl"), "bol is beter"),
        ("is aso hoger dan tso", ("vl-doorstroomfinaliteit", "vl-dubbele-finaliteit"), "finaliteit is hoger"),
        ("is vmbo tl makkelijker dan kader", ("nl-vmbo-tl", "nl-vmbo-kb"), "is makkelijker"),
        ("is bso slechter dan aso", ("vl-arbeidsmarktfinaliteit", "vl-doorstroomfinaliteit"), "finaliteit is slechter"),
    ],
)
@pytest.mark.parametrize("intent", ["compare_paths", "ask_education_structure", "doubt_choice"])
def test_words_that_rank_are_answered_with_what_differs(
    said: str, ids: tuple[str, ...], forbidden: str, intent: str
) -> None:
    reply = Talk("voorbeeld-nl").send(intent, said, *(one("level", entry_id) for entry_id in ids))[0]
    assert reply.response == "utter_comparison"
    assert forbidden not in reply.text.casefold()
    assert re.search("verschilt per persoon|niet beter of slechter|zegt niets over wat iemand waard is", reply.text)


@pytest.mark.parametrize(
    ("entities", "rows"),
    [
        ([one("level", "vl-a-attest"), one("level", "vl-b-attest"), one("level", "vl-c-attest")], ["Wat daarna kan"]),
        ([one("path", "nl-hbo-verpleegkunde"), one("path", "vl-pba-verpleegkunde")], ["Land", "Toelating", "Werk"]),
        ([one("level", "nl-hbo"), one("level", "vl-professionele-bachelor")], ["Land", "Hoelang", "Wat je haalt"]),
        ([one("profession", "kok"), one("profession", "bakker")], ["Wat het is", "Opleidingen erheen"]),
        ([one("level", "nl-decaan"), one("level", "vl-clb")], ["Wat het is"]),
        ([one("path", "nl-hbo-verpleegkunde"), one("level", "nl-wo")], ["Hoelang"]),
    ],
)
def test_any_entries_stand_on_the_same_rows(entities: list[dict[str, str]], rows: list[str]) -> None:
    reply = Talk().send("compare_paths", "vergelijk", *entities)[0]
    assert reply.response == "utter_comparison"
    assert [row for row in rows if f"\n{row}\n" not in reply.text] == []
    assert reply.custom["sources"] or entities[0]["entity"] == "profession"


def test_a_fourth_one_is_named_and_kept_for_the_next_question() -> None:
    levels = ("nl-mbo-1", "nl-mbo-2", "nl-mbo-3", "nl-mbo-4")
    reply = Talk().send("compare_paths", "vergelijk", *(one("level", level) for level in levels))[0]
    assert "Mbo niveau 4 (middenkaderopleiding) kan in een volgende vraag" in reply.text
