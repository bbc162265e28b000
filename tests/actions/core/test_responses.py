"""Responses and actions agree: every name used exists, all are used, and no action words a sentence itself."""

import ast
import pickle
import re
from pathlib import Path

import pytest
import yaml

from bot.actions.all import ACTIONS as ACTION_CLASSES
from tests.actions.speaking import JINJA, RESPONSES

ACTIONS = Path(__file__).parents[3] / "bot" / "actions"
MODULES = sorted(ACTIONS.rglob("*.py"))
# Keys of a response message that Rasa itself fills: a parameter of that name would overwrite what was rendered.
RESERVED = {"text", "image", "buttons", "elements", "attachment", "custom", "template", "quick_replies"}


def strings(module: Path) -> set[str]:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_every_response_used_exists_and_every_response_is_used() -> None:
    used = {text for module in MODULES for text in strings(module) if text.startswith("utter_") and " " not in text}
    used -= {"utter_message"}
    assert used == set(RESPONSES)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(ACTIONS)))
def test_an_action_never_utters_text(module: Path) -> None:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "utter_message":
            assert not {keyword.arg for keyword in node.keywords} & {"text", "template"}
            assert not node.args


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(ACTIONS)))
def test_no_parameter_takes_a_reserved_name(module: Path) -> None:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say":
            assert not {keyword.arg for keyword in node.keywords} & RESERVED


@pytest.mark.parametrize("name", sorted(RESPONSES))
def test_a_response_is_a_valid_template_without_pressure(name: str) -> None:
    JINJA.parse(RESPONSES[name])
    words = re.sub(r"\{[{%].*?[}%]\}", " ", RESPONSES[name], flags=re.S).lower()
    assert "!" not in words
    assert not re.search(r"\b(je moet|u moet|te laat|verkeerde keuze|beste keuze)\b", words)
    assert words.count("[") == words.count("|") == words.count("]")


def test_button_titles_are_short_and_name_real_intents() -> None:
    titles = yaml.safe_load((ACTIONS / "core" / "words" / "titles.yml").read_text(encoding="utf-8"))
    domain = yaml.safe_load((ACTIONS.parent / "domain.yml").read_text(encoding="utf-8"))
    assert set(titles["intents"]) <= set(domain["intents"])
    for title in [title for group in titles.values() for title in group.values()]:
        assert len(title) <= 36
        assert "!" not in title


def test_every_step_title_is_used() -> None:
    titles = yaml.safe_load((ACTIONS / "core" / "words" / "titles.yml").read_text(encoding="utf-8"))["steps"]
    used = {text for module in MODULES for text in strings(module)}
    assert set(titles) <= used


def test_actions_can_be_pickled_for_the_servers_workers() -> None:
    for action in ACTION_CLASSES:
        assert pickle.loads(pickle.dumps(action())).name() == action().name()
