"""Homework 1 in TensorFlow: the independent oracle for `numpy_solution.py`.

Names, signatures and results are those of the NumPy reference: NumPy arrays in, NumPy float64
arrays (or Python floats) out. Forward passes are TensorFlow's own operations in float64, and
every gradient comes from `tf.GradientTape`; none is written down as a formula. A `cache` is a
persistent tape with the tensors that it watched, so a backward pass may run more than once.

Difference bridged: `tf.nn.leaky_relu` rounds its slope to float32 (its results are off by about
1e-9), so `leaky_relu_forward` is built from `tf.where` in float64. The two agree to the last bit
where the slope is a float32 number, such as 0.25.

At z = 0 TensorFlow's ReLU has the derivative 0 and this leaky ReLU has negative_slope, as the
NumPy reference.
"""

from collections.abc import Callable
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


def _loss_and_gradient(
    loss_of: Callable[[Tensor], Tensor], array: np.ndarray
) -> tuple[float, np.ndarray]:
    """Evaluate a scalar loss of one tensor together with its gradient."""
    x = _tensor(array)
    with tf.GradientTape() as tape:
        tape.watch(x)
        loss = loss_of(x)
    gradient: np.ndarray = tape.gradient(loss, x).numpy()
    return float(loss), gradient


def sigmoid_forward(z: np.ndarray) -> tuple[np.ndarray, Any]:
    """Squash every entry into the range from 0 to 1, by `tf.sigmoid`."""
    inputs = _tensor(z)
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(inputs)
        a = tf.sigmoid(inputs)
    return a.numpy(), (tape, inputs, a)


def sigmoid_backward(da: np.ndarray, cache: Any) -> np.ndarray:
    """Carry a gradient back through the sigmoid, by the tape."""
    dz: np.ndarray = _gradient(cache, da)
    return dz


def tanh_forward(z: np.ndarray) -> tuple[np.ndarray, Any]:
    """Squash every entry into the range from -1 to 1, by `tf.tanh`."""
    inputs = _tensor(z)
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(inputs)
        a = tf.tanh(inputs)
    return a.numpy(), (tape, inputs, a)


def tanh_backward(da: np.ndarray, cache: Any) -> np.ndarray:
    """Carry a gradient back through the hyperbolic tangent, by the tape."""
    dz: np.ndarray = _gradient(cache, da)
    return dz


def relu_forward(z: np.ndarray) -> tuple[np.ndarray, Any]:
    """Keep positive entries and set all others to 0, by `tf.nn.relu`."""
    inputs = _tensor(z)
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(inputs)
        a = tf.nn.relu(inputs)
    return a.numpy(), (tape, inputs, a)


def relu_backward(da: np.ndarray, cache: Any) -> np.ndarray:
    """Carry a gradient back through the ReLU, by the tape; 0 at z = 0."""
    dz: np.ndarray = _gradient(cache, da)
    return dz


def leaky_relu_forward(z: np.ndarray, negative_slope: float = 0.01) -> tuple[np.ndarray, Any]:
    """Keep positive entries and shrink negative ones, with the slope in float64.

    Not `tf.nn.leaky_relu`, which rounds the slope to float32; see the module's docstring.
    """
    inputs = _tensor(z)
    slope = _tensor(negative_slope)
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(inputs)
        a = tf.where(inputs > 0, inputs, slope * inputs)
    return a.numpy(), (tape, inputs, a)


def leaky_relu_backward(da: np.ndarray, cache: Any) -> np.ndarray:
    """Carry a gradient back through the leaky ReLU, by the tape; negative_slope at z = 0."""
    dz: np.ndarray = _gradient(cache, da)
    return dz


def dense_forward(x: np.ndarray, w: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, Any]:
    """Apply a fully connected layer, by `tf.matmul` and `tf.nn.bias_add`."""
    inputs = (_tensor(x), _tensor(w), _tensor(b))
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(inputs)
        z = tf.nn.bias_add(tf.matmul(inputs[0], inputs[1]), inputs[2])
    return z.numpy(), (tape, inputs, z)


def dense_backward(dz: np.ndarray, cache: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Carry a gradient back through a fully connected layer to x, w and b, by the tape."""
    dx, dw, db = _gradient(cache, dz)
    return dx, dw, db


def softmax(z: np.ndarray) -> np.ndarray:
    """Turn every row of logits into probabilities, by `tf.nn.softmax`."""
    p: np.ndarray = tf.nn.softmax(_tensor(z), axis=1).numpy()
    return p


def normalized_sigmoid(z: np.ndarray) -> np.ndarray:
    """Divide every row's sigmoids by their sum, as the softmax of `tf.math.log_sigmoid`.

    Not `tf.sigmoid(z) / sum`, which is 0 / 0 for rows near -1000.
    """
    p: np.ndarray = tf.nn.softmax(tf.math.log_sigmoid(_tensor(z)), axis=1).numpy()
    return p


def mse_loss(y_pred: np.ndarray, y_true: np.ndarray) -> tuple[float, np.ndarray]:
    """Sum the squared errors over outputs, average over examples; gradient by the tape."""
    target = _tensor(y_true)

    def loss_of(prediction: Tensor) -> Tensor:
        squares = tf.math.squared_difference(prediction, target)
        return tf.reduce_mean(tf.reduce_sum(squares, axis=1))

    return _loss_and_gradient(loss_of, y_pred)


def sigmoid_cross_entropy(z: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    """Average `tf.nn.sigmoid_cross_entropy_with_logits`, summed over outputs, over examples."""
    labels = _tensor(y)

    def loss_of(logits: Tensor) -> Tensor:
        losses = tf.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=logits)
        return tf.reduce_mean(tf.reduce_sum(losses, axis=1))

    return _loss_and_gradient(loss_of, z)


def softmax_cross_entropy(z: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    """Average `tf.nn.softmax_cross_entropy_with_logits` over examples; gradient by the tape."""
    labels = _tensor(y)

    def loss_of(logits: Tensor) -> Tensor:
        losses = tf.nn.softmax_cross_entropy_with_logits(labels=labels, logits=logits)
        return tf.reduce_mean(losses)

    return _loss_and_gradient(loss_of, z)


def mlp_forward(x: np.ndarray, params: list[dict[str, np.ndarray]]) -> tuple[np.ndarray, Any]:
    """Run dense layers with `tf.nn.relu` between them and a linear output."""
    layers = [{"w": _tensor(layer["w"]), "b": _tensor(layer["b"])} for layer in params]
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(layers)
        hidden = _tensor(x)
        for layer in layers[:-1]:
            hidden = tf.nn.relu(tf.matmul(hidden, layer["w"]) + layer["b"])
        logits = tf.matmul(hidden, layers[-1]["w"]) + layers[-1]["b"]
    return logits.numpy(), (tape, layers, logits)


def mlp_backward(dlogits: np.ndarray, cache: Any) -> list[dict[str, np.ndarray]]:
    """Carry a gradient back through a whole network to its parameters, by the tape."""
    grads: list[dict[str, np.ndarray]] = _gradient(cache, dlogits)
    return grads


def numerical_gradient(
    f: Callable[[np.ndarray], float], x: np.ndarray, h: float = 1e-5
) -> np.ndarray:
    """Estimate the gradient of f at x by central differences over one batch of shifted points.

    The batch holds 2 n points of n entries each, n being the size of x: mind large arrays.
    """
    point = tf.reshape(_tensor(x), [1, -1])
    steps = _tensor(h) * tf.eye(point.shape[1], dtype=tf.float64)
    batch = tf.concat([point + steps, point - steps], axis=0)
    values = _tensor(np.array([f(row.numpy().reshape(x.shape)) for row in batch]))
    above, below = tf.split(values, 2)
    grad: np.ndarray = ((above - below) / _tensor(2 * h)).numpy().reshape(x.shape)
    return grad


def gradient_error(analytic: np.ndarray, numeric: np.ndarray) -> float:
    """Divide the norm of the difference by the sum of the norms, by `tf.norm`; 0 / 0 is 0."""
    first, second = _tensor(analytic), _tensor(numeric)
    error = tf.math.divide_no_nan(tf.norm(first - second), tf.norm(first) + tf.norm(second))
    return float(error)
