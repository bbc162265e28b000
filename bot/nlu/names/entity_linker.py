"""Puts the content a message names on the message as entities."""

from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.names.linking import Link, linker
from bot.nlu.names.reading import links


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ContentEntityLinker(GraphComponent, EntityExtractorMixin):
    """Entities whose value is a content id, from the names content gives."""

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "ContentEntityLinker":
        """Makes the component; reads the gazetteer now rather than at the first message."""
        linker()
        return cls()

    @staticmethod
    def required_packages() -> List[str]:
        """The packages this component needs."""
        return ["spacy"]

    def process(self, messages: List[Message]) -> List[Message]:
        """Adds entities to the messages."""
        for message in messages:
            found = [entity(link) for link in links(message.get(TEXT) or "")]
            message.set(ENTITIES, message.get(ENTITIES, []) + self.add_extractor_name(found), add_to_output=True)
        return messages


def entity(link: Link) -> Dict[str, Any]:
    """A link in the form Rasa keeps entities in."""
    return {
        "entity": link.kind,
        "value": link.id,
        "start": link.start,
        "end": link.end,
        "text": link.text,
        "candidates": list(link.candidates) if len(link.candidates) > 1 else [],
    }
