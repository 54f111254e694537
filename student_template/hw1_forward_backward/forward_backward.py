"""Homework 1: the forward and the backward pass of a small neural network, in NumPy.

Write the body of every function; its docstring says what it must do. Leave names, arguments
and their order as they are. Besides NumPy only Python's standard library may be imported.

Conventions of all homeworks:

* Rows are examples: `x` is (N, D), a weight matrix `w` is (D, K), a bias `b` is (K,). N, D and K
  are at least 1.
* "Any shape" means any number of axes, none included (a single number in an array of shape ()),
  and at least one entry. Arrays lie in memory without gaps, row by row.
* Inputs are float64 and finite, in size at most 1e4 unless a docstring says otherwise. Results
  are float64 and finite too. A scalar result, such as a loss, may be a Python float, a NumPy
  scalar or a 0-d array.
* A forward function returns its result and a `cache`: whatever its backward will need. Only
  your own backward ever looks inside, so the cache may be anything, a tuple for instance.
* A backward function gets `d<name>`, the gradient of the loss with respect to the forward's
  result `<name>`, and the cache. It returns the gradient with respect to what went in. It may be
  called more than once with one cache.
* Functions never change an argument, and never return an argument itself or a view of it.
  Nobody changes an argument or a result before its backward is called, so a cache may hold them.
* A loss is the mean over the examples of a batch.

The examples below run with `python -m doctest forward_backward.py`.
"""

from collections.abc import Callable
from typing import Any

import numpy as np


def sigmoid_forward(z: np.ndarray) -> tuple[np.ndarray, Any]:
    """Squash every entry into the range from 0 to 1.

    a = 1 / (1 + exp(-z))

    Args:
        z: pre-activations, float64, any shape, values from -1e4 to 1e4.

    Returns:
        a: activations in [0, 1], float64, shape of z.
        cache: what `sigmoid_backward` needs.

    Numerics:
        No warning and no NaN at z = +1000, -1000 and beyond (+-1e4), where a is 1 and 0: exp(1000)
        overflows, so mind the sign of what goes into exp. An absolute error of 5e-15 is accepted.

    >>> a, cache = sigmoid_forward(np.array([[1.01977, 0.0]]))
    >>> print(np.round(a, 5))
    [[0.73493 0.5    ]]
    """
    # Your code here.
    raise NotImplementedError("sigmoid_forward is not written yet")


def sigmoid_backward(da: np.ndarray, cache: Any) -> np.ndarray:
    """Carry a gradient back through the sigmoid.

    dz = da * a * (1 - a), entry by entry

    Args:
        da: gradient of the loss with respect to a, float64, shape of a.
        cache: from `sigmoid_forward`.

    Returns:
        dz: gradient of the loss with respect to z, float64, shape of z.

    Numerics:
        0 for a saturated unit (z = +1000 or -1000), without warnings. An absolute error of
        5e-15 |da| is accepted.

    >>> a, cache = sigmoid_forward(np.array([[1.01977, 0.0]]))
    >>> print(np.round(sigmoid_backward(np.array([[1.0, 2.0]]), cache), 5))
    [[0.19481 0.5    ]]
    """
    # Your code here.
    raise NotImplementedError("sigmoid_backward is not written yet")


def tanh_forward(z: np.ndarray) -> tuple[np.ndarray, Any]:
    """Squash every entry into the range from -1 to 1.

    a = tanh(z) = (exp(z) - exp(-z)) / (exp(z) + exp(-z))

    Args:
        z: pre-activations, float64, any shape, values from -1e4 to 1e4.

    Returns:
        a: activations in [-1, 1], float64, shape of z.
        cache: what `tanh_backward` needs.

    Numerics:
        No warning and no NaN at z = +1000, -1000 and beyond (+-1e4), where a is 1 and -1: exp(1000)
        overflows, so exponentials as in the formula fail. An absolute error of 5e-15 is accepted.

    >>> a, cache = tanh_forward(np.array([[0.5, -0.5]]))
    >>> print(np.round(a, 5))
    [[ 0.46212 -0.46212]]
    """
    # Your code here.
    raise NotImplementedError("tanh_forward is not written yet")


def tanh_backward(da: np.ndarray, cache: Any) -> np.ndarray:
    """Carry a gradient back through the hyperbolic tangent.

    dz = da * (1 - a^2), entry by entry

    Args:
        da: gradient of the loss with respect to a, float64, shape of a.
        cache: from `tanh_forward`.

    Returns:
        dz: gradient of the loss with respect to z, float64, shape of z.

    Numerics:
        0 for a saturated unit (z = +1000 or -1000), without warnings. An absolute error of
        5e-15 |da| is accepted.

    >>> a, cache = tanh_forward(np.array([[0.5, -0.5]]))
    >>> print(np.round(tanh_backward(np.array([[1.0, 2.0]]), cache), 5))
    [[0.78645 1.5729 ]]
    """
    # Your code here.
    raise NotImplementedError("tanh_backward is not written yet")


def relu_forward(z: np.ndarray) -> tuple[np.ndarray, Any]:
    """Keep positive entries and set all others to 0.

    a = max(z, 0)

    Args:
        z: pre-activations, float64, any shape, values from -1e4 to 1e4.

    Returns:
        a: activations, at least 0, float64, shape of z; a new array, z stays as it is.
        cache: what `relu_backward` needs.

    Numerics:
        Exact: no rounding at all.

    >>> a, cache = relu_forward(np.array([[-2.0, 0.0, 3.0]]))
    >>> print(a)
    [[0. 0. 3.]]
    """
    # Your code here.
    raise NotImplementedError("relu_forward is not written yet")


def relu_backward(da: np.ndarray, cache: Any) -> np.ndarray:
    """Carry a gradient back through the ReLU: it passes where z was positive and nowhere else.

    dz = da where z > 0, and 0 where z < 0

    Args:
        da: gradient of the loss with respect to a, float64, shape of a, any sign.
        cache: from `relu_forward`.

    Returns:
        dz: gradient of the loss with respect to z, float64, shape of z. At exactly z = 0 the
            derivative does not exist; 0 is the custom and used here, da is accepted too.

    Numerics:
        Exact: no rounding at all.

    >>> a, cache = relu_forward(np.array([[-2.0, 3.0]]))
    >>> print(relu_backward(np.array([[5.0, -7.0]]), cache))
    [[ 0. -7.]]
    """
    # Your code here.
    raise NotImplementedError("relu_backward is not written yet")


def leaky_relu_forward(z: np.ndarray, negative_slope: float = 0.01) -> tuple[np.ndarray, Any]:
    """Keep positive entries and shrink negative ones.

    a = z where z > 0, and negative_slope * z elsewhere

    Args:
        z: pre-activations, float64, any shape, values from -1e4 to 1e4.
        negative_slope: slope for negative z, from 0 (the plain ReLU) to below 1.

    Returns:
        a: activations, float64, shape of z; a new array, z stays as it is.
        cache: what `leaky_relu_backward` needs: it has no other way to learn the slope.

    Numerics:
        At most one rounding per entry.

    >>> a, cache = leaky_relu_forward(np.array([[-2.0, 0.0, 3.0]]), 0.25)
    >>> print(a)
    [[-0.5  0.   3. ]]
    """
    # Your code here.
    raise NotImplementedError("leaky_relu_forward is not written yet")


def leaky_relu_backward(da: np.ndarray, cache: Any) -> np.ndarray:
    """Carry a gradient back through the leaky ReLU, with the slope that the forward pass used.

    dz = da where z > 0, and negative_slope * da where z < 0

    Args:
        da: gradient of the loss with respect to a, float64, shape of a, any sign.
        cache: from `leaky_relu_forward`.

    Returns:
        dz: gradient of the loss with respect to z, float64, shape of z. At exactly z = 0 the
            derivative does not exist; negative_slope * da is used here, da is accepted too.

    Numerics:
        At most one rounding per entry.

    >>> a, cache = leaky_relu_forward(np.array([[-2.0, 3.0]]), 0.25)
    >>> print(leaky_relu_backward(np.array([[8.0, -7.0]]), cache))
    [[ 2. -7.]]
    """
    # Your code here.
    raise NotImplementedError("leaky_relu_backward is not written yet")


def dense_forward(x: np.ndarray, w: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, Any]:
    """Apply a fully connected layer: every output is a weighted sum of all inputs plus a bias.

    z = x w + b, with the bias added to every row

    Args:
        x: inputs, float64, shape (N, D), values from -1e4 to 1e4.
        w: weights, float64, shape (D, K); column k belongs to output k.
        b: biases, float64, shape (K,).

    Returns:
        z: pre-activations, float64, shape (N, K).
        cache: what `dense_backward` needs.

    Numerics:
        One matrix product, no loop over examples.

    >>> x = np.array([[1.0, 2.0]])
    >>> w = np.array([[1.0, 0.0, -1.0], [2.0, 1.0, 3.0]])
    >>> z, cache = dense_forward(x, w, np.array([0.5, 0.0, -0.5]))
    >>> print(z)
    [[5.5 2.  4.5]]
    """
    # Your code here.
    raise NotImplementedError("dense_forward is not written yet")


def dense_backward(dz: np.ndarray, cache: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Carry a gradient back through a fully connected layer, to its inputs, weights and biases.

    dx = dz w^T,  dw = x^T dz,  db = sum of the rows of dz

    The loss is already a mean over the batch, so dz holds the factor 1/N: do not divide again.

    Args:
        dz: gradient of the loss with respect to z, float64, shape (N, K).
        cache: from `dense_forward`.

    Returns:
        dx: gradient of the loss with respect to x, float64, shape (N, D).
        dw: gradient of the loss with respect to w, float64, shape (D, K).
        db: gradient of the loss with respect to b, float64, shape (K,).

    Numerics:
        Two matrix products and a sum, no loop over examples.

    >>> x = np.array([[1.0, 2.0]])
    >>> w = np.array([[1.0, 0.0, -1.0], [2.0, 1.0, 3.0]])
    >>> z, cache = dense_forward(x, w, np.array([0.5, 0.0, -0.5]))
    >>> dx, dw, db = dense_backward(np.array([[1.0, 0.0, 2.0]]), cache)
    >>> print(dx, db)
    [[-1.  8.]] [1. 0. 2.]
    >>> print(dw)
    [[1. 0. 2.]
     [2. 0. 4.]]
    """
    # Your code here.
    raise NotImplementedError("dense_backward is not written yet")


def softmax(z: np.ndarray) -> np.ndarray:
    """Turn every row of logits into probabilities that sum to 1.

    p[n, k] = exp(z[n, k]) / sum over j of exp(z[n, j])

    Args:
        z: logits, float64, shape (N, K), values from -1e4 to 1e4.

    Returns:
        p: probabilities in [0, 1], float64, shape (N, K); every row sums to 1.

    Numerics:
        No warning and no NaN for logits of +1000, -1000 and beyond (+-1e4): a constant added to a
        row changes nothing, so choose it such that no exponential overflows.

    >>> print(np.round(softmax(np.array([[2.0, 5.0, -1.0, 3.0]])), 3))
    [[0.042 0.842 0.002 0.114]]
    >>> print(np.round(softmax(np.array([[1.0, 2.0, 3.0]])), 3))
    [[0.09  0.245 0.665]]
    """
    # Your code here.
    raise NotImplementedError("softmax is not written yet")


def normalized_sigmoid(z: np.ndarray) -> np.ndarray:
    """Turn every row of logits into probabilities: its sigmoids, divided by their sum.

    p[n, k] = s(z[n, k]) / sum over j of s(z[n, j]),  with s(z) = 1 / (1 + exp(-z))

    Args:
        z: logits, float64, shape (N, K), values from -1e4 to 1e4.

    Returns:
        p: probabilities in [0, 1], float64, shape (N, K); every row sums to 1.

    Numerics:
        No warning and no NaN for rows whose entries are all near +1000 or all near -1000. In
        a very negative row s(z) is as good as exp(z), so p tends to softmax(z); but every s(z) has
        been rounded to 0 there, and 0 / 0 is NaN. Work with log s(z) instead, which is about z.

    >>> s = np.array([[0.06, 0.98, 0.04, 0.92], [0.14, 0.88, 0.12, 0.06]])
    >>> z = np.log(s / (1 - s))  # the logits whose sigmoids are s
    >>> print(np.round(normalized_sigmoid(z), 3))
    [[0.03  0.49  0.02  0.46 ]
     [0.117 0.733 0.1   0.05 ]]
    """
    # Your code here.
    raise NotImplementedError("normalized_sigmoid is not written yet")


def mse_loss(y_pred: np.ndarray, y_true: np.ndarray) -> tuple[float, np.ndarray]:
    """Measure predictions by the mean squared error, without a factor 1/2.

    loss = 1/N * sum over n and k of (y_pred[n, k] - y_true[n, k])^2

    Summed over the K outputs, averaged over the N examples only.

    Args:
        y_pred: predictions, float64, shape (N, K), values from -1e4 to 1e4.
        y_true: targets, float64, shape (N, K), values from -1e4 to 1e4.

    Returns:
        loss: a scalar, at least 0.
        dy_pred: gradient of the loss with respect to y_pred, float64, shape (N, K).

    Numerics:
        Exactly 0, loss and gradient, where y_pred equals y_true.

    >>> loss, dy_pred = mse_loss(np.array([[0.73493]]), np.array([[0.05]]))
    >>> print(round(float(loss) / 2, 5), np.round(dy_pred / 2, 5))
    0.23456 [[0.68493]]
    """
    # Your code here.
    raise NotImplementedError("mse_loss is not written yet")


def sigmoid_cross_entropy(z: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    """Measure logits by the cross-entropy of K independent yes-or-no questions per example.

    loss = -1/N * sum over n and k of y log(p) + (1 - y) log(1 - p),  with p = 1 / (1 + exp(-z))
    dz = (p - y) / N

    Summed over the K outputs, averaged over the N examples only.

    Args:
        z: logits (not probabilities), float64, shape (N, K), values from -1e4 to 1e4.
        y: labels, float64, shape (N, K), each entry 0 or 1; a row may hold any number of ones.

    Returns:
        loss: a scalar, at least 0.
        dz: gradient of the loss with respect to the logits z, float64, shape (N, K).

    Numerics:
        No warning, no NaN and no infinity at z = +1000, -1000 and beyond (+-1e4): the loss is 0
        for a confident right answer and |z| / N for a confident wrong one. So never take the log
        of a p that may have been rounded to 0: -log(p) = log(1 + exp(-z)) can be had from z.

    >>> loss, dz = sigmoid_cross_entropy(np.array([[0.0, 1000.0]]), np.array([[1.0, 1.0]]))
    >>> print(round(float(loss), 5), dz)
    0.69315 [[-0.5  0. ]]
    """
    # Your code here.
    raise NotImplementedError("sigmoid_cross_entropy is not written yet")


def softmax_cross_entropy(z: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    """Measure logits by the cross-entropy of one choice among K classes per example.

    loss = -1/N * sum over n and k of y[n, k] log(p[n, k]),  with p = softmax of each row of z
    dz = (p - y) / N

    Args:
        z: logits (not probabilities), float64, shape (N, K), values from -1e4 to 1e4.
        y: one-hot labels, float64, shape (N, K): exactly one 1 per row, zeros elsewhere.

    Returns:
        loss: a scalar, at least 0.
        dz: gradient of the loss with respect to the logits z, float64, shape (N, K).

    Numerics:
        No warning, no NaN and no infinity for logits of +1000, -1000 and beyond (+-1e4): the loss
        is 0 for a confident right answer. So never take the log of a p that may have been rounded
        to 0: log(p) is the logit minus the log of the sum of exponentials, both shifted alike.

    >>> loss, dz = softmax_cross_entropy(np.array([[1.0, 2.0, 3.0]]), np.array([[0.0, 0.0, 1.0]]))
    >>> print(round(float(loss), 4), np.round(dz, 3))
    0.4076 [[ 0.09   0.245 -0.335]]
    """
    # Your code here.
    raise NotImplementedError("softmax_cross_entropy is not written yet")


def mlp_forward(x: np.ndarray, params: list[dict[str, np.ndarray]]) -> tuple[np.ndarray, Any]:
    """Run a whole network: dense layers with a ReLU between them and a linear output.

    a_0 = x,  a_l = max(a_(l-1) w_l + b_l, 0) for all layers but the last,
    logits = a_(L-1) w_L + b_L

    Args:
        x: inputs, float64, shape (N, D), values from -1e4 to 1e4.
        params: one dictionary {"w": ..., "b": ...} per layer, first layer first, at least one, no
            dictionary twice; w has shape (inputs, outputs) of its layer and b has shape
            (outputs,), float64.

    Returns:
        logits: float64, shape (N, K), with K the outputs of the last layer; no activation on it.
        cache: what `mlp_backward` needs.

    Numerics:
        One matrix product per layer, no loop over examples.

    >>> first = {"w": np.array([[1.0, -1.0]]), "b": np.array([0.0, 1.0])}
    >>> last = {"w": np.array([[2.0], [5.0]]), "b": np.array([-8.0])}
    >>> logits, cache = mlp_forward(np.array([[3.0], [-1.0]]), [first, last])
    >>> print(logits)
    [[-2.]
     [ 2.]]
    """
    # Your code here.
    raise NotImplementedError("mlp_forward is not written yet")


def mlp_backward(dlogits: np.ndarray, cache: Any) -> list[dict[str, np.ndarray]]:
    """Carry a gradient back through a whole network, from the last layer to the first.

    dz_L = dlogits; for every layer l, from L down to 1:
    dw_l = a_(l-1)^T dz_l,  db_l = sum of the rows of dz_l,
    dz_(l-1) = dz_l w_l^T where z_(l-1) > 0, and 0 elsewhere

    Args:
        dlogits: gradient of the loss with respect to the logits, float64, shape (N, K).
        cache: from `mlp_forward`.

    Returns:
        grads: the gradients of the loss in the shape of params: one dictionary
            {"w": dw, "b": db} per layer, first layer first, float64. At a z of exactly 0 the
            ReLU's derivative is 0 here; 1 is accepted too.

    Numerics:
        Two matrix products per layer, no loop over examples.

    >>> first = {"w": np.array([[1.0, -1.0]]), "b": np.array([0.0, 1.0])}
    >>> last = {"w": np.array([[2.0], [5.0]]), "b": np.array([-8.0])}
    >>> logits, cache = mlp_forward(np.array([[3.0], [-1.0]]), [first, last])
    >>> grads = mlp_backward(np.array([[1.0], [0.5]]), cache)
    >>> print(grads[0]["w"], grads[0]["b"])
    [[ 6.  -2.5]] [2.  2.5]
    >>> print(grads[1]["w"].T, grads[1]["b"])
    [[3. 1.]] [1.5]
    """
    # Your code here.
    raise NotImplementedError("mlp_backward is not written yet")


def numerical_gradient(
    f: Callable[[np.ndarray], float], x: np.ndarray, h: float = 1e-5
) -> np.ndarray:
    """Estimate the gradient of f at x from values of f alone, by central differences.

    grad[i] = (f(x + h e_i) - f(x - h e_i)) / (2 h),  with e_i = 1 at entry i and 0 elsewhere

    Args:
        f: the function; takes an array of the shape of x, returns one number, and depends on
            nothing but that array. It is called twice per entry of x.
        x: the point, float64, any shape. You may change its entries on the way, but after the
            call each must hold exactly the same bits as before.
        h: the step, positive.

    Returns:
        grad: the estimated gradient, float64, shape of x.

    Numerics:
        The error is about h^2 |f'''| / 6 (the formula's) plus 1e-16 |f| / h (rounding); with
        h = 1e-5 both are near 1e-11 where f and its derivatives are near 1. The formula is exact,
        but for rounding, where f is a polynomial of degree 2 in each entry.

    >>> print(np.round(numerical_gradient(lambda x: np.sum(x**3), np.array([1.0, -2.0])), 6))
    [ 3. 12.]
    """
    # Your code here.
    raise NotImplementedError("numerical_gradient is not written yet")


def gradient_error(analytic: np.ndarray, numeric: np.ndarray) -> float:
    """Measure how far two gradients are apart, whatever their scale.

    error = |analytic - numeric| / (|analytic| + |numeric|)

    |g| is the Euclidean norm over all entries: the root of the sum of their squares.

    Args:
        analytic: the gradient from a backward pass, float64, any shape.
        numeric: the gradient from `numerical_gradient`, float64, the same shape.

    Returns:
        error: a scalar from 0 (equal) to 1 (opposite, or only one of them 0); 0 if both are 0.

    Numerics:
        No warning and no NaN where both gradients are 0. Entries other than 0 are above 1e-150
        in size, so that their squares do not vanish.

    >>> print(gradient_error(np.array([3.0, 4.0]), np.array([-3.0, -4.0])))
    1.0
    >>> print(gradient_error(np.zeros(2), np.zeros(2)))
    0.0
    """
    # Your code here.
    raise NotImplementedError("gradient_error is not written yet")
