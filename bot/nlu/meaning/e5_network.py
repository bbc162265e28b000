"""The sentence encoder's network on TensorFlow, which Rasa brings: many times the speed of the 4-bit engine."""

from typing import Any, Dict, List, Sequence, Tuple

import numpy as np
import tensorflow as tf

from bot.nlu.meaning.e5_file import ModelFile

_HIDDEN = -1e9
_PARTS = (("q", "k", "v"), ("ao",), ("fi",), ("fo",))


class Network:
    """BERT with mean pooling. Weights are held as float32: 21 million of them, 85 MB."""

    def __init__(self, model: ModelFile) -> None:
        self._model = model
        self.layers = [_layer(model, number) for number in range(model.layers)]
        self._positions = model.tensor("emb.pos").reshape(-1, model.hidden) + model.tensor("emb.type")[: model.hidden]
        self._start = _norm_weights(model, "emb.ln")
        shapes = [tf.TensorSpec([None, None, model.hidden]), tf.TensorSpec([None, None])]
        self._run = tf.function(self._forward, input_signature=shapes)

    def __call__(self, tokens: List[List[int]]) -> np.ndarray:
        """Unit vectors of a batch of token ids, shape (len(tokens), hidden)."""
        return self._run(*self.embedded(tokens)).numpy()

    def embedded(self, tokens: List[List[int]]) -> Tuple[Any, Any]:
        """What goes into the first layer for a batch of token ids, and which places of it count."""
        lengths = np.array([len(ids) for ids in tokens])
        ids = np.zeros((len(tokens), lengths.max()), dtype=np.int64)
        for row, line in enumerate(tokens):
            ids[row, : len(line)] = line
        mask = (np.arange(ids.shape[1]) < lengths[:, np.newaxis]).astype(np.float32)
        words = self._model.rows("emb.word", ids) + self._positions[: ids.shape[1]]
        return self._norm(tf.constant(words), self._start), tf.constant(mask)

    def through(self, x: Any, mask: Any, layers: Sequence[Dict[str, Tuple[Any, Any]]]) -> Any:
        """The states after some layers."""
        unseen = (1.0 - mask)[:, tf.newaxis, tf.newaxis, :] * _HIDDEN
        for layer in layers:
            x = self._norm(x + _dense(self._attend(_dense(x, layer["qkv"]), unseen), layer["ao"]), layer["aln"])
            inner = tf.nn.gelu(_dense(x, layer["fi"]), approximate=False)
            x = self._norm(x + _dense(inner, layer["fo"]), layer["oln"])
        return x

    @staticmethod
    def pooled(x: Any, mask: Any) -> Any:
        """The mean of the states that count, made of length one."""
        return tf.math.l2_normalize(tf.reduce_sum(x * mask[:, :, tf.newaxis], axis=1), axis=-1)

    def _forward(self, x: Any, mask: Any) -> Any:
        return self.pooled(self.through(x, mask, self.layers), mask)

    def _attend(self, qkv: Any, unseen: Any) -> Any:
        size, length = tf.shape(qkv)[0], tf.shape(qkv)[1]
        width = self._model.hidden // self._model.heads
        split = tf.transpose(tf.reshape(qkv, [size, length, 3, self._model.heads, width]), [2, 0, 3, 1, 4])
        scores = tf.matmul(split[0], split[1], transpose_b=True) * width**-0.5
        mixed = tf.matmul(tf.nn.softmax(scores + unseen), split[2])
        return tf.reshape(tf.transpose(mixed, [0, 2, 1, 3]), [size, length, self._model.hidden])

    def _norm(self, x: Any, weights: Tuple[Any, Any]) -> Any:
        centred = x - tf.reduce_mean(x, axis=-1, keepdims=True)
        spread = tf.math.rsqrt(tf.reduce_mean(tf.square(centred), axis=-1, keepdims=True) + self._model.epsilon)
        return centred * spread * weights[0] + weights[1]


def _dense(x: Any, weights: Tuple[Any, Any]) -> Any:
    shape = tf.shape(x)
    flat = tf.matmul(tf.reshape(x, [-1, weights[0].shape[0]]), weights[0]) + weights[1]
    return tf.reshape(flat, [shape[0], shape[1], weights[0].shape[1]])


def _layer(model: ModelFile, number: int) -> Dict[str, Tuple[Any, Any]]:
    made = {}
    for names in _PARTS:
        width = model.inner if names == ("fo",) else model.hidden
        matrices = [model.matrix(f"l{number}.{name}.w", width) for name in names]
        biases = [model.tensor(f"l{number}.{name}.b") for name in names]
        made["".join(names)] = (
            tf.constant(np.concatenate(matrices, axis=1)),
            tf.constant(np.concatenate(biases)),
        )
    for name in ("aln", "oln"):
        made[name] = _norm_weights(model, f"l{number}.{name}")
    return made


def _norm_weights(model: ModelFile, name: str) -> Tuple[Any, Any]:
    return tf.constant(model.tensor(f"{name}.w")), tf.constant(model.tensor(f"{name}.b"))
