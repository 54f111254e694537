"""Puts the best parameters back with patience=None too.
wrong: fit
"""

import math

import numpy as np


def softmax(z):
    e = np.exp(z - np.max(z, axis=1)[:, None])
    return e / np.sum(e, axis=1)[:, None]


def losses(z, y):
    """Log-sum-exp minus the true class's logit, for every example."""
    top = np.max(z, axis=1)
    return top + np.log(np.sum(np.exp(z - top[:, None]), axis=1)) - np.sum(z * y, axis=1)


def batches(x, y, size, rng):
    remaining = rng.choice(len(x), size=len(x), replace=False)
    while len(remaining):
        now, remaining = remaining[:size], remaining[size:]
        yield x[now], y[now]


def sgd():
    change = None
    while True:
        gradient = yield change
        change = gradient


def momentum():
    v, change = 0.0, None
    while True:
        gradient = yield change
        v = 0.9 * v + (1 - 0.9) * gradient
        change = v


def adam():
    m, s, t, change = 0.0, 0.0, 0, None
    while True:
        gradient = yield change
        t += 1
        m = 0.9 * m + (1 - 0.9) * gradient
        s = 0.999 * s + (1 - 0.999) * gradient**2
        change = m / (1 - 0.9**t) / (np.sqrt(s / (1 - 0.999**t)) + 1e-8)


def started(rule, n):
    rules = [rule() for _ in range(n)]
    for r in rules:
        next(r)
    return rules


def training(network, x, y, epochs, batch_size, rule, lr, weight_decay, rng):
    rules = None
    for _ in range(epochs):
        for xb, yb in batches(x, y, batch_size, rng):
            p = softmax(network.forward(xb, training=True))
            network.backward((p - yb) / yb.shape[0])
            params = network.parameters()
            rules = rules or started(rule, len(params))
            for r, w, dw in zip(rules, params, network.gradients(), strict=True):
                full = dw + weight_decay * w if len(w.shape) == 2 else dw
                w -= lr * r.send(full)
        yield


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
    known = {f.__name__: f for f in (sgd, momentum, adam)}
    rule = known.get(optimizer)
    if rule is None:
        raise ValueError(f"{optimizer!r} is not in {sorted(known)}")
    history = {key: [] for key in ("train_loss", "dev_loss", "dev_accuracy")}
    kept = []
    since = 0
    run = training(network, x_train, y_train, epochs, batch_size, rule, lr, weight_decay, rng)
    for _ in run:
        z = network.forward(x_dev, training=False)
        history["dev_loss"] += [float(np.mean(losses(z, y_dev)))]
        right = np.take_along_axis(y_dev, z.argmax(axis=1)[:, None], axis=1)
        history["dev_accuracy"] += [float(right.mean())]
        z = network.forward(x_train, training=False)
        history["train_loss"] += [float(np.mean(losses(z, y_train)))]
        before = [v for v in history["dev_loss"][:-1] if not math.isnan(v)]
        if history["dev_loss"][-1] < min(before, default=math.inf):
            kept, since = [p.tobytes() for p in network.parameters()], 0
        else:
            since += 1
        if patience is not None and since >= patience:
            run.close()
            break
    if kept:
        for p, data in zip(network.parameters(), kept, strict=True):
            p[...] = np.frombuffer(data).reshape(p.shape)
    return history
