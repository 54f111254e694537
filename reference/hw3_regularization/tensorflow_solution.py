"""Homework 3 in TensorFlow: the independent oracle for `numpy_solution.py`.

Names, signatures and results are those of the NumPy reference: NumPy arrays in, NumPy float64
arrays (or Python floats, integers, lists) out. Everything is computed in float64, and every
gradient comes from `tf.GradientTape`; none is written down as a formula. A `cache` is a persistent
tape with the tensors that it watched, so a backward pass may run more than once. Whatever is drawn
depends on a seed from `rng` alone, not on TensorFlow's global seed.

Differences bridged, each again where it is bridged:

* `keras.regularizers` keep their factor in float32, so they get 1/2, and lam / m multiplies after.
* `keras.constraints.MaxNorm` adds 1e-7 to every norm, so it is off by about 1e-7 / norm;
  `tf.clip_by_norm` adds nothing.
* `keras.callbacks.EarlyStopping` compares Python floats in float32, so it gets NumPy numbers. It
  compares loss + min_delta with the best, which may round otherwise than best - min_delta.
* `tf.image.resize`, the Keras layers RandomRotation and RandomZoom and the kernel behind them find
  their sampling points in float32 (results off by about 1e-6), so rotation and zoom are products
  with interpolation weights in float64. That kernel has the same fading border.
"""

from types import SimpleNamespace
from typing import Any

import numpy as np
import tensorflow as tf

Tensor = Any  # TensorFlow ships no type stubs


def _tensor(array: np.ndarray | float) -> Tensor:
    """Copy an array to a float64 tensor: tf.constant may share the memory of what it gets."""
    return tf.constant(np.array(array, dtype=np.float64))


def _penalty(
    regularizer: Any, weights: list[np.ndarray], lam: float, m: int
) -> tuple[float, list[np.ndarray]]:
    """Add up a Keras regularizer over all matrices and differentiate the sum.

    The regularizer carries the factor 1/2, which float32 holds exactly; lam / m stays in float64.
    """
    tensors = [_tensor(w) for w in weights]
    strength = _tensor(lam) / _tensor(m)
    with tf.GradientTape() as tape:
        tape.watch(tensors)
        penalty = strength * tf.add_n([regularizer(tensor) for tensor in tensors])
    grads = [gradient.numpy() for gradient in tape.gradient(penalty, tensors)]
    return float(penalty), grads


def l2_penalty(weights: list[np.ndarray], lam: float, m: int) -> tuple[float, list[np.ndarray]]:
    """Punish large weights by the sum of their squares, by `keras.regularizers.L2`."""
    return _penalty(tf.keras.regularizers.L2(0.5), weights, lam, m)


def l1_penalty(weights: list[np.ndarray], lam: float, m: int) -> tuple[float, list[np.ndarray]]:
    """Punish weights by the sum of their absolute values, by `keras.regularizers.L1`."""
    return _penalty(tf.keras.regularizers.L1(0.5), weights, lam, m)


def weight_decay_step(w: np.ndarray, dw: np.ndarray, lr: float, lam: float, m: int) -> np.ndarray:
    """Make a plain step on a penalised loss, by the tape and TensorFlow's own training kernel.

    The sum of dw * w stands in for a loss with the gradient dw. Not by `keras.optimizers.SGD`,
    which keeps its learning rate in float32, and not by its weight_decay, which shrinks the
    weights by lr * weight_decay apart from the gradient: with lam / m it is the same up to float32.
    """
    weights = tf.Variable(_tensor(w))
    slope = _tensor(dw)
    strength = _tensor(lam) / _tensor(m)
    with tf.GradientTape() as tape:
        loss = tf.reduce_sum(slope * weights) + strength * tf.nn.l2_loss(weights)
    gradient = tape.gradient(loss, weights)
    tf.raw_ops.ResourceApplyGradientDescent(var=weights.handle, alpha=_tensor(lr), delta=gradient)
    w_new: np.ndarray = weights.numpy()
    return w_new


def max_norm(w: np.ndarray, max_value: float) -> np.ndarray:
    """Shorten every column that is longer than the limit, by `tf.clip_by_norm`.

    Not by `keras.constraints.MaxNorm(max_value, axis=0)`, which divides by norm + 1e-7.
    """
    w_new: np.ndarray = tf.clip_by_norm(_tensor(w), _tensor(max_value), axes=[0]).numpy()
    return w_new


def dropout_forward(
    x: np.ndarray, keep_prob: float, rng: np.random.Generator, training: bool = True
) -> tuple[np.ndarray, Any]:
    """Switch off units at random in training, by `keras.layers.Dropout`.

    The layer takes the probability to drop, and a seed; in evaluation none is drawn.
    """
    if not 0 < keep_prob <= 1:
        raise ValueError(f"keep_prob must be above 0 and at most 1, not {keep_prob}")
    seed = int(rng.integers(2**31)) if training else 0
    layer = tf.keras.layers.Dropout(1 - keep_prob, seed=seed, dtype="float64")
    inputs = _tensor(x)
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(inputs)
        out = tf.identity(layer(inputs, training=training))
    return out.numpy(), (tape, inputs, out)


def dropout_backward(dout: np.ndarray, cache: Any) -> np.ndarray:
    """Carry a gradient back through dropout, by the tape."""
    tape, inputs, out = cache
    dx: np.ndarray = tape.gradient(out, inputs, output_gradients=_tensor(dout)).numpy()
    return dx


def early_stopping(
    dev_losses: list[float], patience: int, min_delta: float = 0.0
) -> tuple[int, int]:
    """Show the losses to `keras.callbacks.EarlyStopping` until it stops a stand-in for a model.

    The callback gets NumPy numbers: it would compare Python floats in float32. It asks for
    loss + min_delta < best where the contract says loss < best - min_delta; the two may differ by
    rounding, where nothing is asked.
    """
    model = SimpleNamespace(stop_training=False)
    callback = tf.keras.callbacks.EarlyStopping(
        monitor="dev_loss", mode="min", patience=patience, min_delta=min_delta
    )
    callback.set_model(model)
    callback.on_train_begin()
    best_epoch = 0
    for epoch, loss in enumerate(dev_losses):
        callback.on_epoch_end(epoch, {"dev_loss": np.float64(loss)})
        if callback.wait == 0:  # Keras counts from the last improvement
            best_epoch = epoch
        if model.stop_training:
            return epoch, best_epoch
    return len(dev_losses) - 1, best_epoch


class BestWeights:
    """Remembers the best epoch's weights, by Keras's EarlyStopping with restore_best_weights.

    The callback sees a stand-in for a model, which holds the weights as TensorFlow variables. It
    never runs out of patience, and is told the losses as NumPy numbers, for Keras compares Python
    floats in float32.
    """

    def __init__(self) -> None:
        self._variables: list[Any] = []
        self._callback = tf.keras.callbacks.EarlyStopping(
            monitor="dev_loss", mode="min", patience=2**31, restore_best_weights=True
        )
        self._callback.set_model(
            SimpleNamespace(get_weights=self._get_weights, set_weights=self._set_weights)
        )
        self._callback.on_train_begin()

    def _get_weights(self) -> list[np.ndarray]:
        return [np.array(variable.numpy()) for variable in self._variables]

    def _set_weights(self, weights: list[np.ndarray]) -> None:
        self._variables = [tf.Variable(_tensor(w)) for w in weights]

    def update(self, epoch: int, dev_loss: float, weights: list[np.ndarray]) -> None:
        """Give the model the epoch's weights, and the callback its dev loss."""
        self._set_weights(weights)
        self._callback.on_epoch_end(epoch, {"dev_loss": np.float64(dev_loss)})

    def restore(self) -> list[np.ndarray]:
        """Let the callback put the best weights back, as at the end of training."""
        self._callback.on_train_end()
        return self._get_weights()


def _tents(positions: Tensor, size: int) -> Tensor:
    """Weigh all pixels of an axis for linear interpolation: 1 at a position, 0 from 1 pixel on."""
    pixels = tf.range(size, dtype=tf.float64)
    return tf.nn.relu(1 - tf.abs(positions[..., None] - pixels))


def _offsets(size: int) -> Tensor:
    """Measure every pixel's distance from the centre of its axis."""
    pixels = tf.range(size, dtype=tf.float64)
    return pixels - tf.reduce_mean(pixels)


def rotate(image: np.ndarray, degrees: float) -> np.ndarray:
    """Turn an image about its centre: pixels are complex numbers, interpolation a tensor product.

    A factor i per quarter turn keeps multiples of 90 degrees exact. Not by RandomRotation or its
    kernel ImageProjectiveTransformV3, which sample at float32 points. Needs memory for
    H * W * (H + W) numbers.
    """
    height, width = image.shape[:2]
    quarters, rest = divmod(degrees, 90)
    turn = 1j ** (int(quarters) % 4)
    if rest:
        turn *= complex(tf.exp(tf.complex(_tensor(0.0), _tensor(rest * np.pi / 180))).numpy())
    right, up = tf.meshgrid(_offsets(width), -_offsets(height))
    source = tf.complex(right, up) * turn.conjugate()
    y = (height - 1) / 2 - tf.math.imag(source)
    x = (width - 1) / 2 + tf.math.real(source)
    rotated: np.ndarray = tf.einsum(
        "rci,rcj,ij...->rc...", _tents(y, height), _tents(x, width), _tensor(image)
    ).numpy()
    return rotated


def shift(image: np.ndarray, dy: int, dx: int) -> np.ndarray:
    """Move an image by whole pixels, by padding with zeros on all sides and cropping."""
    height, width = image.shape[:2]
    dy, dx = max(-height, min(dy, height)), max(-width, min(dx, width))
    channels = image.ndim - 2
    paddings = [[abs(dy)] * 2, [abs(dx)] * 2, *[[0, 0]] * channels]
    padded = tf.pad(_tensor(image), paddings)
    begin = [abs(dy) - dy, abs(dx) - dx, *[0] * channels]
    shifted: np.ndarray = tf.slice(padded, begin, image.shape).numpy()
    return shifted


def zoom(image: np.ndarray, factor: float) -> np.ndarray:
    """Enlarge or shrink what an image shows, by one matrix of interpolation weights per axis.

    Not by `tf.image.resize` or RandomZoom, which give or sample in float32.
    """
    height, width = image.shape[:2]
    scale = _tensor(factor)
    y = (height - 1) / 2 + _offsets(height) / scale
    x = (width - 1) / 2 + _offsets(width) / scale
    zoomed: np.ndarray = tf.einsum(
        "ri,cj,ij...->rc...", _tents(y, height), _tents(x, width), _tensor(image)
    ).numpy()
    return zoomed


def cutout(image: np.ndarray, top: int, left: int, height: int, width: int) -> np.ndarray:
    """Hide a rectangle of an image, by `tf.sequence_mask` along both axes and `tf.where`."""

    def inside(start: int, length: int, size: int) -> Tensor:
        before = tf.sequence_mask(max(start, 0), size)
        until_end = tf.sequence_mask(max(start + length, 0), size)
        return until_end & ~before

    hole = inside(top, height, image.shape[0])[:, None] & inside(left, width, image.shape[1])
    hole = tf.reshape(hole, [*image.shape[:2], *[1] * (image.ndim - 2)])
    pixels = _tensor(image)
    covered: np.ndarray = tf.where(hole, tf.zeros_like(pixels), pixels).numpy()
    return covered


def flip(image: np.ndarray, axis: int) -> np.ndarray:
    """Mirror an image along one axis, by `tf.reverse`."""
    flipped: np.ndarray = tf.reverse(_tensor(image), [axis]).numpy()
    return flipped


def invert(image: np.ndarray) -> np.ndarray:
    """Make the negative of an image: its distance from white."""
    pixels = _tensor(image)
    inverted: np.ndarray = tf.abs(pixels - tf.ones_like(pixels)).numpy()
    return inverted


def add_gaussian_noise(image: np.ndarray, sigma: float, rng: np.random.Generator) -> np.ndarray:
    """Add normal noise and clip, by `tf.random.stateless_normal` and `tf.clip_by_value`.

    Not by `keras.layers.GaussianNoise`, which refuses a standard deviation above 1.
    """
    seed = rng.integers(2**31, size=2)
    noise = tf.random.stateless_normal(image.shape, seed, stddev=_tensor(sigma), dtype=tf.float64)
    noisy: np.ndarray = tf.clip_by_value(_tensor(image) + noise, 0.0, 1.0).numpy()
    return noisy
