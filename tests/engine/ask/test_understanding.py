"""The verdict: what is answered, what is asked back, what lies outside, and which second asks count."""

import numpy as np
import pytest

from bot.nlu.ask.heads import softmax, temperature
from bot.nlu.ask.scope import Scope
from bot.nlu.ask.understanding import FALLBACK, OUT_OF_SCOPE, Limits, empty_verdict, is_far, judge

LIMITS = Limits()
SURE = [("ask_costs", 0.9), ("ask_dates", 0.05)]
UNSURE = [("ask_costs", 0.3), ("ask_dates", 0.28)]


def test_a_sure_message_is_answered() -> None:
    verdict = judge(SURE, far=False, parts=[], limits=LIMITS)
    assert (verdict.intent, verdict.understood, verdict.intents) == ("ask_costs", True, ("ask_costs",))


def test_an_unsure_message_is_asked_back_with_its_likeliest_meanings() -> None:
    verdict = judge(UNSURE, far=False, parts=[], limits=LIMITS)
    assert (verdict.intent, verdict.understood) == (FALLBACK, False)
    assert verdict.ranking == UNSURE


def test_two_near_equals_are_asked_back() -> None:
    close = [("ask_costs", 0.56), ("ask_dates", 0.54)]
    assert not judge(close, far=False, parts=[], limits=LIMITS).understood


def test_a_far_message_is_out_of_scope_whatever_the_classifier_says() -> None:
    assert judge(SURE, far=True, parts=[], limits=LIMITS).intent == OUT_OF_SCOPE


def test_second_asks_count_when_sure_and_about_content() -> None:
    parts = [SURE, [("ask_dates", 0.8), ("greet", 0.1)], [("greet", 0.99)], [("ask_study_path", 0.2)]]
    assert judge(SURE, far=False, parts=parts, limits=LIMITS).intents == ("ask_costs", "ask_dates")


def test_a_text_without_words_is_out_of_scope() -> None:
    assert empty_verdict().intent == OUT_OF_SCOPE


@pytest.mark.parametrize(
    ("nearness", "coverage", "language", "far"),
    [(0.2, 1.0, "nl", True), (0.5, 0.0, "nl", True), (0.5, 0.0, "tr", False), (0.7, 0.0, "nl", False)],
)
def test_far(nearness: float, coverage: float, language: str, far: bool) -> None:
    assert is_far(nearness, coverage, language, LIMITS) is far


def test_scope_measures_distance_and_existing_words() -> None:
    vectors = np.eye(4, dtype=np.float32)
    scope = Scope.restore(Scope.train(vectors, ["wat kost de opleiding"] * 4).arrays())
    assert scope.nearness(vectors[0]) == pytest.approx(1.0, abs=1e-2)
    assert scope.nearness(-vectors[0]) < 0.5
    assert scope.coverage("opleiding school xqzzv") == pytest.approx(2 / 3)
    assert scope.coverage("12 ?") == 1.0


def test_temperature_cools_a_head_that_is_too_sure() -> None:
    rng = np.random.default_rng(1)
    y = rng.integers(0, 3, 3000)
    scores = rng.normal(size=(3000, 3)) + 2 * np.eye(3)[y]
    assert temperature(scores * 4, y) < temperature(scores, y)
    assert softmax(np.array([1000.0, 0.0]))[0] == pytest.approx(1.0)
