"""Words of danger are found however they are typed; sayings are not; and nothing around them makes them less."""

import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from safety.lexicon import LexiconError, Rule, load_lexicon
from safety.screen import by_rules
from safety.tiers import Category, Screening, Tier, Who

SENTENCES = yaml.safe_load((Path(__file__).parent / "care.yml").read_text(encoding="utf-8"))
DANGER = [
    ("ik wil dood", Tier.T2, Category.SUICIDE),
    ("ik wil eigenlijk gewoon niet meer verder leven", Tier.T2, Category.SUICIDE),
    ("kwil nie meer leven", Tier.T2, Category.SUICIDE),
    ("ik denk elke dag aan zelfmoord", Tier.T2, Category.SUICIDE),
    ("soms wou ik dat ik er niet meer was", Tier.T2, Category.SUICIDE),
    ("vanavond ga ik mezelf ophangen", Tier.T1, Category.SUICIDE),
    ("straks spring ik van een brug", Tier.T1, Category.SUICIDE),
    ("ik ga voor de trein springen", Tier.T1, Category.SUICIDE),
    ("i want to kill myself", Tier.T2, Category.SUICIDE),
    ("je veux mourir", Tier.T2, Category.SUICIDE),
    ("ölmek istiyorum", Tier.T2, Category.SUICIDE),
    ("أريد أن أموت", Tier.T2, Category.SUICIDE),
    ("nie chcę już żyć", Tier.T2, Category.SUICIDE),
    ("ik snij mezelf als ik thuis kom", Tier.T2, Category.SELF_HARM),
    ("ze doet zichzelf pijn", Tier.T2, Category.SELF_HARM),
    ("ik heb 30 paracetamol geslikt", Tier.T1, Category.MEDICAL),
    ("ik heb een hele strip pillen ingenomen", Tier.T1, Category.MEDICAL),
    ("mijn stiefvader slaat mij", Tier.T2, Category.ABUSE),
    ("ik word thuis geslagen", Tier.T2, Category.ABUSE),
    ("mijn ouders willen mij uithuwelijken", Tier.T2, Category.ABUSE),
    ("my dad beats me", Tier.T2, Category.ABUSE),
    ("ik ben verkracht", Tier.T2, Category.SEXUAL),
    ("hij dreigt mijn naaktfoto's te delen", Tier.T2, Category.SEXUAL),
    ("ik neem morgen een mes mee naar school", Tier.T1, Category.THREAT),
    ("ik ga hem neersteken", Tier.T1, Category.THREAT),
    ("ik word bedreigd door een groep jongens", Tier.T2, Category.THREAT),
    ("ik durf niet meer naar huis", Tier.T2, Category.RUNAWAY),
    ("ik ga weglopen van thuis", Tier.T2, Category.RUNAWAY),
    ("ik steek mijn vinger in mijn keel na het eten", Tier.T2, Category.EATING),
    ("ik word elke dag gepest", Tier.T3, Category.BULLYING),
    ("ik zie het niet meer zitten", Tier.T3, Category.WELLBEING),
    ("ik voel me dood vanbinnen", Tier.T3, Category.WELLBEING),
]
DISGUISES = {
    "capitals": str.upper,
    "leet": lambda text: text.replace("o", "0").replace("e", "3"),
    "repeats": lambda text: text.replace("o", "ooooo"),
    "zero width": lambda text: "\N{ZERO WIDTH SPACE}".join(text),
    "spaced": lambda text: "  ".join(" ".join(word) for word in text.split()),
    "dotted": lambda text: " ".join(".".join(word) if len(word) > 3 else word for word in text.split()),
    "full width": lambda text: "".join(chr(ord(c) + 0xFEE0) if "a" <= c <= "z" else c for c in text),
    "accents": lambda text: text.replace("o", "ö").replace("i", "í"),
    "buried": lambda text: f"hoi, ik heb een vraag over havo. {text}. en wanneer is de open dag?",
    "negated and laughed away": lambda text: f"{text} lol grapje haha",
}
HARMLESS = [
    "ik ben doodmoe van school",
    "ik was echt dood moe gisteren",
    "ik lach me dood",
    "ik verveel me kapot bij wiskunde",
    "ik ga dood van de stress lol",
    "kill me nu moet ik weer naar frans",
    "mijn moeder vermoordt me als ik blijf zitten",
    "ik doe een moord voor een tien",
    "ik doe mijn profielwerkstuk over zelfmoord",
    "dat is doodsimpel",
    "mijn zus slaat een jaar over",
    "slaat jullie school een uur over",
    "ik wil verpleegkunde doen en iets met ouderen",
    "ik wil graag in een uitvaartcentrum werken, iets met de dood",
    "wat kan ik worden na slagerij",
    "hoe lang duurt de opleiding tot schutter",
    "ik ga mijn tijd in wiskunde steken",
    "ik ben geslaagd en wil naar de havo",
    "welke pillen maakt een apothekersassistent",
    "mag ik naar huis als een les uitvalt",
    "ik heb vanmorgen mijn medicatie niet ingenomen",
    "de trein is te laat, ik spring op de bus",
    "ik wil niet meer leren voor wiskunde",
    "ik kan niet meer naar vwo",
    "ik kies havo want die past bij mij",
    "ik sluit me op in de wc als het druk is",
    "ik heb mijn medicijnen vanmorgen genomen",
    "ik heb paracetamol genomen tegen de hoofdpijn",
    "we gaan op school kaarsjes aansteken",
    "hij gooide de bal tegen mijn hoofd bij gym",
    "k heb een mes nodig voor de koksopleiding",
    "ik wil weg van deze school",
    "mijn opa is dood gegaan, krijg ik vrij",
    "ik haat wiskunde",
    "",
    "👍",
    "4 havo",
    "113",
]


@pytest.mark.parametrize(("text", "tier", "category"), DANGER, ids=[text for text, *_ in DANGER])
def test_danger_is_found(text: str, tier: Tier, category: Category) -> None:
    found = by_rules(text)
    assert (found.tier, found.category) == (tier, category)
    assert found.danger is (tier is not Tier.T3)
    assert found.rules


@pytest.mark.parametrize("disguise", DISGUISES)
@pytest.mark.parametrize("text", ["ik wil dood", "ik denk aan zelfmoord", "ik word mishandeld"])
def test_danger_is_found_in_disguise(disguise: str, text: str) -> None:
    assert by_rules(DISGUISES[disguise](text)).tier is Tier.T2


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_talk_is_left_alone(text: str) -> None:
    assert by_rules(text) == Screening()


@pytest.mark.parametrize("text", SENTENCES["screened"])
def test_danger_is_found_while_the_engine_is_away(text: str) -> None:
    assert by_rules(text).danger


@pytest.mark.parametrize("text", SENTENCES["harmless"])
def test_everyday_words_call_nobody_out(text: str) -> None:
    assert not by_rules(text).danger


@pytest.mark.parametrize(
    "idiom", ["ik lach me dood", "ik ben doodmoe", "ik ga dood van de stress", "een moord voor een tien"]
)
def test_a_saying_does_not_hide_what_stands_beside_it(idiom: str) -> None:
    assert by_rules(f"{idiom} maar ik wil niet meer leven").tier is Tier.T2
    assert by_rules(f"ik wil niet meer leven, {idiom}").tier is Tier.T2


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("mijn zoon wil niet meer leven", Who.CHILD),
        ("een vriendin van mij snijdt zichzelf", Who.OTHER),
        ("mijn vader slaat mijn broertje", Who.OTHER),
        ("ze zegt dat ze dood wil", Who.OTHER),
        ("mijn vader slaat mij", Who.SELF),
        ("mijn ouders weten het niet. ik wil dood", Who.SELF),
        ("ik wil dood", Who.SELF),
    ],
)
def test_it_knows_about_whom_it_is(text: str, who: Who) -> None:
    found = by_rules(text)
    assert found.danger
    assert found.who is who


@settings(max_examples=150, deadline=None)
@given(before=st.text(max_size=200), after=st.text(max_size=200))
def test_nothing_added_makes_danger_less(before: str, after: str) -> None:
    assert by_rules(f"{before} . ik wil niet meer leven . {after}").danger


DENIALS = [
    "ik ben niet depri hoor",
    "nee ik wil niet dood",
    "ik word niet gepest",
    "ik snij mezelf niet",
    "niemand slaat mij",
]


@pytest.mark.parametrize("text", DENIALS)
def test_a_lone_denial_is_harmless_and_hides_nothing(text: str) -> None:
    assert by_rules(text) == Screening()
    assert by_rules(f"{text}. maar mijn vader slaat mij").danger
    assert by_rules(f"{text}, ik wil gewoon slapen en niet meer wakker worden").danger


@pytest.mark.parametrize("rule", load_lexicon().rules, ids=lambda rule: rule.id)
def test_every_rule_hears_its_examples_and_leaves_the_others(rule: Rule) -> None:
    assert [text for text in rule.yes if rule.id not in by_rules(text).rules] == []
    assert [text for text in rule.no if rule.id in by_rules(text).rules] == []


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=500) | st.text(st.characters(categories=["Cs", "Ll", "Zs", "Po"]), max_size=100))
def test_any_text_is_judged_without_error(text: str) -> None:
    assert by_rules(text).tier in Tier


@pytest.mark.parametrize("text", ["a" * 50_000, "ik wil gewoon echt nu " * 2_500, "d o " * 12_000, ". " * 25_000])
def test_judging_is_quick(text: str) -> None:
    load_lexicon()
    begin = time.monotonic()
    by_rules(text)
    assert time.monotonic() - begin < 2


def test_tiers_are_ordered() -> None:
    assert [tier.weight for tier in (Tier.NONE, Tier.T3, Tier.T2, Tier.T1)] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("bad.yml", "category: fun\nrules: []", "category"),
        ("bad.yml", "category: suicide\nrules: [{id: a, tier: T2, patterns: ['(dood']}]", "cannot be read"),
        ("bad.yml", "category: suicide\nrules: [{id: a, tier: T2, patterns: ['{nothing}']}]", "nothing"),
        ("bad.yml", "category: [", "bad.yml"),
    ],
)
def test_a_bad_lexicon_file_is_refused_with_the_place(tmp_path: Path, name: str, content: str, problem: str) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "macros.yml").write_text("other: [x]\noneself: [y]\nchild: [z]", encoding="utf-8")
    (tmp_path / "shared" / "idioms.yml").write_text("- lach me dood", encoding="utf-8")
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError, match=problem) as caught:
        load_lexicon(tmp_path)
    assert name in str(caught.value)


def test_rule_ids_are_unique() -> None:
    ids = [rule.id for rule in load_lexicon().rules]
    assert len(ids) == len(set(ids))
