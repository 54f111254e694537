"""Decay for the weights of all layers but the last.
wrong: fit
"""

import math

import numpy as np


def cross_entropy(logits, y):
    z = logits - logits.max(axis=1, keepdims=True)
    logp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    return -(y * logp).sum() / len(y), (np.exp(logp) - y) / len(y)


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
    if optimizer not in ("sgd", "momentum", "adam"):
        raise ValueError(f"optimizer must be one of sgd, momentum, adam, not {optimizer!r}")
    params = network.parameters()
    m = [np.zeros_like(p) for p in params]
    v = [np.zeros_like(p) for p in params]
    t = 0
    n = len(x_train)
    history = {"train_loss": [], "dev_loss": [], "dev_accuracy": []}
    best_loss, best_params, wait = math.inf, None, 0
    for epoch in range(epochs):
        order = rng.permutation(n)
        for start in range(0, n, batch_size):
            idx = order[start : start + batch_size]
            xb, yb = x_train[idx], y_train[idx]
            _loss, d = cross_entropy(network.forward(xb, True), yb)
            network.backward(d)
            t += 1
            for i, (p, g) in enumerate(zip(params, network.gradients(), strict=False)):
                if p.ndim == 2 and i < len(params) - 2:
                    g = g + weight_decay * p
                if optimizer == "sgd":
                    p -= lr * g
                elif optimizer == "momentum":
                    m[i] = 0.9 * m[i] + 0.1 * g
                    p -= lr * m[i]
                else:
                    m[i] = 0.9 * m[i] + 0.1 * g
                    v[i] = 0.999 * v[i] + 0.001 * g * g
                    p -= lr * (m[i] / (1 - 0.9**t)) / (np.sqrt(v[i] / (1 - 0.999**t)) + 1e-8)
        train_loss = cross_entropy(network.forward(x_train, False), y_train)[0]
        logits = network.forward(x_dev, False)
        dev_loss = cross_entropy(logits, y_dev)[0]
        history["train_loss"].append(float(train_loss))
        history["dev_loss"].append(float(dev_loss))
        history["dev_accuracy"].append(
            float(np.mean(logits.argmax(axis=1) == y_dev.argmax(axis=1)))
        )
        if dev_loss < best_loss or epoch == 0:
            best_loss, best_params, wait = dev_loss, [p.copy() for p in params], 0
        else:
            wait += 1
        if patience is not None and wait >= patience:
            break
    if patience is not None:
        for p, b in zip(params, best_params, strict=False):
            p[...] = b
    return history
