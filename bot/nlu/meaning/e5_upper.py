"""The upper half of the sentence encoder's network, made to learn; the lower half stays as it is."""

from typing import Any, List, Sequence, Tuple

import numpy as np
import tensorflow as tf

from bot.nlu.meaning.e5_file import ModelFile
from bot.nlu.meaning.e5_network import Network

FROM = 6
"""The first layer that learns."""
AT_ONCE = 64
CLIPPED = 1.0
DECAY = 0.01
_LEARNING = {"qkv": ("q", "k", "v"), "ao": ("ao",), "fi": ("fi",), "fo": ("fo",)}
_SEQUENCES = [tf.TensorSpec([None, None, None]), tf.TensorSpec([None, None])]


def matrices(model: ModelFile) -> List[str]:
    """The names of the matrices that learn, as the model file calls them."""
    return [
        f"l{layer}.{name}.w" for layer in range(FROM, model.layers) for names in _LEARNING.values() for name in names
    ]


def padded(states: Sequence[np.ndarray], rows: Sequence[int]) -> Tuple[Any, Any]:
    """The states of these rows as one array, and which places of it count."""
    chosen = [states[row] for row in rows]
    longest = max(map(len, chosen))
    made = np.zeros((len(chosen), longest, chosen[0].shape[1]), np.float32)
    mask = np.zeros((len(chosen), longest), np.float32)
    for row, state in enumerate(chosen):
        made[row, : len(state)], mask[row, : len(state)] = state, 1
    return tf.constant(made), tf.constant(mask)


class Upper:
    """The layers from `FROM` on, with weights that can change."""

    def __init__(self, model: ModelFile) -> None:
        self._network = Network(model)
        lower, upper = self._network.layers[:FROM], self._network.layers[FROM:]
        self._upper = [{key: self._made(key, one) for key, one in layer.items()} for layer in upper]
        self._weights = [layer[key][0] for layer in self._upper for key in _LEARNING]
        self._optimizer = tf.keras.optimizers.experimental.AdamW(learning_rate=0.0, weight_decay=DECAY)
        self._optimizer.build(self._weights)
        through = self._network.through
        self._run_lower = tf.function(lambda x, mask: through(x, mask, lower), input_signature=_SEQUENCES)
        self._run_upper = tf.function(self._vectors, input_signature=_SEQUENCES)
        self._learn = tf.function(self._step, reduce_retracing=True)

    def lower(self, tokens: Sequence[List[int]]) -> List[np.ndarray]:
        """What the lower layers make of each text: shape (its pieces, hidden), in half precision."""
        made: List[np.ndarray] = [np.zeros((0, 0))] * len(tokens)
        order = sorted(range(len(tokens)), key=lambda row: len(tokens[row]))
        for first in range(0, len(order), AT_ONCE):
            rows = order[first : first + AT_ONCE]
            embedded, mask = self._network.embedded([tokens[row] for row in rows])
            states = self._run_lower(embedded, mask).numpy().astype(np.float16)
            for place, row in enumerate(rows):
                made[row] = states[place, : len(tokens[row])]
        return made

    def encode(self, states: Sequence[np.ndarray]) -> np.ndarray:
        """Unit vectors of all texts."""
        order = sorted(range(len(states)), key=lambda row: len(states[row]))
        parts = [order[first : first + AT_ONCE] for first in range(0, len(order), AT_ONCE)]
        made = np.concatenate([self._run_upper(*padded(states, rows)).numpy() for rows in parts])
        return made[np.argsort(order)]

    def step(self, x: Any, mask: Any, owners: np.ndarray, alike: np.ndarray, rate: float, temperature: float) -> float:
        """Learn from one batch and return its loss."""
        values = (tf.constant(owners), tf.constant(alike), tf.constant(rate, tf.float32))
        return float(self._learn(x, mask, *values, tf.constant(temperature, tf.float32)))

    def matrix(self, name: str) -> np.ndarray:
        """One matrix as it is now, by its name in the model file: shape (inputs, outputs)."""
        layer, part, _ = name.split(".")
        for key, names in _LEARNING.items():
            if part in names:
                whole = self._upper[int(layer[1:]) - FROM][key][0].numpy()
                return np.split(whole, len(names), axis=1)[names.index(part)]
        raise KeyError(name)

    @staticmethod
    def _made(key: str, weights: Tuple[Any, Any]) -> Tuple[Any, Any]:
        return (tf.Variable(weights[0]), weights[1]) if key in _LEARNING else weights

    def _vectors(self, x: Any, mask: Any) -> Any:
        return self._network.pooled(self._network.through(x, mask, self._upper), mask)

    def _step(self, x: Any, mask: Any, owners: Any, alike: Any, rate: Any, temperature: Any) -> Any:
        with tf.GradientTape() as tape:
            vectors = self._vectors(x, mask)
            itself = tf.eye(tf.shape(vectors)[0])
            near = tf.matmul(vectors, vectors, transpose_b=True) / temperature - 1e9 * (itself + alike)
            right = tf.cast(owners[:, None] == owners[None, :], tf.float32) - itself
            log = near - tf.reduce_logsumexp(near, axis=1, keepdims=True)
            loss = -tf.reduce_mean(tf.reduce_sum(log * right, axis=1) / tf.reduce_sum(right, axis=1))
        slopes, _ = tf.clip_by_global_norm(tape.gradient(loss, self._weights), CLIPPED)
        self._optimizer.learning_rate.assign(rate)
        self._optimizer.apply_gradients(zip(slopes, self._weights))  # noqa: B905  TensorFlow's own zip has no `strict`
        return loss
