"""Homework 2 in TensorFlow: the independent oracle for `numpy_solution.py`.

Names, signatures and results are those of the NumPy reference: NumPy arrays in, NumPy float64
arrays (or Python floats, strings, lists) out. Layers are Keras layers with float64 weights,
everything else TensorFlow's own operations, and every gradient comes from `tf.GradientTape`; none
is written down as a formula. A `cache` is a persistent tape with the tensors that it watched, so a
backward pass may run more than once.

Differences bridged, each again where it is bridged:

* Keras's HeNormal, GlorotNormal and LecunNormal are truncated; `VarianceScaling` draws normal
  numbers when it is asked for "untruncated_normal", and follows a seed instead of a generator.
* `keras.layers.Normalization` takes a variance where `standardize_apply` gets a standard deviation,
  and divides a constant column by 1e-7 where that divides by 1.
* Keras's own defaults for eps are 1e-3 (and its momentum for batch normalisation is 0.99), so all
  are always handed over.
* Keras's normalising layers work out x * s + (beta - mean * s), where s = gamma / root of
  (var + eps). If the mean is large against the spread the two terms cancel, so the layers are given
  x minus a constant that is near the mean, which changes nothing but the rounding.
"""

from typing import Any

import numpy as np
import tensorflow as tf

Tensor = Any  # TensorFlow ships no type stubs


def _tensor(array: np.ndarray | float) -> Tensor:
    """Copy an array to a float64 tensor: tf.constant may share the memory of what it gets."""
    return tf.constant(np.array(array, dtype=np.float64))


def _gradient(cache: Any, upstream: np.ndarray) -> Any:
    """Differentiate a taped result, weighted with the gradient that arrives from above."""
    tape, inputs, output = cache
    gradients = tape.gradient(output, inputs, output_gradients=_tensor(upstream))
    return tf.nest.map_structure(lambda gradient: gradient.numpy(), gradients)


def _build(layer: Any, shape: tuple[int, ...], *weights: np.ndarray) -> None:
    """Give a Keras layer its weights, as copies, and in the order in which it keeps them."""
    layer.build(shape)
    layer.set_weights([np.array(weight) for weight in weights])


def init_weights(fan_in: int, fan_out: int, scheme: str, rng: np.random.Generator) -> np.ndarray:
    """Draw the first weights of a layer, by `keras.initializers.VarianceScaling`.

    The ready-made HeNormal, GlorotNormal and LecunNormal are truncated at 2.27 standard
    deviations, so not normal; their scale and mode are used with "untruncated_normal". The
    generator gives the seed, on which alone Keras's draws then depend.
    """
    recipes = {
        "xavier": (1.0, "fan_in"),
        "glorot": (1.0, "fan_avg"),
        "he": (2.0, "fan_in"),
        "lecun": (1.0, "fan_in"),
    }
    if scheme not in recipes:
        raise ValueError(f"scheme must be one of {', '.join(recipes)}, not {scheme!r}")
    scale, mode = recipes[scheme]
    seed = int(rng.integers(2**31))
    initializer = tf.keras.initializers.VarianceScaling(
        scale, mode, "untruncated_normal", seed=seed
    )
    w: np.ndarray = initializer((fan_in, fan_out), dtype="float64").numpy()
    return w


def standardize_fit(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Measure every column of the training set, by `tf.nn.moments`."""
    mean, variance = tf.nn.moments(_tensor(x), axes=[0])
    return mean.numpy(), tf.sqrt(variance).numpy()


def standardize_apply(x: np.ndarray, mean: np.ndarray, std: np.ndarray) -> np.ndarray:
    """Shift and scale every column, by `keras.layers.Normalization`.

    The layer wants variances, and divides by 1e-7 where one is smaller than that squared: a
    constant column is handed over with the variance 1.
    """
    spread = _tensor(std)
    variance = tf.square(tf.where(spread == 0, tf.ones_like(spread), spread))
    layer = tf.keras.layers.Normalization(
        axis=-1, mean=np.array(mean), variance=variance.numpy(), dtype="float64"
    )
    x_norm: np.ndarray = layer(_tensor(x)).numpy()
    return x_norm


def signal_stds(x: np.ndarray, weights: list[np.ndarray], activation: str) -> np.ndarray:
    """Send a batch through a stack of `keras.layers.Dense` and measure it on its way."""
    signal = _tensor(x)
    stds = []
    for w in weights:
        layer = tf.keras.layers.Dense(
            w.shape[1], activation=activation, use_bias=False, dtype="float64"
        )
        _build(layer, signal.shape, w)
        signal = layer(signal)
        stds.append(tf.math.reduce_std(signal))
    result: np.ndarray = tf.stack(stds).numpy()
    return result


def diagnose_signal(stds: np.ndarray | list[float]) -> str:
    """Sort the change of the signal, in orders of magnitude, into one of three bins."""
    first, last = _tensor(stds[0]), _tensor(stds[-1])
    magnitudes = (tf.math.log(last) - tf.math.log(first)) / np.log(10)
    place = tf.searchsorted([_tensor(-1.0), _tensor(1.0)], [magnitudes])
    return ("vanishing", "stable", "exploding")[int(place[0])]


def clip_by_value(grads: list[np.ndarray], limit: float = 1.0) -> list[np.ndarray]:
    """Cut off large gradient entries, by `tf.clip_by_value`."""
    bound = _tensor(limit)
    return [tf.clip_by_value(_tensor(grad), -bound, bound).numpy() for grad in grads]


def clip_by_global_norm(grads: list[np.ndarray], max_norm: float) -> tuple[list[np.ndarray], float]:
    """Shorten all gradients together, by `tf.clip_by_global_norm`.

    Gradients that are short enough may come back changed in their last bit: TensorFlow multiplies
    them by max_norm * (1 / max_norm).
    """
    clipped, norm = tf.clip_by_global_norm([_tensor(grad) for grad in grads], _tensor(max_norm))
    return [grad.numpy() for grad in clipped], float(norm)


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
    """Normalise every column, by `keras.layers.BatchNormalization`.

    Keras's defaults are momentum=0.99 and epsilon=1e-3; both are handed over. Its variance is
    biased, in the output and in the moving variance alike. x and the moving mean are lowered by one
    and the same constant, for the sake of rounding.
    """
    inputs = _tensor(x)
    level = tf.reduce_mean(inputs, axis=0) if training else _tensor(running_mean)
    layer = tf.keras.layers.BatchNormalization(momentum=momentum, epsilon=eps, dtype="float64")
    _build(layer, x.shape, gamma, beta, running_mean - level.numpy(), running_var)
    parameters = (inputs, layer.gamma.value, layer.beta.value)
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(parameters)
        out = layer(inputs - level, training=bool(training))
    moving_mean = (layer.moving_mean.value + level).numpy()
    moving_var = layer.moving_variance.numpy()
    return out.numpy(), (tape, parameters, out), moving_mean, moving_var


def batchnorm_backward(dout: np.ndarray, cache: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Carry a gradient back through the batch normalisation to x, gamma and beta, by the tape."""
    dx, dgamma, dbeta = _gradient(cache, dout)
    return dx, dgamma, dbeta


def fold_batchnorm(
    w: np.ndarray,
    b: np.ndarray,
    gamma: np.ndarray,
    beta: np.ndarray,
    running_mean: np.ndarray,
    running_var: np.ndarray,
    eps: float = 1e-5,
) -> tuple[np.ndarray, np.ndarray]:
    """Read the folded layer off the two that it stands for.

    Dense layer and batch normalisation in evaluation, both from Keras, are one affine map: its
    value at 0 is the bias, its Jacobian, by the tape, the weights.
    """
    dense = tf.keras.layers.Dense(w.shape[1], dtype="float64")
    norm = tf.keras.layers.BatchNormalization(epsilon=eps, dtype="float64")
    origin = tf.zeros((1, w.shape[0]), tf.float64)
    _build(dense, (1, w.shape[0]), w, b)
    _build(norm, (1, w.shape[1]), gamma, beta, running_mean, running_var)
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(origin)
        out = norm(dense(origin), training=False)[0]
    slopes = tape.jacobian(out, origin, experimental_use_pfor=False)  # (K, 1, D)
    return tf.transpose(slopes[:, 0]).numpy(), out.numpy()


def layernorm_forward(
    x: np.ndarray, gamma: np.ndarray, beta: np.ndarray, eps: float = 1e-5
) -> tuple[np.ndarray, Any]:
    """Normalise every example by itself, by `keras.layers.LayerNormalization`.

    Keras's default is epsilon=1e-3, so eps is handed over. Every row of x is lowered by a constant,
    for the sake of rounding.
    """
    inputs = _tensor(x)
    level = tf.reduce_mean(inputs, axis=1, keepdims=True)
    layer = tf.keras.layers.LayerNormalization(epsilon=eps, dtype="float64")
    _build(layer, x.shape, gamma, beta)
    parameters = (inputs, layer.gamma.value, layer.beta.value)
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(parameters)
        out = layer(inputs - level)
    return out.numpy(), (tape, parameters, out)


def layernorm_backward(dout: np.ndarray, cache: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Carry a gradient back through the layer normalisation to x, gamma and beta, by the tape."""
    dx, dgamma, dbeta = _gradient(cache, dout)
    return dx, dgamma, dbeta
