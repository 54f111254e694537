"""The homework of docs/example_course in another hand: averages and velocity changed in place."""

import numpy as np


def affine_forward(x, w, b):
    flat = np.stack([example.ravel() for example in x])
    return np.einsum("nd,dk->nk", flat, w) + b, (x.shape, flat, w)


def affine_backward(dout, cache):
    shape, flat, w = cache
    return np.reshape(np.dot(dout, w.T), shape), np.dot(flat.T, dout), np.ones(len(dout)) @ dout


def relu_forward(x):
    on = x > 0
    return x * on, on


def relu_backward(dout, cache):
    return dout * cache


def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.setdefault("eps", 1e-5)
    if bn_param["mode"] == "test":
        scale = gamma / np.sqrt(bn_param["running_var"] + eps)
        return (x - bn_param["running_mean"]) * scale + beta, None
    mu = np.average(x, axis=0)
    centred = x - mu
    var = np.average(centred**2, axis=0)
    share = 1 - bn_param.get("momentum", 0.9)
    for key, batch in (("running_mean", mu), ("running_var", var)):
        running = bn_param.setdefault(key, np.zeros(x.shape[1]))
        running += share * (batch - running)
    std = (var + eps) ** 0.5
    return gamma * (centred / std) + beta, (centred, std, gamma)


def batchnorm_backward(dout, cache):
    centred, std, gamma = cache
    n = len(dout)
    dvar = np.sum(dout * gamma * centred, axis=0) * -0.5 / std**3
    dmu = -np.sum(dout * gamma / std, axis=0)
    dx = dout * gamma / std + 2 * dvar * centred / n + dmu / n
    return dx, np.sum(dout * centred / std, axis=0), np.sum(dout, axis=0)


def dropout_forward(x, dropout_param):
    if dropout_param.get("seed") is not None:
        np.random.seed(dropout_param["seed"])
    if dropout_param["mode"] == "test":
        return x, (dropout_param, None)
    mask = (np.random.rand(*x.shape) < dropout_param["p"]) / dropout_param["p"]
    return x * mask, (dropout_param, mask)


def dropout_backward(dout, cache):
    param, mask = cache
    return dout if param["mode"] == "test" else dout * mask


def sgd(w, dw, config=None):
    config = dict(config or {})
    return w - config.get("learning_rate", 0.01) * dw, config


def sgd_momentum(w, dw, config=None):
    if config is None:
        config = {}
    config.setdefault("learning_rate", 0.01)
    config.setdefault("momentum", 0.9)
    v = config.setdefault("velocity", np.zeros_like(w))
    v *= config["momentum"]
    v -= config["learning_rate"] * dw
    return w + v, config


def rmsprop(w, dw, config=None):
    defaults = {"learning_rate": 0.01, "decay_rate": 0.99, "epsilon": 1e-8, "cache": 0.0}
    config = {**defaults, **(config or {})}
    rate = config["decay_rate"]
    config["cache"] = rate * config["cache"] + (1 - rate) * np.square(dw)
    step = config["learning_rate"] * dw
    return w - step / (config["epsilon"] + np.sqrt(config["cache"])), config


def adam(w, dw, config=None):
    given = {} if config is None else config
    lr = given.get("learning_rate", 1e-3)
    b1, b2 = given.get("beta1", 0.9), given.get("beta2", 0.999)
    m, v, t = given.get("m", 0 * w), given.get("v", 0 * w), given.get("t", 0) + 1
    m, v = m + (1 - b1) * (dw - m), v + (1 - b2) * (dw * dw - v)
    step = lr * (m / (1 - b1**t)) / (np.sqrt(v / (1 - b2**t)) + given.get("epsilon", 1e-8))
    return w - step, {**given, "m": m, "v": v, "t": t}
