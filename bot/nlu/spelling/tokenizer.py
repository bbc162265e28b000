"""Gives Rasa the words and lemmas of the Dutch spaCy pipeline."""

from typing import Any, Dict, List

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.spelling.text_analysis import word_places


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class DutchTokenizer(Tokenizer):
    """Folded words of a message; see `text_analysis` for which spaCy base is used."""

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """Rasa's tokenizer settings; nothing of ours."""
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_", "token_pattern": None}

    @staticmethod
    def required_packages() -> List[str]:
        """The packages this component needs."""
        return ["spacy"]

    def tokenize(self, message: Message, attribute: str) -> List[Token]:
        """Words with their place in the text and their lemma."""
        places = word_places(message.get(attribute))
        return [Token(word, start, end, lemma=lemma) for word, start, end, lemma in places]
