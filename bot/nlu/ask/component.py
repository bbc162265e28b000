"""Puts on each message what it asks: clause by clause, once, for everything that comes after."""

from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.ask.frames import understand
from bot.nlu.ask.phrases import phrases
from bot.nlu.names.reading import mended


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class AskReader(GraphComponent):
    """Sets `asks`, `background`, `country_said` and `plain` on a message."""

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "AskReader":
        """Makes the component; reads the expressions now rather than at the first message."""
        phrases()
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:
        """Adds what is asked to the messages."""
        for message in messages:
            text = message.get(TEXT) or ""
            understood = understand(text, message.get(ENTITIES, []), mended)
            message.set("asks", [ask.as_dict() for ask in understood.asks], add_to_output=True)
            message.set("background", list(understood.background), add_to_output=True)
            message.set("country_said", understood.country, add_to_output=True)
            message.set("plain", mended(text), add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing later in the pipeline learns from what is asked."""
        return training_data
