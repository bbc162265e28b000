"""Responses are rendered with the right form, without accidents, and always the same."""

import asyncio
import logging
from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from bot.engine.nlg import JinjaGenerator, render

DOMAIN = """
version: "3.1"
slots:
  role: {type: text, mappings: [{type: custom}]}
  country: {type: text, mappings: [{type: custom}]}
responses:
  utter_two:
    - text: eerste
    - text: tweede
  utter_steps:
    - text: |
        {% for step in steps %}
        - {{ step.name }}
        {% endfor %}
        Wil [je|u] meer weten?
      buttons:
        - {title: "Over {{ steps[0].name }}", payload: '/inform{"path": "{{ steps[0].id }}"}'}
        - {title: "{{ nothing }}", payload: /greet}
      custom: {kind: "{{ steps | length }}"}
  utter_by_country:
    - text: vlaams
      condition: [{type: slot, name: country, value: vl}]
    - text: overal
"""


@pytest.fixture(scope="module")
def domain() -> Domain:
    return Domain.from_yaml(DOMAIN)


def say(domain: Domain, name: str, slots: dict[str, Any] | None = None, **params: Any) -> dict[str, Any] | None:
    tracker = DialogueStateTracker("x", domain.slots)
    for slot, value in (slots or {}).items():
        tracker._set_slot(slot, value)
    return asyncio.run(JinjaGenerator(domain=domain).generate(name, tracker, "turn", **params))


STEPS = [{"name": "Havo", "id": "nl-havo"}, {"name": "Vwo", "id": "nl-vwo"}]


def test_lists_and_the_form_for_a_pupil(domain: Domain) -> None:
    said = say(domain, "utter_steps", steps=STEPS)
    assert said is not None
    assert said["text"] == "- Havo\n- Vwo\nWil je meer weten?"
    assert said["custom"] == {"kind": "2"}


def test_the_form_for_a_parent(domain: Domain) -> None:
    said = say(domain, "utter_steps", {"role": "parent"}, steps=STEPS)
    assert said is not None
    assert said["text"].endswith("Wil u meer weten?")


def test_buttons_are_rendered_and_empty_ones_dropped(domain: Domain) -> None:
    said = say(domain, "utter_steps", steps=STEPS)
    assert said is not None
    assert said["buttons"] == [{"title": "Over Havo", "payload": '/inform{"path": "nl-havo"}'}]


def test_the_first_variation_is_always_taken(domain: Domain) -> None:
    assert {str(say(domain, "utter_two")) for _ in range(10)} == {str({"text": "eerste"})}


def test_conditions_decide_first(domain: Domain) -> None:
    assert "vlaams" in str(say(domain, "utter_by_country", {"country": "vl"}))
    assert "overal" in str(say(domain, "utter_by_country", {"country": "nl"}))


def test_an_unknown_response_is_logged_and_says_nothing(domain: Domain, caplog: pytest.LogCaptureFixture) -> None:
    assert say(domain, "utter_unknown") is None
    assert "utter_unknown" in caplog.text


def test_a_missing_value_is_empty_and_logged_by_name(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert render("Dag {{ person.name }}.", {}) == "Dag ."
    assert "person" in caplog.text


def test_an_empty_slot_is_not_the_word_none() -> None:
    assert render("[{{ country }}]", {"country": None}) == "[]"


def test_marks_of_html_stay_as_they_are() -> None:
    assert render("{{ t }}", {"t": "a < b & c"}) == "a < b & c"


def test_templates_cannot_reach_python() -> None:
    assert render("{{ ''.__class__.__mro__ }}{{ cycler.__init__.__globals__ }}", {}) == ""
