"""Rasa's door to the ensemble, the scope check and the verdict on them."""

from typing import Any, Dict, List, Optional, Type

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.ask.asks import mentioned
from bot.nlu.ask.ensemble import Ensemble
from bot.nlu.ask.scope import Scope
from bot.nlu.ask.understanding import Limits, Verdict, empty_verdict, is_far, judge
from bot.nlu.meaning.featurizer import READING, SEGMENT_VECTORS, SEGMENTS, VECTOR, SentenceEncoderFeaturizer
from bot.nlu.spelling.language import language_of
from bot.nlu.spelling.normalise import says_something, visible

FILE = "understanding.npz"
CONTENT = frozenset({"path", "level", "profession", "term"})
"""Kinds of names that show what a message is about; subjects and places are named in any talk."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class UnderstandingClassifier(IntentClassifier, GraphComponent):
    """Sets `intent`, `intent_ranking`, `understood`, `intents` and `lang` on a message."""

    @classmethod
    def required_components(cls) -> List[Type]:
        """The sentence vectors come from our featurizer."""
        return [SentenceEncoderFeaturizer]

    @staticmethod
    def required_packages() -> List[str]:
        """The packages this component needs."""
        return ["sklearn", "py3langid"]

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """The limits of `understanding.Limits`, each of which config.yml may move."""
        return dict(vars(Limits()))

    def __init__(self, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        names = vars(Limits())
        self._limits = Limits(**{name: config[name] for name in names if name in config})
        self._storage = model_storage
        self._resource = resource
        self._ensemble: Optional[Ensemble] = None
        self._scope: Optional[Scope] = None

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "UnderstandingClassifier":
        """Makes an untrained component."""
        return cls(config, model_storage, resource)

    @classmethod
    def validate_config(cls, config: Dict[str, Any]) -> None:
        """Limits are numbers between 0 and 1."""

    def train(self, training_data: TrainingData) -> Resource:
        """Fits on all sentences with an intent and stores plain arrays."""
        examples = [m for m in training_data.intent_examples if m.get(INTENT) and m.get(READING)]
        vectors = np.stack([m.get(VECTOR) for m in examples])
        readings = [m.get(READING) for m in examples]
        self._ensemble = Ensemble.train(vectors, readings, [m.get(INTENT) for m in examples])
        self._scope = Scope.train(vectors, [r.plain for r in readings])
        with self._storage.write_to(self._resource) as folder:
            np.savez_compressed(folder / FILE, **self._ensemble.arrays(), **self._scope.arrays())
        return self._resource

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "UnderstandingClassifier":
        """Reads what `train` stored."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder, np.load(folder / FILE, allow_pickle=False) as kept:
            arrays = dict(kept)
        component._ensemble, component._scope = Ensemble.restore(arrays), Scope.restore(arrays)
        return component

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing later in the pipeline learns from our verdict."""
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Puts the verdict and the language on each message."""
        for message in messages:
            language = language_of(visible(message.get(TEXT) or ""))
            verdict = self._verdict(message, language)
            message.set(INTENT, {"name": verdict.intent, "confidence": verdict.confidence}, add_to_output=True)
            message.set(
                "intent_ranking", [{"name": n, "confidence": c} for n, c in verdict.ranking], add_to_output=True
            )
            message.set("understood", verdict.understood, add_to_output=True)
            message.set("intents", list(verdict.intents), add_to_output=True)
            message.set("lang", language, add_to_output=True)
        return messages

    def _verdict(self, message: Message, language: str) -> Verdict:
        ensemble, scope = self._ensemble, self._scope
        reading = message.get(READING)
        if not says_something(reading.plain) or ensemble is None or scope is None:
            return empty_verdict()
        vectors = np.vstack([message.get(VECTOR)[np.newaxis, :], message.get(SEGMENT_VECTORS)])
        rows = ensemble.probabilities(vectors, [reading, *message.get(SEGMENTS)])
        rankings = [ensemble.ranking(row) for row in rows]
        # What names a study direction, level or profession is about those, however oddly it is put.
        named = any(entity["entity"] in CONTENT for entity in message.get(ENTITIES, []))
        measured = None if named else scope.measure(message.get(VECTOR), reading.plain)
        far = measured is not None and is_far(*measured, language, self._limits)
        return judge(rankings[0], far, rankings[1:], self._limits, mentioned(reading.plain))
