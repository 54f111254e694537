"""Homework 2: initialisation and normalisation, which keep signals and gradients in range.

Write the body of every function; its docstring says what it must do. Leave names, arguments
and their order as they are. Besides NumPy only Python's standard library may be imported.

Conventions of all homeworks:

* Rows are examples: `x` is (N, D), a weight matrix `w` is (D, K), a bias `b` is (K,). N, D and K
  are at least 1.
* Inputs are float64 and finite, in size at most 1e4 unless a docstring says otherwise. Results
  are float64 and finite too. A scalar result, such as a norm, may be a Python float, a NumPy
  scalar or a 0-d array.
* Variances are biased: the mean of the squared deviations from the mean, divided by N and not by
  N - 1. A standard deviation, std for short, is the root of such a variance.
* A forward function returns its result and a `cache`: whatever its backward will need. Only
  your own backward ever looks inside, so the cache may be anything, a tuple for instance.
* A backward function gets `d<name>`, the gradient of the loss with respect to the forward's
  result `<name>`, and the cache. It returns the gradient with respect to what went in. It may be
  called more than once with one cache.
* Functions never change an argument, and never return an argument itself or a view of it: what is
  to stay as it is comes back as a copy. Nobody changes an argument or a result before its backward
  is called, so a cache may hold them.
* Random numbers come from the argument `rng`, a `numpy.random.Generator`, and from nowhere else.

The examples below run with `python -m doctest initialization_normalization.py`.
"""

from typing import Any

import numpy as np


def init_weights(fan_in: int, fan_out: int, scheme: str, rng: np.random.Generator) -> np.ndarray:
    """Draw the first weights of a layer, so that its outputs are about as large as its inputs.

    w[i, k] is normal with mean 0 and the variance that belongs to the scheme:
    "xavier": 1 / fan_in,  "glorot": 2 / (fan_in + fan_out),  "he": 2 / fan_in,
    "lecun": 1 / fan_in

    Args:
        fan_in: inputs of the layer, an int, at least 1.
        fan_out: outputs of the layer, an int, at least 1.
        scheme: "xavier", "glorot", "he" or "lecun". Two of them are one and the same formula, and
            libraries that call Glorot's formula "xavier" mean another one than is meant here.
        rng: where the random numbers come from. Every call goes on drawing from it, so that a
            second call gives other weights, and a generator with the same seed the same ones.

    Returns:
        w: weights, float64, shape (fan_in, fan_out), each drawn on its own. The order of the draws
            is yours.

    Raises:
        ValueError: the scheme is none of the four. The message names all four of them.

    Numerics:
        NumPy's normal draws want a standard deviation, the root of the variance.

    >>> w = init_weights(200, 300, "he", np.random.default_rng(0))
    >>> print(w.shape, abs(np.mean(w)) < 0.01, abs(np.var(w) * 200 - 2) < 0.1)
    (200, 300) True True
    >>> init_weights(2, 3, "zeros", np.random.default_rng(0))
    Traceback (most recent call last):
    ...
    ValueError: scheme must be one of xavier, glorot, he, lecun, not 'zeros'
    """
    # Your code here.
    raise NotImplementedError("init_weights is not written yet")


def standardize_fit(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Measure the mean and the standard deviation of every column of the training set.

    mean[d] = 1/N * sum over n of x[n, d]
    std[d] = root of (1/N * sum over n of (x[n, d] - mean[d])^2)

    Args:
        x: the training set, float64, shape (N, D), values from -1e4 to 1e4.

    Returns:
        mean: float64, shape (D,).
        std: float64, shape (D,), the true one: 0 for a column that is constant. A column whose
            values are all 2, for instance, gives exactly 0; where the common value has many digits
            (0.1), rounding may leave about 1e-17 times its size, and nobody looks at that.

    Numerics:
        Subtract first, square then. The mean of the squares minus the square of the mean is the
        same on paper, but in a column near 1000 that varies by 1e-6 it is all rounding, and its
        root is NaN when it comes out below 0.

    >>> mean, std = standardize_fit(np.array([[1.0, 7.0], [5.0, 7.0], [5.0, 7.0], [1.0, 7.0]]))
    >>> print(mean, std)
    [3. 7.] [2. 0.]
    """
    # Your code here.
    raise NotImplementedError("standardize_fit is not written yet")


def standardize_apply(x: np.ndarray, mean: np.ndarray, std: np.ndarray) -> np.ndarray:
    """Shift and scale every column by numbers that were measured before, on the training set.

    x_norm[n, d] = (x[n, d] - mean[d]) / std[d], and x[n, d] - mean[d] where std[d] is 0

    Training, dev and test set are all treated with the training set's mean and std, so the columns
    of a dev set need not end up with mean 0 and std 1.

    Args:
        x: training, dev or test set, float64, shape (N, D), values from -1e4 to 1e4.
        mean: from `standardize_fit`, float64, shape (D,).
        std: from `standardize_fit`, float64, shape (D,): at least 1e-6, or exactly 0 for a column
            that was constant in the training set, which is divided by 1 instead.

    Returns:
        x_norm: float64, shape (N, D).

    Numerics:
        No warning, no NaN and no infinity where std is 0. Nothing is added to std otherwise.

    >>> mean, std = np.array([3.0, 7.0]), np.array([2.0, 0.0])
    >>> print(standardize_apply(np.array([[1.0, 7.0], [9.0, 8.0]]), mean, std))
    [[-1.  0.]
     [ 3.  1.]]
    """
    # Your code here.
    raise NotImplementedError("standardize_apply is not written yet")


def signal_stds(x: np.ndarray, weights: list[np.ndarray], activation: str) -> np.ndarray:
    """Send a batch through a stack of layers without biases and measure how large it stays.

    a_0 = x,  a_l = activation(a_(l-1) w_l),  stds[l-1] = std of all entries of a_l, for l = 1 ... L

    Args:
        x: inputs, float64, shape (N, D), values from -1e4 to 1e4.
        weights: the layers' weight matrices w_1, ..., w_L, first layer first, at least one;
            float64, each of shape (inputs, outputs) of its layer.
        activation: "tanh", "relu" (max(z, 0)) or "linear" (z as it is), used in every layer, the
            last one included. No other is asked for.

    Returns:
        stds: one number per layer, first layer first, float64, shape (L,); a list will do, too. x
            itself is not measured. Each is the standard deviation over all N * K entries of the
            layer's output at once, about their common mean.

    Numerics:
        Layer by layer, no loop over examples. The stds stay between 1e-100 and 1e100, or are 0. A
        signal may vary by 1e-6 about 1000: subtract first, square then, as in `standardize_fit`.

    >>> weights = [np.array([[2.0]]), np.array([[3.0]])]
    >>> print(signal_stds(np.array([[1.0], [-1.0]]), weights, "linear"))
    [2. 6.]
    >>> print(signal_stds(np.array([[1.0], [-1.0]]), weights, "relu"))
    [1. 3.]
    """
    # Your code here.
    raise NotImplementedError("signal_stds is not written yet")


def diagnose_signal(stds: np.ndarray | list[float]) -> str:
    """Say whether a signal dies out, blows up or keeps its size on its way through a network.

    ratio = last std / first std;  "vanishing" where ratio < 1/10,  "exploding" where ratio > 10,
    "stable" otherwise

    Args:
        stds: one std per layer, first layer first: an array of shape (L,) or a list, at least one
            number, from `signal_stds`. The first is above 0, however small, the others may be 0.
            The ratio is never so close to 1/10 or 10 that rounding could decide.

    Returns:
        "vanishing", "exploding" or "stable". What happens between the first and the last layer
        does not count, nor does the size of the first.

    >>> print(diagnose_signal([4.0, 1.5, 0.2]), diagnose_signal([0.01, 0.02]))
    vanishing stable
    """
    # Your code here.
    raise NotImplementedError("diagnose_signal is not written yet")


def clip_by_value(grads: list[np.ndarray], limit: float = 1.0) -> list[np.ndarray]:
    """Cut off every gradient entry that is larger than a limit, each entry by itself.

    clipped = min(max(g, -limit), limit)

    Args:
        grads: gradients, a list of at least one float64 array, each with one axis or more; entries
            in size at most 1e100.
        limit: the largest size that an entry may keep, positive.

    Returns:
        clipped: a list of new arrays in the same order and of the same shapes, float64.

    Numerics:
        Exact: no rounding at all.

    >>> print(clip_by_value([np.array([3.0, -4.0]), np.array([[0.5]])], 2.0))
    [array([ 2., -2.]), array([[0.5]])]
    """
    # Your code here.
    raise NotImplementedError("clip_by_value is not written yet")


def clip_by_global_norm(grads: list[np.ndarray], max_norm: float) -> tuple[list[np.ndarray], float]:
    """Shorten all gradients together, when they are too long, without turning their direction.

    norm = root of the sum of g^2 over all entries of all arrays
    clipped = g * max_norm / norm where norm > max_norm, and g as it is elsewhere

    Args:
        grads: gradients, a list of at least one float64 array, each with one axis or more; entries
            in size between 1e-100 and 1e100, or 0.
        max_norm: the largest norm that the gradients together may keep, from 1e-100 to 1e100.

    Returns:
        clipped: a list of new arrays in the same order and of the same shapes, float64; copies
            where nothing is clipped.
        norm: of the gradients as they came in, before the clipping; a scalar, at least 0.

    Numerics:
        No warning and no NaN where all gradients are 0. No small number is added to the norm: where
        something is clipped, the new norm is max_norm but for rounding.

    >>> clipped, norm = clip_by_global_norm([np.array([3.0]), np.array([[-4.0]])], 1.0)
    >>> print(norm, [np.round(grad, 12).tolist() for grad in clipped])
    5.0 [[0.6], [[-0.8]]]
    """
    # Your code here.
    raise NotImplementedError("clip_by_global_norm is not written yet")


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
    """Give every column mean beta and std gamma, by the batch in training, by memory later on.

    x_hat = (x - mean) / root of (var + eps),  out = gamma * x_hat + beta

    training: mean[d] = 1/N * sum over n of x[n, d],  var[d] = 1/N * sum of (x[n, d] - mean[d])^2,
    and running = momentum * running + (1 - momentum) * batch, for the mean as for the variance
    evaluation: mean = running_mean and var = running_var, which stay as they are

    Args:
        x: inputs, float64, shape (N, D), values from -1e4 to 1e4.
        gamma: the new standard deviations, learnt, float64, shape (D,), of any sign, or 0.
        beta: the new means, learnt, float64, shape (D,).
        running_mean: what is remembered of the batches' means, float64, shape (D,).
        running_var: what is remembered of their (biased) variances, float64, shape (D,), at least
            0.
        training: True while training, False in evaluation.
        momentum: the share of the memory that is kept, from 0 to 1. It plays no part in evaluation.
        eps: keeps the denominator away from 0, from 1e-8 to 1; it stands inside the root, in
            training and in evaluation, and is not part of running_var.

    Returns:
        out: float64, shape (N, D).
        cache: what `batchnorm_backward` needs.
        running_mean: the new one in training, a copy of the old one in evaluation; (D,).
        running_var: likewise.

    Numerics:
        A constant column, and so every column of a batch of one example (N = 1), has variance 0:
        out is beta there, without NaN. A column may vary by 1e-4 about 1000: subtract first, square
        then, as in `standardize_fit`.

    >>> x, zeros, ones = np.array([[1.0, 7.0], [5.0, 7.0]]), np.zeros(2), np.ones(2)
    >>> gamma, beta = np.array([1.0, 3.0]), np.array([0.0, 2.0])
    >>> out, cache, mean, var = batchnorm_forward(x, gamma, beta, zeros, ones, eps=2.25)
    >>> print(out)
    [[-0.8  2. ]
     [ 0.8  2. ]]
    >>> print(np.round(mean, 6), np.round(var, 6))
    [0.3 0.7] [1.3 0.9]
    >>> out, cache, mean, var = batchnorm_forward(x, gamma, beta, zeros, ones, training=False)
    >>> print(np.round(out, 3).tolist(), mean, var)
    [[1.0, 23.0], [5.0, 23.0]] [0. 0.] [1. 1.]
    """
    # Your code here.
    raise NotImplementedError("batchnorm_forward is not written yet")


def batchnorm_backward(dout: np.ndarray, cache: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Carry a gradient back through the batch normalisation, as the forward pass was done.

    dgamma = sum over n of dout * x_hat,  dbeta = sum over n of dout,  dx_hat = dout * gamma

    training: dx = (dx_hat - m1 - x_hat * m2) / root of (var + eps), with m1 the mean over n of
    dx_hat and m2 the mean over n of dx_hat * x_hat, because mean and variance depend on x as well
    evaluation: dx = dx_hat / root of (running_var + eps), for running values are constants

    Args:
        dout: gradient of the loss with respect to out, float64, shape (N, D).
        cache: from `batchnorm_forward`, of a call with training True or False.

    Returns:
        dx: gradient of the loss with respect to x, float64, shape (N, D). After a call in training
            every column sums to 0.
        dgamma: gradient of the loss with respect to gamma, float64, shape (D,).
        dbeta: gradient of the loss with respect to beta, float64, shape (D,).

    Numerics:
        The running values that come out of the forward pass carry no gradient. dx is 0 for N = 1
        in training. Where gamma is 0, dx is 0 as well, but dgamma is not: gamma can grow again.

    >>> x, zeros, ones = np.array([[1.0], [5.0]]), np.zeros(1), np.ones(1)
    >>> out, cache, mean, var = batchnorm_forward(x, 2 * ones, zeros, zeros, ones, eps=2.25)
    >>> dx, dgamma, dbeta = batchnorm_backward(np.array([[1.0], [3.0]]), cache)
    >>> print(np.round(dx.ravel(), 6), np.round(dgamma, 6), dbeta)
    [-0.288  0.288] [1.6] [4.]
    """
    # Your code here.
    raise NotImplementedError("batchnorm_backward is not written yet")


def fold_batchnorm(
    w: np.ndarray,
    b: np.ndarray,
    gamma: np.ndarray,
    beta: np.ndarray,
    running_mean: np.ndarray,
    running_var: np.ndarray,
    eps: float = 1e-5,
) -> tuple[np.ndarray, np.ndarray]:
    """Merge a dense layer and the batch normalisation behind it into one dense layer.

    For every x: x w_folded + b_folded = gamma * (x w + b - running_mean) / root of
    (running_var + eps) + beta, which is the batch normalisation of x w + b in evaluation

    Args:
        w: the dense layer's weights, float64, shape (D, K).
        b: its biases, float64, shape (K,).
        gamma: of the batch normalisation, like all that follows; float64, shape (K,), of any sign,
            or 0.
        beta: float64, shape (K,).
        running_mean: float64, shape (K,).
        running_var: float64, shape (K,), at least 0.
        eps: stands inside the root, from 1e-8 to 1.

    Returns:
        w_folded: the merged layer's weights, float64, shape (D, K), a new array.
        b_folded: its biases, float64, shape (K,), a new array.

    >>> w, b = np.array([[2.0, 1.0]]), np.array([1.0, 0.0])
    >>> gamma, beta = np.array([3.0, 1.0]), np.array([0.5, -1.0])
    >>> mean, var = np.array([2.0, 4.0]), np.array([3.0, 0.0])
    >>> w_folded, b_folded = fold_batchnorm(w, b, gamma, beta, mean, var, eps=1.0)
    >>> print(w_folded, b_folded)
    [[3. 1.]] [-1. -5.]
    """
    # Your code here.
    raise NotImplementedError("fold_batchnorm is not written yet")


def layernorm_forward(
    x: np.ndarray, gamma: np.ndarray, beta: np.ndarray, eps: float = 1e-5
) -> tuple[np.ndarray, Any]:
    """Normalise every example by itself, over its own features; in training and evaluation alike.

    mean[n] = 1/D * sum over d of x[n, d],  var[n] = 1/D * sum over d of (x[n, d] - mean[n])^2
    x_hat[n, d] = (x[n, d] - mean[n]) / root of (var[n] + eps)
    out[n, d] = gamma[d] * x_hat[n, d] + beta[d]

    Source: J. L. Ba, J. R. Kiros, G. E. Hinton, Layer Normalization (2016).

    Args:
        x: inputs, float64, shape (N, D), values from -1e4 to 1e4.
        gamma: factors, learnt, one per feature, float64, shape (D,), of any sign, or 0.
        beta: offsets, learnt, one per feature, float64, shape (D,).
        eps: keeps the denominator away from 0, inside the root, from 1e-8 to 1.

    Returns:
        out: float64, shape (N, D).
        cache: what `layernorm_backward` needs.

    Numerics:
        A row of equal entries, and so every row where D = 1, has variance 0: out is beta there,
        without NaN. A row may vary by 1e-4 about 1000: subtract first, square then.

    >>> gamma, beta = np.array([1.0, 2.0]), np.array([0.0, 1.0])
    >>> out, cache = layernorm_forward(np.array([[1.0, 5.0], [7.0, 7.0]]), gamma, beta, eps=2.25)
    >>> print(np.round(out, 6))
    [[-0.8  2.6]
     [ 0.   1. ]]
    """
    # Your code here.
    raise NotImplementedError("layernorm_forward is not written yet")


def layernorm_backward(dout: np.ndarray, cache: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Carry a gradient back through the layer normalisation.

    dgamma = sum over n of dout * x_hat,  dbeta = sum over n of dout,  dx_hat = dout * gamma,
    dx = (dx_hat - m1 - x_hat * m2) / root of (var + eps), with m1[n] the mean over d of dx_hat and
    m2[n] the mean over d of dx_hat * x_hat

    Args:
        dout: gradient of the loss with respect to out, float64, shape (N, D).
        cache: from `layernorm_forward`.

    Returns:
        dx: gradient of the loss with respect to x, float64, shape (N, D); every row sums to 0.
        dgamma: gradient of the loss with respect to gamma, float64, shape (D,).
        dbeta: gradient of the loss with respect to beta, float64, shape (D,).

    Numerics:
        dx is 0 for D = 1. Parameters are shared by all examples, so their gradients are sums over
        examples, although the statistics are taken over features.

    >>> gamma, beta = np.array([1.0, 2.0]), np.array([0.0, 1.0])
    >>> out, cache = layernorm_forward(np.array([[1.0, 5.0]]), gamma, beta, eps=2.25)
    >>> dx, dgamma, dbeta = layernorm_backward(np.array([[1.0, 3.0]]), cache)
    >>> print(np.round(dx, 6), np.round(dgamma, 6), dbeta)
    [[-0.36  0.36]] [-0.8  2.4] [1. 3.]
    """
    # Your code here.
    raise NotImplementedError("layernorm_backward is not written yet")
