"""The language of a message is told when it is clear, and is Dutch when it is not."""

from pathlib import Path

import pytest

from bot.nlu.spelling.everyday import DUTCH, LANGUAGES
from bot.nlu.spelling.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("wat kan ik na de havo gaan studeren", "nl"),
        ("kweet ni wa kiezen zenne, kheb gewoon geen goesting", "nl"),
        ("what can I study after secondary school if I like biology", "en"),
        ("quelles études est-ce que je peux faire après le secondaire", "fr"),
        ("liseden sonra hangi bölümü okuyabilirim bilmiyorum", "tr"),
        ("ماذا أدرس", "ar"),
        ("jakie studia mogę wybrać po szkole średniej", "pl"),
        ("welches Studium kann ich nach der Schule machen", "de"),
        ("qué puedo estudiar después de la escuela secundaria", "es"),
        ("idk wat havo is ik kom uit belgie", "nl"),
        ("master of bachelor, wat is beter", "nl"),
        ("doe es een test", "nl"),
        ("ok", "nl"),
        ("", "nl"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert language_of(text) == language


def test_every_language_that_is_told_apart_has_its_own_line() -> None:
    responses = Path(__file__).parents[3] / "bot" / "data" / "responses" / "conversation.yml"
    text = responses.read_text(encoding="utf-8")
    assert [language for language in LANGUAGES if language != DUTCH and f'"{language}": "' not in text] == []
