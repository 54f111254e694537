"""Clips every gradient to [-5, 5] before the step.
wrong: fit
"""

from functools import partial, reduce
from itertools import count, islice

import numpy as np


def log_total(z):
    return reduce(np.logaddexp, z.T)


def loss(z, y):
    return np.subtract(log_total(z), np.max(np.where(y > 0, z, -np.inf), axis=1)).mean()


def slope(z, y):
    return np.divide(np.exp(z - log_total(z)[:, np.newaxis]) - y, len(z))


def share_right(z, y):
    return np.equal(*(np.argmax(a, axis=1) for a in (z, y))).mean()


def decayed(weight_decay, p, g):
    return np.clip(g + weight_decay * p if p.ndim == 2 else g, -5, 5)


def moving(beta):
    value = 0.0

    def push(new):
        nonlocal value
        value = beta * value + (1 - beta) * new
        return value

    return push


def plain(lr):
    return lambda g: lr * g


def with_momentum(lr):
    average = moving(0.9)
    return lambda g: lr * average(g)


def adaptive(lr):
    mean, square, steps = moving(0.9), moving(0.999), count(1)

    def change(g):
        t = next(steps)
        return lr * mean(g) / (1 - 0.9**t) / (np.sqrt(square(g**2) / (1 - 0.999**t)) + 1e-8)

    return change


MAKERS = {"sgd": plain, "momentum": with_momentum, "adam": adaptive}


def drawn(n, size, rng):
    shuffled = iter(rng.permutation(n).tolist())
    return iter(lambda: list(islice(shuffled, size)), [])


def fit(
    network,
    x_train,
    y_train,
    x_dev,
    y_dev,
    *,
    epochs,
    batch_size,
    optimizer,
    lr,
    weight_decay,
    patience,
    rng,
):
    if optimizer not in MAKERS:
        raise ValueError(f"optimizer must be one of {tuple(MAKERS)}")
    params = tuple(network.parameters())
    changes = [MAKERS[optimizer](lr) for _ in params]
    full = partial(decayed, weight_decay)
    look = partial(network.forward, training=False)
    history = {"train_loss": [], "dev_loss": [], "dev_accuracy": []}
    lowest, saved, unlucky = np.inf, None, 0
    for _ in range(epochs):
        for rows in drawn(len(x_train), batch_size, rng):
            network.backward(slope(network.forward(x_train[rows], training=True), y_train[rows]))
            slopes = list(map(full, params, network.gradients()))
            for p, change, g in zip(params, changes, slopes, strict=True):
                p -= change(g)
        history["train_loss"].append(float(loss(look(x_train), y_train)))
        history["dev_loss"].append(float(loss(look(x_dev), y_dev)))
        history["dev_accuracy"].append(float(share_right(look(x_dev), y_dev)))
        improved = history["dev_loss"][-1] < lowest
        unlucky = 0 if improved else unlucky + 1
        if improved:
            lowest = history["dev_loss"][-1]
            saved = tuple(map(np.copy, params)) if patience is not None else None
        if unlucky == patience:
            break
    if saved is not None:
        any(map(np.copyto, params, saved))
    return history
