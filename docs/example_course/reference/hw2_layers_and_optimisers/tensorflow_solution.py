"""The same functions in TensorFlow: the independent oracle for `numpy_solution.py`.

Every gradient comes from `tf.GradientTape`; a `cache` is a persistent tape with the tensors that it
watched. Dicts of settings are filled in place here too, for that is part of the task.
"""

from typing import Any

import numpy as np
import tensorflow as tf

Tensor = Any  # TensorFlow ships no type stubs
Step = tuple[np.ndarray, dict[str, Any]]


def _tensor(array: np.ndarray | float) -> Tensor:
    """Copy an array to a float64 tensor: tf.constant may share the memory of what it gets."""
    return tf.constant(np.array(array, dtype=np.float64))


def _taped(function: Any, *arrays: np.ndarray) -> tuple[np.ndarray, Any]:
    """Apply a function of tensors, and keep what is needed to differentiate it."""
    inputs = [_tensor(array) for array in arrays]
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(inputs)
        out = function(*inputs)
    return out.numpy(), (tape, inputs, out)


def _gradients(dout: np.ndarray, cache: Any) -> Any:
    tape, inputs, out = cache
    gradients = tape.gradient(out, inputs, output_gradients=_tensor(dout))
    return tuple(gradient.numpy() for gradient in gradients)


def affine_forward(x: np.ndarray, w: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, Any]:
    """Multiply and add, by `tf.tensordot` over all axes of an example at once."""
    axes = x.ndim - 1

    def affine(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
        return tf.tensordot(x, tf.reshape(w, (*x.shape[1:], w.shape[1])), axes) + b

    return _taped(affine, x, w, b)


def affine_backward(dout: np.ndarray, cache: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Carry a gradient back to x, w and b, by the tape."""
    dx, dw, db = _gradients(dout, cache)
    return dx, dw, db


def relu_forward(x: np.ndarray) -> tuple[np.ndarray, Any]:
    """Set what is negative to 0, by `tf.nn.relu`."""
    return _taped(tf.nn.relu, x)


def relu_backward(dout: np.ndarray, cache: Any) -> np.ndarray:
    """Carry a gradient back to x, by the tape."""
    (dx,) = _gradients(dout, cache)
    return np.asarray(dx)


def batchnorm_forward(
    x: np.ndarray, gamma: np.ndarray, beta: np.ndarray, bn_param: dict[str, Any]
) -> tuple[np.ndarray, Any]:
    """Normalise, by `keras.layers.BatchNormalization`, whose own defaults are other ones."""
    training = bn_param["mode"] == "train"
    zeros = np.zeros(x.shape[1])
    layer = tf.keras.layers.BatchNormalization(
        momentum=bn_param.get("momentum", 0.9), epsilon=bn_param.get("eps", 1e-5), dtype="float64"
    )
    layer.build(x.shape)
    running = [bn_param.get(name, zeros) for name in ("running_mean", "running_var")]
    layer.set_weights([np.array(weight) for weight in (gamma, beta, *running)])
    parameters = (_tensor(x), layer.gamma.value, layer.beta.value)
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(parameters)
        out = layer(parameters[0], training=training)
    if training:
        bn_param["running_mean"] = layer.moving_mean.numpy()
        bn_param["running_var"] = layer.moving_variance.numpy()
    return out.numpy(), (tape, parameters, out)


def batchnorm_backward(dout: np.ndarray, cache: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Carry a gradient back to x, gamma and beta, by the tape."""
    dx, dgamma, dbeta = _gradients(dout, cache)
    return dx, dgamma, dbeta


def dropout_forward(x: np.ndarray, dropout_param: dict[str, Any]) -> tuple[np.ndarray, Any]:
    """Drop entries, by `keras.layers.Dropout`, which takes the probability to drop."""
    training = dropout_param["mode"] == "train"
    seed = dropout_param.get("seed", np.random.randint(2**31))
    layer = tf.keras.layers.Dropout(1 - dropout_param["p"], seed=int(seed), dtype="float64")
    return _taped(lambda x: tf.identity(layer(x, training=training)), x)


def dropout_backward(dout: np.ndarray, cache: Any) -> np.ndarray:
    """Carry a gradient back to x, by the tape."""
    (dx,) = _gradients(dout, cache)
    return np.asarray(dx)


def sgd(w: np.ndarray, dw: np.ndarray, config: dict[str, Any] | None = None) -> Step:
    """Make a step, by TensorFlow's kernel for it."""
    config = {"learning_rate": 1e-2, **(config or {})}
    weights = tf.Variable(_tensor(w))
    tf.raw_ops.ResourceApplyGradientDescent(
        var=weights.handle, alpha=_tensor(config["learning_rate"]), delta=_tensor(dw)
    )
    return weights.numpy(), config


def sgd_momentum(w: np.ndarray, dw: np.ndarray, config: dict[str, Any] | None = None) -> Step:
    """Make a step, by the kernel of Keras, whose velocity holds the learning rate as here."""
    config = {"learning_rate": 1e-2, "momentum": 0.9, "velocity": 0 * w, **(config or {})}
    weights, velocity = tf.Variable(_tensor(w)), tf.Variable(_tensor(config["velocity"]))
    tf.raw_ops.ResourceApplyKerasMomentum(
        var=weights.handle,
        accum=velocity.handle,
        lr=_tensor(config["learning_rate"]),
        grad=_tensor(dw),
        momentum=_tensor(config["momentum"]),
    )
    return weights.numpy(), {**config, "velocity": velocity.numpy()}


def rmsprop(w: np.ndarray, dw: np.ndarray, config: dict[str, Any] | None = None) -> Step:
    """Make a step in plain operations: the kernel and Keras put epsilon inside the root."""
    defaults = {"learning_rate": 1e-2, "decay_rate": 0.99, "epsilon": 1e-8, "cache": 0 * w}
    config = {**defaults, **(config or {})}
    squares, gradient = _tensor(config["cache"]), _tensor(dw)
    squares += (1 - _tensor(config["decay_rate"])) * (tf.square(gradient) - squares)
    divisor = tf.sqrt(squares) + _tensor(config["epsilon"])
    next_w = _tensor(w) - _tensor(config["learning_rate"]) * gradient / divisor
    return next_w.numpy(), {**config, "cache": squares.numpy()}


def adam(w: np.ndarray, dw: np.ndarray, config: dict[str, Any] | None = None) -> Step:
    """Make a step, by TensorFlow's kernel for it.

    The kernel adds its epsilon to the root of v as it is, not of v / (1 - beta2^t), so it is handed
    epsilon times the root of 1 - beta2^t.
    """
    defaults = {"learning_rate": 1e-3, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}
    config = {**defaults, "m": 0 * w, "v": 0 * w, "t": 0, **(config or {})}
    t = config["t"] + 1
    weights = tf.Variable(_tensor(w))
    m, v = tf.Variable(_tensor(config["m"])), tf.Variable(_tensor(config["v"]))
    power = config["beta2"] ** t
    tf.raw_ops.ResourceApplyAdam(
        var=weights.handle,
        m=m.handle,
        v=v.handle,
        beta1_power=_tensor(config["beta1"] ** t),
        beta2_power=_tensor(power),
        lr=_tensor(config["learning_rate"]),
        beta1=_tensor(config["beta1"]),
        beta2=_tensor(config["beta2"]),
        epsilon=_tensor(config["epsilon"] * np.sqrt(1 - power)),
        grad=_tensor(dw),
    )
    return weights.numpy(), {**config, "m": m.numpy(), "v": v.numpy(), "t": t}
