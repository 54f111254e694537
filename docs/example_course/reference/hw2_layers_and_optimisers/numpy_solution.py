"""Layers with caches and dicts of settings, and update rules, in NumPy.

Write the body of every function; its docstring says what it must do. Rows are examples, results are
float64, and array arguments stay as they are. Draw from `np.random` itself. Only NumPy and Python's
standard library may be imported.

The examples below run with `python -m doctest numpy_solution.py`.
"""

from typing import Any

import numpy as np


def affine_forward(x: np.ndarray, w: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, Any]:
    """Multiply every example, laid out as a row, by a matrix and add a bias.

    out[n, k] = sum over d of row[n, d] * w[d, k], plus b[k]

    Args:
        x: float64, shape (N, d_1, ..., d_k); an example has D = d_1 * ... * d_k numbers.
        w: float64, shape (D, K).
        b: float64, shape (K,).

    Returns:
        out: float64, shape (N, K).
        cache: what `affine_backward` needs.

    >>> affine_forward(np.ones((1, 2, 2)), np.ones((4, 1)), np.array([0.5]))[0]
    array([[4.5]])
    """
    ### BEGIN SOLUTION
    rows = x.reshape(len(x), -1)
    out = rows @ w + b
    return out, (x, w)
    ### END SOLUTION


def affine_backward(dout: np.ndarray, cache: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Carry a gradient back through the affine layer.

    Args:
        dout: gradient of the loss with respect to out, float64, shape (N, K).
        cache: from `affine_forward`.

    Returns:
        dx: float64, shape (N, d_1, ..., d_k), as x.
        dw: float64, shape (D, K).
        db: float64, shape (K,).
    """
    ### BEGIN SOLUTION
    x, w = cache
    rows = x.reshape(len(x), -1)
    dx = (dout @ w.T).reshape(x.shape)
    dw = rows.T @ dout
    db = dout.sum(axis=0)
    return dx, dw, db
    ### END SOLUTION


def relu_forward(x: np.ndarray) -> tuple[np.ndarray, Any]:
    """Set what is negative to 0.

    Args:
        x: float64, of any shape.

    Returns:
        out: max(x, 0), float64, the same shape.
        cache: what `relu_backward` needs.

    >>> relu_forward(np.array([-2.0, 3.0]))[0]
    array([0., 3.])
    """
    ### BEGIN SOLUTION
    out = np.maximum(x, 0.0)
    return out, x
    ### END SOLUTION


def relu_backward(dout: np.ndarray, cache: Any) -> np.ndarray:
    """Carry a gradient back through the ReLU: dout where x > 0, else 0.

    Args:
        dout: gradient of the loss with respect to out, float64, of any shape.
        cache: from `relu_forward`.

    Returns:
        dx: float64, the same shape.
    """
    ### BEGIN SOLUTION
    x = cache
    dx = np.where(x > 0.0, dout, 0.0)
    return dx
    ### END SOLUTION


def batchnorm_forward(
    x: np.ndarray, gamma: np.ndarray, beta: np.ndarray, bn_param: dict[str, Any]
) -> tuple[np.ndarray, Any]:
    """Bring every column to mean beta and standard deviation gamma.

    out = gamma * (x - mean) / root of (var + eps) + beta

    Mode "train" takes mean and var (divided by N) of the batch and keeps track of both, by
    running = momentum * running + (1 - momentum) * batch; mode "test" takes the running ones.

    Args:
        x: float64, shape (N, D).
        gamma: float64, shape (D,).
        beta: float64, shape (D,).
        bn_param: "mode"; "eps", 1e-5 if missing; "momentum", 0.9 if missing; "running_mean" and
            "running_var", zeros if missing. In mode "train" the new running ones are put in it.

    Returns:
        out: float64, shape (N, D).
        cache: what `batchnorm_backward` needs.

    >>> bn_param = {"mode": "train", "eps": 0.0}
    >>> out, cache = batchnorm_forward(np.array([[1.0], [5.0]]), np.ones(1), np.zeros(1), bn_param)
    >>> print(out.ravel(), bn_param["running_mean"].round(3), bn_param["running_var"].round(3))
    [-1.  1.] [0.3] [0.4]
    """
    ### BEGIN SOLUTION
    eps = bn_param.get("eps", 1e-5)
    momentum = bn_param.get("momentum", 0.9)
    running_mean = bn_param.get("running_mean", np.zeros_like(gamma))
    running_var = bn_param.get("running_var", np.zeros_like(gamma))
    if bn_param["mode"] == "train":
        mean, var = x.mean(axis=0), x.var(axis=0)
        bn_param["running_mean"] = momentum * running_mean + (1 - momentum) * mean
        bn_param["running_var"] = momentum * running_var + (1 - momentum) * var
    else:
        mean, var = running_mean, running_var
    root = np.sqrt(var + eps)
    x_hat = (x - mean) / root
    out = gamma * x_hat + beta
    return out, (x_hat, gamma, root)
    ### END SOLUTION


def batchnorm_backward(dout: np.ndarray, cache: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Carry a gradient back through the batch norm of mode "train".

    Args:
        dout: gradient of the loss with respect to out, float64, shape (N, D).
        cache: from `batchnorm_forward`.

    Returns:
        dx: float64, shape (N, D).
        dgamma: float64, shape (D,).
        dbeta: float64, shape (D,).
    """
    ### BEGIN SOLUTION
    x_hat, gamma, root = cache
    dx_hat = gamma * dout
    slant = x_hat * (dx_hat * x_hat).mean(axis=0)
    dx = (dx_hat - dx_hat.mean(axis=0) - slant) / root
    dgamma = (dout * x_hat).sum(axis=0)
    dbeta = dout.sum(axis=0)
    return dx, dgamma, dbeta
    ### END SOLUTION


def dropout_forward(x: np.ndarray, dropout_param: dict[str, Any]) -> tuple[np.ndarray, Any]:
    """Drop entries at random in mode "train", and scale up what is kept.

    out = x / p with probability p, else 0; in mode "test" out = x

    Args:
        x: float64, of any shape.
        dropout_param: "mode"; "p", the probability to keep an entry; "seed", with which
            `np.random` is seeded before the draws, if there is one.

    Returns:
        out: float64, the same shape.
        cache: what `dropout_backward` needs.

    >>> out, cache = dropout_forward(np.ones(1000), {"mode": "train", "p": 0.5})
    >>> print(np.unique(out))
    [0. 2.]
    """
    ### BEGIN SOLUTION
    keep = dropout_param["p"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    if dropout_param["mode"] == "train":
        scale = np.random.binomial(1, keep, size=x.shape) / keep
    else:
        scale = np.ones_like(x)
    return x * scale, scale
    ### END SOLUTION


def dropout_backward(dout: np.ndarray, cache: Any) -> np.ndarray:
    """Carry a gradient back through dropout.

    Args:
        dout: gradient of the loss with respect to out, float64, of any shape.
        cache: from `dropout_forward`.

    Returns:
        dx: float64, the same shape.
    """
    ### BEGIN SOLUTION
    scale = cache
    dx: np.ndarray = dout * scale
    return dx
    ### END SOLUTION


def sgd(
    w: np.ndarray, dw: np.ndarray, config: dict[str, Any] | None = None
) -> tuple[np.ndarray, dict[str, Any]]:
    """Make a step of gradient descent.

    Args:
        w: weights, float64, of any shape.
        dw: their gradient, the same shape.
        config: "learning_rate", 1e-2 if missing. None is a dict with nothing in it.

    Returns:
        next_w: w - learning_rate * dw, a new array.
        config: to be handed over at the next step.

    >>> sgd(np.array([1.0]), np.array([2.0]))[0]
    array([0.98])
    """
    ### BEGIN SOLUTION
    config = {} if config is None else config
    lr = config.setdefault("learning_rate", 1e-2)
    next_w = w - lr * dw
    return next_w, config
    ### END SOLUTION


def sgd_momentum(
    w: np.ndarray, dw: np.ndarray, config: dict[str, Any] | None = None
) -> tuple[np.ndarray, dict[str, Any]]:
    """Make a step with momentum.

    velocity = momentum * velocity - learning_rate * dw
    next_w = w + velocity

    Args:
        w: weights, float64, of any shape.
        dw: their gradient, the same shape.
        config: "learning_rate", 1e-2 if missing; "momentum", 0.9 if missing; "velocity", zeros if
            missing. None is a dict with nothing in it.

    Returns:
        next_w: float64, a new array.
        config: to be handed over at the next step, with the new "velocity".

    >>> sgd_momentum(np.array([1.0]), np.array([2.0]), {"velocity": np.array([1.0])})[0]
    array([1.88])
    """
    ### BEGIN SOLUTION
    config = {} if config is None else config
    lr = config.setdefault("learning_rate", 1e-2)
    momentum = config.setdefault("momentum", 0.9)
    velocity = config.get("velocity", np.zeros_like(w))
    velocity = momentum * velocity - lr * dw
    next_w = w + velocity
    config["velocity"] = velocity
    return next_w, config
    ### END SOLUTION


def rmsprop(
    w: np.ndarray, dw: np.ndarray, config: dict[str, Any] | None = None
) -> tuple[np.ndarray, dict[str, Any]]:
    """Make a step divided by the root of a moving average of squared gradients.

    cache = decay_rate * cache + (1 - decay_rate) * dw^2
    next_w = w - learning_rate * dw / (root of cache + epsilon)

    Args:
        w: weights, float64, of any shape.
        dw: their gradient, the same shape.
        config: "learning_rate", 1e-2 if missing; "decay_rate", 0.99 if missing; "epsilon", 1e-8 if
            missing; "cache", zeros if missing. None is a dict with nothing in it.

    Returns:
        next_w: float64, a new array.
        config: to be handed over at the next step, with the new "cache".

    >>> print(rmsprop(np.array([1.0]), np.array([2.0]))[0].round(6))
    [0.9]
    """
    ### BEGIN SOLUTION
    config = {} if config is None else config
    lr = config.setdefault("learning_rate", 1e-2)
    decay_rate = config.setdefault("decay_rate", 0.99)
    epsilon = config.setdefault("epsilon", 1e-8)
    cache = config.get("cache", np.zeros_like(w))
    cache = decay_rate * cache + (1 - decay_rate) * dw**2
    divisor = np.sqrt(cache) + epsilon
    next_w = w - lr * dw / divisor
    config["cache"] = cache
    return next_w, config
    ### END SOLUTION


def adam(
    w: np.ndarray, dw: np.ndarray, config: dict[str, Any] | None = None
) -> tuple[np.ndarray, dict[str, Any]]:
    """Make a step of Adam.

    t = t + 1
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw^2
    next_w = w - learning_rate * m / (1 - beta1^t) / (root of (v / (1 - beta2^t)) + epsilon)

    Source: D. Kingma, J. Ba, Adam: A Method for Stochastic Optimization (2015).

    Args:
        w: weights, float64, of any shape.
        dw: their gradient, the same shape.
        config: "learning_rate", 1e-3 if missing; "beta1", 0.9; "beta2", 0.999; "epsilon", 1e-8;
            "m" and "v", zeros; "t", 0. None is a dict with nothing in it.

    Returns:
        next_w: float64, a new array.
        config: to be handed over at the next step, with the new "m", "v" and "t".

    >>> print(adam(np.array([1.0]), np.array([2.0]))[0].round(6))
    [0.999]
    """
    ### BEGIN SOLUTION
    config = {} if config is None else config
    lr = config.setdefault("learning_rate", 1e-3)
    beta1 = config.setdefault("beta1", 0.9)
    beta2 = config.setdefault("beta2", 0.999)
    epsilon = config.setdefault("epsilon", 1e-8)
    t = config.get("t", 0) + 1
    m = beta1 * config.get("m", np.zeros_like(w)) + (1 - beta1) * dw
    v = beta2 * config.get("v", np.zeros_like(w)) + (1 - beta2) * dw**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    next_w = w - lr * m_hat / (np.sqrt(v_hat) + epsilon)
    config.update(t=t, m=m, v=v)
    return next_w, config
    ### END SOLUTION
