"""The learnt half of the screen: what it must hear, what it must leave, and that nothing makes it less or breaks it."""

import hashlib
from collections.abc import Sequence
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.meaning import sentence_encoder
from ops.care.corpus import KEPT, TAUGHT, everyday, read
from safety.clauses import MOST_WORDS, stretches
from safety.language import language
from safety.model import Array, Model, load_model, packed, unpacked
from safety.normalise import variants
from safety.screen import Screen, by_rules, together, whole_screen
from safety.tiers import Category, Tier, Who

EVERY_SO_MANY = 12
"""The kept sentences are measured on one in so many, so that the test takes seconds; the bench takes all."""


def pretended(texts: Sequence[str]) -> Array:
    """A vector for each text, always the same, in no time: for tests that are not about what is heard."""
    seeds = (int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big") for text in texts)
    rows = np.stack([np.random.default_rng(seed).normal(size=384) for seed in seeds])
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture(scope="module")
def whole() -> Screen:
    found = whole_screen(sentence_encoder())
    assert found.whole
    return found


@pytest.mark.parametrize(
    "text",
    [
        "hoe lang duurt havo nog, ik hou het toch niet vol tot de zomer, heb de datum al",
        "mn stiefpa komt savonds op mn kamer en ik durf niks te zeggen",
        "my brother locked me in and took my phone, i cant get out",
    ],
)
def test_danger_no_rule_knows_is_noticed(whole: Screen, text: str) -> None:
    assert by_rules(text).tier is Tier.NONE
    assert whole(text).tier is not Tier.NONE


@pytest.mark.parametrize(
    "text",
    [
        "wat is het verschil tussen havo en vwo",
        "hoe laat is de open dag",
        "mijn werkstuk gaat over pesten",
        "ja",
        "",
        "👍",
    ],
)
def test_everyday_questions_are_left_alone(whole: Screen, text: str) -> None:
    assert whole(text).tier is Tier.NONE


def test_kept_sentences_are_judged_well_enough(whole: Screen) -> None:
    rows = [one for one in read(KEPT / "fifth") if not one.category.startswith("conduct")][::EVERY_SO_MANY]
    said = [(Tier(one.tier), whole(one.text).tier) for one in rows]
    explicit = [found is not Tier.NONE for told, found in said if told in (Tier.T1, Tier.T2)]
    harmless = [found in (Tier.T1, Tier.T2) for told, found in said if told is Tier.NONE]
    assert sum(explicit) >= 0.8 * len(explicit)
    assert sum(harmless) <= 0.06 * len(harmless)


@settings(max_examples=60, deadline=None)
@given(before=st.text(max_size=80), after=st.text(max_size=80))
def test_more_text_never_makes_the_model_say_less(before: str, after: str) -> None:
    screen = Screen(pretended, _eager())
    text = "ik wil weten wat havo is. thuis is het niet veilig"
    assert screen(f"{before}. {text}. {after}").tier.weight >= screen(text).tier.weight


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200) | st.text(st.characters(categories=["Cs", "Cc", "Ll"]), max_size=40))
def test_any_text_is_judged_without_error_and_twice_alike(text: str) -> None:
    screen = Screen(pretended, _eager())
    assert screen(text) == screen(text)


def _eager() -> Model:
    """The model with limits that pretended vectors reach."""
    own = load_model()
    return Model(**{**vars(own), "limits": own.limits - np.float32(0.2), "gate": -np.inf})


def test_adding_sentences_keeps_every_stretch() -> None:
    text = "nee hoor, niks aan de hand maar thuis is het niet fijn. en nu"
    assert set(stretches(text)) <= set(stretches(f"hallo. {text}. doei"))


def test_an_encoder_that_breaks_leaves_the_rules() -> None:
    def broken(_: Sequence[str]) -> Array:
        raise OSError("no memory")

    screen = Screen(broken, load_model())
    assert screen("ik wil dood").danger
    assert screen("thuis gebeurt iets engs met mij en ik durf het niet te zeggen").tier is Tier.NONE


def test_the_more_serious_of_rules_and_model_counts(whole: Screen) -> None:
    for one in read(KEPT / "fifth")[:40]:
        rules, model = by_rules(one.text), whole.by_model(one.text)
        assert together(rules, model).tier.weight == max(rules.tier.weight, model.tier.weight)


def test_weights_survive_being_packed() -> None:
    own = load_model()
    again = unpacked(packed(own))
    assert np.allclose(own.duals, again.duals, atol=1e-2)
    assert own.duals.shape[1] == 3 + len(Category) + len(Who)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("ik wil niet meer leven", "nl"),
        ("my father beats me every night", "en"),
        ("je ne veux plus vivre", "fr"),
        ("ich will nicht mehr leben", "de"),
        ("ya no quiero vivir más", "es"),
        ("artık yaşamak istemiyorum", "tr"),
        ("nie chcę już żyć", "pl"),
        ("أريد أن أموت", "ar"),
        ("я хочу померти", "uk"),
    ],
)
def test_the_language_is_told(text: str, lang: str) -> None:
    assert language(text) == lang


def test_no_kept_sentence_is_nearly_one_that_is_taught() -> None:
    taught = {_words(one.text) for one in [*read(TAUGHT), *everyday("taught")]}
    words = [set(text.split()) for text in taught if len(text.split()) > LEAST]
    by_word: dict[str, list[set[str]]] = {}
    for mine in words:
        for word in mine:
            by_word.setdefault(word, []).append(mine)
    assert [one.text for one in read(KEPT) if one.writer == "fifth" and _copied(one.text, by_word)] == []


LEAST, ALIKE = 4, 0.8


def _words(text: str) -> str:
    return next(variants(text)).replace(" . ", " ")


def _copied(text: str, by_word: dict[str, list[set[str]]]) -> bool:
    mine = set(_words(text).split())
    if len(mine) <= LEAST:
        return False
    near = (other for word in mine for other in by_word.get(word, ()))
    return any(len(mine & other) / len(mine | other) > ALIKE for other in near)


@pytest.mark.parametrize(
    ("scores", "tier"),
    [
        ((-1.0, -1.0, -1.0), Tier.NONE),
        ((0.5, -1.0, -1.0), Tier.T3),
        ((-1.0, 0.5, -1.0), Tier.T2),
        ((-1.0, 0.5, 0.5), Tier.T1),
        ((-1.0, -0.1, 0.5), Tier.T1),
        ((-1.0, -1.0, 0.5), Tier.T3),
    ],
)
def test_what_seems_acute_and_not_like_danger_is_asked_about(scores: tuple[float, ...], tier: Tier) -> None:
    own = load_model()
    row = np.zeros((1, own.duals.shape[1]), np.float32)
    row[0, :3] = scores
    assert own._most_serious(row).tier is tier


def test_a_clause_without_end_is_read_in_pieces_that_overlap() -> None:
    letters = "bcdfghjklmn"
    words = ["".join(name) for name in product(letters, "aeiou", letters)]
    found = stretches(" ".join(words))
    assert max(len(one.split()) for one in found) <= MOST_WORDS
    for first, second in pairwise(words):
        assert any(f"{first} {second}" in one for one in found)


def test_what_stands_in_the_middle_of_an_endless_clause_is_read_with_its_own_words() -> None:
    filler, told = "en we hebben het over school en over later " * 60, "mijn oom zit elke avond aan mij"
    assert any(told in one for one in stretches(f"{filler}{told} {filler}"))
