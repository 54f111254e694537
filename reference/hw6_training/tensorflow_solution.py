"""Homework 6 in TensorFlow: the independent oracle for `numpy_solution.py`.

Names, signatures and results are those of the NumPy reference: NumPy arrays in, NumPy float64
arrays (or Python floats, integers, lists) out. Everything is computed in float64, and every
gradient comes from `tf.GradientTape`; none is written down as a formula. A network's parameters
are NumPy arrays all the same, which the caller changes in place: every forward makes tensors of
what they hold at that moment, so a tape never outlives the numbers that it belongs to. Whatever is
drawn depends on a seed from `rng` alone, not on TensorFlow's global seed.

Differences bridged, each again where it is bridged:

* Keras's HeNormal, GlorotNormal and LecunNormal are truncated; `VarianceScaling` draws normal
  numbers when it is asked for "untruncated_normal", and follows a seed instead of a generator.
* Keras's defaults for batch normalisation are momentum 0.99 and epsilon 1e-3, so plain
  `tf.nn.moments` and `tf.nn.batch_normalization` are used and the moving values kept by hand.
* Keras's SGD does not dampen its momentum, and its velocity is -lr times ours. Its Adam adds
  epsilon to the root of the uncorrected average, and Keras's optimisers keep their learning rate
  in float32. The optimisers here are plain TensorFlow operations in float64.
* Keras's `weight_decay` shrinks the weights apart from the gradient (as AdamW does); here the decay
  is the tape's gradient of a penalty, and goes through the optimiser.
* `keras.callbacks.EarlyStopping` compares Python floats in float32, so it gets NumPy numbers.
"""

from collections.abc import Iterator
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import keras
import numpy as np
import tensorflow as tf

Tensor = Any  # TensorFlow ships no type stubs

RECIPES = {
    "xavier": (1.0, "fan_in"),
    "glorot": (1.0, "fan_avg"),
    "he": (2.0, "fan_in"),
    "lecun": (1.0, "fan_in"),
}


def _tensor(array: np.ndarray | float) -> Tensor:
    """Copy an array to a float64 tensor: tf.constant may share the memory of what it gets."""
    return tf.constant(np.array(array, dtype=np.float64))


def _seed(rng: np.random.Generator) -> np.ndarray:
    """Draw a seed for one stateless operation."""
    return rng.integers(2**31, size=2)


class Network:
    """A network whose forward pass is recorded on a tape, which backward asks for all gradients."""

    def __init__(
        self,
        layer_sizes: list[int],
        rng: np.random.Generator,
        *,
        init: str = "he",
        batchnorm: bool = False,
        keep_prob: float = 1.0,
    ) -> None:
        if init not in RECIPES:
            raise ValueError(f"init must be one of {', '.join(RECIPES)}, not {init!r}")
        self._rng, self._keep_prob = rng, keep_prob
        self._blocks: list[list[np.ndarray]] = []  # w, b, and gamma, beta where there are any
        self._moving: list[tuple[Tensor, Tensor]] = []  # mean and variance, likewise
        shapes = list(pairwise(layer_sizes))
        for place, (inputs, units) in enumerate(shapes, start=1):
            initializer = tf.keras.initializers.VarianceScaling(
                *RECIPES[init], "untruncated_normal", seed=int(rng.integers(2**31))
            )
            w = np.array(initializer((inputs, units), dtype="float64"))
            self._blocks.append([w, np.zeros(units)])
            if batchnorm and place < len(shapes):
                self._blocks[-1] += [np.ones(units), np.zeros(units)]
                zeros = tf.zeros([units], tf.float64)
                self._moving.append((zeros, tf.ones_like(zeros)))

    def forward(self, x: np.ndarray, training: bool) -> np.ndarray:
        """Send examples through the network under a tape that watches them and all parameters."""
        blocks = [[_tensor(array) for array in block] for block in self._blocks]
        inputs = _tensor(x)
        with tf.GradientTape(persistent=True) as tape:
            tape.watch([inputs, *tf.nest.flatten(blocks)])
            a = inputs
            for place, block in enumerate(blocks[:-1]):
                a = self._hidden(place, a, block, training)
            logits = tf.nn.bias_add(tf.matmul(a, blocks[-1][0]), blocks[-1][1])
        self._recorded = (tape, logits, inputs, tf.nest.flatten(blocks))
        result: np.ndarray = logits.numpy().copy()
        return result

    def _hidden(self, place: int, a: Tensor, block: list[Tensor], training: bool) -> Tensor:
        """Dense, batch normalisation, ReLU, dropout."""
        z = tf.nn.bias_add(tf.matmul(a, block[0]), block[1])
        if len(block) > 2:
            if training:
                mean, variance = tf.nn.moments(z, axes=[0])
                self._moving[place] = tuple(
                    _tensor(0.9) * old + _tensor(0.1) * tf.stop_gradient(new)
                    for old, new in zip(self._moving[place], (mean, variance), strict=True)
                )
            else:
                mean, variance = self._moving[place]
            level = tf.stop_gradient(mean)  # changes nothing but the rounding, where it is large
            z = tf.nn.batch_normalization(
                z - level, mean - level, variance, block[3], block[2], _tensor(1e-5)
            )
        a = tf.nn.relu(z)
        if training and self._keep_prob < 1:
            a = tf.nn.experimental.stateless_dropout(
                a, rate=_tensor(1 - self._keep_prob), seed=_seed(self._rng)
            )
        return a

    def backward(self, dlogits: np.ndarray) -> np.ndarray:
        """Ask the last forward's tape for the gradients of x and of all parameters."""
        tape, logits, inputs, parameters = self._recorded
        dx, *found = tape.gradient(logits, [inputs, *parameters], output_gradients=_tensor(dlogits))
        self._gradients = [gradient.numpy().copy() for gradient in found]
        result: np.ndarray = dx.numpy().copy()
        return result

    def parameters(self) -> list[np.ndarray]:
        """Hand out the network's own NumPy arrays, of which every forward makes its tensors."""
        return [array for block in self._blocks for array in block]

    def gradients(self) -> list[np.ndarray]:
        """Hand out what the tape gave at the last backward."""
        return list(self._gradients)


@tf.function(input_signature=[tf.TensorSpec([None, None], tf.float64)] * 2)  # type: ignore[untyped-decorator]
def _loss_and_gradient(scores: Tensor, y: Tensor) -> tuple[Tensor, Tensor]:
    with tf.GradientTape() as tape:
        tape.watch(scores)
        loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(y, scores))
    return loss, tape.gradient(loss, scores)


def softmax_cross_entropy(z: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    """The mean softmax cross-entropy by `tf.nn`, and its gradient by the tape."""
    loss, gradient = _loss_and_gradient(_tensor(z), _tensor(y))
    return float(loss), gradient.numpy()


FLAT = tf.TensorSpec([None], tf.float64)
NUMBER = tf.TensorSpec([], tf.float64)


@tf.function(input_signature=[FLAT, FLAT, FLAT, FLAT, FLAT, NUMBER])  # type: ignore[untyped-decorator]
def _averaged(
    w: Tensor, gradient: Tensor, decay: Tensor, mean: Tensor, squares: Tensor, time: Tensor
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """The gradient with the penalty's, its two averages, and the direction of Adam."""
    with tf.GradientTape() as tape:
        tape.watch(w)
        penalty = tf.nn.l2_loss(tf.sqrt(decay) * w)
    gradient += tape.gradient(penalty, w)
    mean += _tensor(0.1) * (gradient - mean)
    squares += _tensor(0.001) * (tf.square(gradient) - squares)
    left = 1 - tf.pow(tf.constant([0.9, 0.999], tf.float64), time)
    adam = tf.divide(mean / left[0], tf.sqrt(squares / left[1]) + _tensor(1e-8))
    return gradient, mean, squares, adam


class _Optimizer:
    """Steps in float64 for a list of NumPy arrays, which change in place.

    All of them go through TensorFlow as one vector. The averages are corrected by `tf.pow`, and eps
    is added to the root of the corrected one: not so in `keras.optimizers.Adam`. A momentum with
    dampening is not to be had from Keras either.
    """

    def __init__(self, name: str, lr: float, weight_decay: float) -> None:
        self._name, self._lr, self._decay = name, lr, weight_decay
        self._time = 0
        self._mean = self._squares = _tensor(np.zeros(0))

    def step(self, parameters: list[np.ndarray], gradients: list[np.ndarray]) -> None:
        """Make one step for all parameters."""
        w, gradient = (_tensor(_in_one(arrays)) for arrays in (parameters, gradients))
        decay = _in_one([np.full(own.shape, self._decay * (own.ndim == 2)) for own in parameters])
        if self._time == 0:
            self._mean = self._squares = tf.zeros_like(w)
        self._time += 1
        direction, self._mean, self._squares, adam = _averaged(
            w, gradient, _tensor(decay), self._mean, self._squares, _tensor(self._time)
        )
        direction = {"sgd": direction, "momentum": self._mean, "adam": adam}[self._name]
        moved = tf.subtract(w, _tensor(self._lr) * direction).numpy()
        ends = np.cumsum([own.size for own in parameters])
        for own, values in zip(parameters, np.split(moved, ends[:-1]), strict=True):
            own[...] = values.reshape(own.shape)


def _in_one(arrays: list[np.ndarray]) -> np.ndarray:
    return np.concatenate([array.ravel() for array in arrays])


def _batches(n: int, batch_size: int, rng: np.random.Generator) -> Iterator[np.ndarray]:
    """Shuffle row numbers by a stateless shuffle and let `tf.data` cut them into batches."""
    order = tf.random.experimental.stateless_shuffle(tf.range(n), seed=_seed(rng))
    rows = tf.data.Dataset.from_tensor_slices(order).batch(batch_size, drop_remainder=False)
    yield from rows.as_numpy_iterator()


def _early_stopping(parameters: list[np.ndarray], patience: int) -> Any:
    """Keras's EarlyStopping for a stand-in for a model, which restores in place."""

    def set_weights(weights: list[np.ndarray]) -> None:
        for own, best in zip(parameters, weights, strict=True):
            own[...] = best

    callback = tf.keras.callbacks.EarlyStopping(
        monitor="dev_loss", mode="min", patience=patience, restore_best_weights=True
    )
    callback.set_model(
        SimpleNamespace(
            stop_training=False,
            get_weights=lambda: [np.array(array) for array in parameters],
            set_weights=set_weights,
        )
    )
    callback.on_train_begin()
    return callback


def fit(
    network: Any,
    x_train: np.ndarray,
    y_train: np.ndarray,
    x_dev: np.ndarray,
    y_dev: np.ndarray,
    *,
    epochs: int,
    batch_size: int,
    optimizer: str,
    lr: float,
    weight_decay: float,
    patience: int | None,
    rng: np.random.Generator,
) -> dict[str, list[float]]:
    """Train with batches from `tf.data`, and leave stopping and restoring to Keras's callback.

    The callback is told the dev losses as NumPy numbers, for Keras compares Python floats in
    float32. It stops no training in its very first epoch, where nothing is asked.
    """
    if optimizer not in ("sgd", "momentum", "adam"):
        raise ValueError(f"optimizer must be one of sgd, momentum, adam, not {optimizer!r}")
    stepper = _Optimizer(optimizer, lr, weight_decay)
    callback = _early_stopping(network.parameters(), patience) if patience is not None else None
    history: dict[str, list[float]] = {"train_loss": [], "dev_loss": [], "dev_accuracy": []}
    for epoch in range(epochs):
        for rows in _batches(len(x_train), batch_size, rng):
            _, dlogits = softmax_cross_entropy(network.forward(x_train[rows], True), y_train[rows])
            network.backward(dlogits)
            stepper.step(network.parameters(), network.gradients())
        history["train_loss"].append(
            softmax_cross_entropy(network.forward(x_train, False), y_train)[0]
        )
        dev_logits = network.forward(x_dev, False)
        history["dev_loss"].append(softmax_cross_entropy(dev_logits, y_dev)[0])
        right = tf.equal(tf.argmax(_tensor(dev_logits), axis=1), tf.argmax(_tensor(y_dev), axis=1))
        history["dev_accuracy"].append(float(tf.reduce_mean(tf.cast(right, tf.float64))))
        if callback:
            callback.on_epoch_end(epoch, {"dev_loss": np.float64(history["dev_loss"][-1])})
            if callback.model.stop_training:
                break
    if callback:
        callback.on_train_end()
    return history


def overfit_small_batch(network: Any, x: np.ndarray, y: np.ndarray, steps: int) -> list[float]:
    """Train on one batch with Adam and the learning rate 0.01."""
    stepper = _Optimizer("adam", 0.01, 0.0)
    losses = []
    for _ in range(steps):
        loss, dlogits = softmax_cross_entropy(network.forward(x, True), y)
        losses.append(loss)
        network.backward(dlogits)
        stepper.step(network.parameters(), network.gradients())
    return losses


def worst_predictions(logits: np.ndarray, y: np.ndarray, k: int) -> np.ndarray:
    """Sort the examples by `tf.nn.softmax_cross_entropy_with_logits`, the largest loss first."""
    losses = tf.nn.softmax_cross_entropy_with_logits(_tensor(y), _tensor(logits))
    indices: np.ndarray = tf.argsort(losses, direction="DESCENDING")[:k].numpy()
    return indices


def confusion_matrix(logits: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Count by `tf.math.confusion_matrix`, told the number of classes: some may not occur."""
    counts: np.ndarray = tf.math.confusion_matrix(
        tf.argmax(_tensor(y), axis=1),
        tf.argmax(_tensor(logits), axis=1),
        num_classes=y.shape[1],
    ).numpy()
    return counts


def _carried_back(cache: Any, upstream: np.ndarray) -> Any:
    """The gradients of what a tape has watched, weighted with the one that arrives from above."""
    tape, watched, out = cache
    gradients = tape.gradient(out, watched, output_gradients=_tensor(upstream))
    return tf.nest.map_structure(lambda gradient: gradient.numpy().copy(), gradients)


def dense_forward(x: np.ndarray, w: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, Any]:
    """Apply a fully connected layer, by `tf.matmul` and `tf.nn.bias_add`."""
    watched = (_tensor(x), _tensor(w), _tensor(b))
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(watched)
        z = tf.nn.bias_add(tf.matmul(watched[0], watched[1]), watched[2])
    return z.numpy().copy(), (tape, watched, z)


def dense_backward(dz: np.ndarray, cache: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Carry a gradient back to x, w and b, by the tape."""
    dx, dw, db = _carried_back(cache, dz)
    return dx, dw, db


def relu_forward(z: np.ndarray) -> tuple[np.ndarray, Any]:
    """Keep positive entries, by `tf.nn.relu`."""
    watched = _tensor(z)
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(watched)
        a = tf.nn.relu(watched)
    return a.numpy().copy(), (tape, watched, a)


def relu_backward(da: np.ndarray, cache: Any) -> np.ndarray:
    """Carry a gradient back through the ReLU, by the tape."""
    dz: np.ndarray = _carried_back(cache, da)
    return dz


def init_weights(fan_in: int, fan_out: int, scheme: str, rng: np.random.Generator) -> np.ndarray:
    """Draw weights by `VarianceScaling`, normal ones: see the module's docstring."""
    initializer = tf.keras.initializers.VarianceScaling(
        *RECIPES[scheme], "untruncated_normal", seed=int(rng.integers(2**31))
    )
    return np.array(initializer((fan_in, fan_out), dtype="float64"))


def batchnorm_forward(
    x: np.ndarray,
    gamma: np.ndarray,
    beta: np.ndarray,
    running_mean: np.ndarray,
    running_var: np.ndarray,
    training: bool = True,
    momentum: float = 0.9,
    eps: float = 1e-5,
) -> tuple[np.ndarray, Any, np.ndarray, np.ndarray]:
    """Normalise every column, by `tf.nn.moments` and `tf.nn.batch_normalization`."""
    watched = (_tensor(x), _tensor(gamma), _tensor(beta))
    mean, variance = _tensor(running_mean), _tensor(running_var)
    moving = [mean, variance]
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(watched)
        if training:
            mean, variance = tf.nn.moments(watched[0], axes=[0])
            share = _tensor(momentum)
            moving = [
                share * old + (1 - share) * new
                for old, new in zip(moving, (mean, variance), strict=True)
            ]
        out = tf.nn.batch_normalization(
            watched[0], mean, variance, watched[2], watched[1], _tensor(eps)
        )
    running_mean, running_var = (values.numpy().copy() for values in moving)
    return out.numpy().copy(), (tape, watched, out), running_mean, running_var


def batchnorm_backward(dout: np.ndarray, cache: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Carry a gradient back to x, gamma and beta, by the tape."""
    dx, dgamma, dbeta = _carried_back(cache, dout)
    return dx, dgamma, dbeta


def dropout_forward(
    x: np.ndarray, keep_prob: float, rng: np.random.Generator, training: bool = True
) -> tuple[np.ndarray, Any]:
    """Switch off units at random in training, by `stateless_dropout`."""
    watched = _tensor(x)
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(watched)
        out = tf.identity(watched)
        if training:
            rate = _tensor(1 - keep_prob)
            out = tf.nn.experimental.stateless_dropout(watched, rate=rate, seed=_seed(rng))
    return out.numpy().copy(), (tape, watched, out)


def dropout_backward(dout: np.ndarray, cache: Any) -> np.ndarray:
    """Carry a gradient back through dropout, by the tape."""
    dx: np.ndarray = _carried_back(cache, dout)
    return dx


def minibatches(
    x: np.ndarray, y: np.ndarray, batch_size: int, rng: np.random.Generator
) -> list[tuple[np.ndarray, np.ndarray]]:
    """Shuffle row numbers by a stateless shuffle and let `tf.data` cut them into batches."""
    return [(x[rows], y[rows]) for rows in _batches(len(x), batch_size, rng)]


def adam_step(
    w: np.ndarray,
    dw: np.ndarray,
    m: np.ndarray,
    v: np.ndarray,
    t: int,
    lr: float,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Make one step of Adam by TensorFlow operations; Keras's adds eps to the uncorrected root."""
    gradient = _tensor(dw)
    mean = tf.math.scalar_mul(_tensor(beta1), _tensor(m)) + _tensor(1 - beta1) * gradient
    squares = _tensor(beta2) * _tensor(v) + _tensor(1 - beta2) * tf.square(gradient)
    left = 1 - tf.pow(tf.constant([beta1, beta2], tf.float64), _tensor(t))
    direction = tf.divide(mean / left[0], tf.sqrt(squares / left[1]) + _tensor(eps))
    moved = tf.subtract(_tensor(w), _tensor(lr) * direction)
    return moved.numpy().copy(), mean.numpy().copy(), squares.numpy().copy()


def build_keras_model(
    input_dim: int,
    classes: int,
    *,
    hidden: list[int],
    l2: float,
    dropout: float,
    batchnorm: bool,
) -> Any:
    """The functional form, with the pieces written out where the other reference names them."""

    def penalty(w: Tensor) -> Tensor:
        return l2 * tf.reduce_sum(w * w)

    def at_most_3(w: Tensor) -> Tensor:
        return w * tf.minimum(3.0 / tf.norm(w, axis=0, keepdims=True), 1.0)

    recipe = keras.initializers.VarianceScaling
    inputs = outputs = keras.Input((input_dim,))
    for units in hidden:
        outputs = keras.layers.Dense(
            units,
            kernel_initializer=recipe(2.0, "fan_in", "untruncated_normal"),
            kernel_regularizer=penalty,
            kernel_constraint=at_most_3,
        )(outputs)
        if batchnorm:
            outputs = keras.layers.BatchNormalization()(outputs)
        outputs = keras.layers.Dropout(dropout)(keras.ops.relu(outputs))
    last = recipe(1.0, "fan_avg", "uniform")
    outputs = keras.layers.Dense(
        classes, kernel_initializer=last, kernel_regularizer=penalty, activation="softmax"
    )(outputs)
    model = keras.Model(inputs, outputs)
    model.compile(
        keras.optimizers.Adam(1e-3), keras.losses.CategoricalCrossentropy(), metrics=["accuracy"]
    )
    return model


def train_keras(
    model: Any,
    data: tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray],
    patience: int,
) -> dict[str, list[float]]:
    """One epoch of `fit` at a time; what is best is kept here."""
    x_train, y_train, x_dev, y_dev = data
    history: dict[str, list[float]] = {}
    best: list[np.ndarray] = []
    lowest = 0
    while len(history.get("val_loss", [])) < 12:
        epoch = model.fit(x_train, y_train, validation_data=(x_dev, y_dev), verbose=0)
        for name, values in epoch.history.items():
            history.setdefault(name, []).extend(values)
        losses = history["val_loss"]
        if losses[-1] < min(losses[:-1], default=np.inf):
            lowest, best = len(losses), model.get_weights()
        if len(losses) - lowest >= patience:
            break
    model.set_weights(best)
    return history
