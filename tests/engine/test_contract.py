"""The parts that must name the same things do: domain, training data, gazetteer and pipeline."""

from collections import Counter
from pathlib import Path

from ruamel.yaml import YAML

from bot.nlu.ask.classifier import UnderstandingClassifier
from bot.nlu.names.gazetteer import KINDS, entries
from bot.nlu.spelling.normalise import normalise

BOT = Path(__file__).parents[2] / "bot"
MAX_DOMAIN_LINES = 250
MIN_SENTENCES = 30
UNTAUGHT = {"nlu_fallback", "explore", "explore_result", "keep_profile", "share_profile", "plan_talk", "child_cards"}
UNTAUGHT |= {"family_link"}
"""Set by the pipeline, or only meant by buttons: a classifier that knew them could guess them."""


def load(path: Path) -> dict:
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


def sentences() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in sorted((BOT / "data" / "nlu").glob("*.yml")):
        for block in load(path)["nlu"]:
            assert block["intent"] == path.stem, f"{path.name} holds another intent"
            found.setdefault(block["intent"], []).extend(
                line[2:].strip() for line in block["examples"].splitlines() if line.startswith("- ")
            )
    return found


def test_every_intent_has_a_file_with_enough_sentences() -> None:
    intents = set(load(BOT / "domain.yml")["intents"]) - UNTAUGHT
    counts = {intent: len(said) for intent, said in sentences().items()}
    assert set(counts) == intents
    assert {intent: count for intent, count in counts.items() if count < MIN_SENTENCES} == {}


def test_no_sentence_stands_under_two_intents() -> None:
    where = Counter((normalise(text), intent) for intent, said in sentences().items() for text in set(said))
    texts = Counter(text for text, _ in where)
    assert [text for text, count in texts.items() if count > 1] == []


def test_the_domain_stays_a_contract() -> None:
    text = (BOT / "domain.yml").read_text(encoding="utf-8")
    assert len(text.splitlines()) < MAX_DOMAIN_LINES
    assert "responses:" not in text


def test_entity_kinds_are_declared() -> None:
    declared = {name for entity in load(BOT / "domain.yml")["entities"] for name in entity}
    assert set(KINDS) <= declared


def test_the_gazetteer_has_every_kind() -> None:
    assert {entry.kind for entry in entries()} == set(KINDS)


def test_settings_of_the_classifier_are_known() -> None:
    [own] = [c for c in load(BOT / "config.yml")["pipeline"] if c["name"].endswith("UnderstandingClassifier")]
    assert set(own) - {"name"} <= set(UnderstandingClassifier.get_default_config())
