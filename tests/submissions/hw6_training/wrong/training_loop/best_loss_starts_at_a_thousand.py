"""The lowest dev loss starts at 1000, so that the first epoch may fail to improve.
wrong: fit
"""

from dataclasses import asdict, dataclass, field

import numpy as np


@dataclass
class History:
    train_loss: list = field(default_factory=list)
    dev_loss: list = field(default_factory=list)
    dev_accuracy: list = field(default_factory=list)


@dataclass
class State:
    p: np.ndarray
    decay: float
    m: np.ndarray = 0.0
    s: np.ndarray = 0.0


def blocks(x, y, size=64):
    for start in range(0, len(x), size):
        yield x[start : start + size], y[start : start + size]


def logsumexp(z):
    return np.log(np.exp(z - z.max(axis=1, keepdims=True)).sum(axis=1)) + z.max(axis=1)


def evaluate(network, x, y):
    total = right = 0.0
    for xb, yb in blocks(x, y):
        z = network.forward(xb, training=False)
        true = z[yb.astype(bool)]
        total += (logsumexp(z) - true).sum()
        right += (true == z.max(axis=1)).sum()
    return float(total / len(x)), float(right / len(x))


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
    match optimizer:
        case "sgd":

            def direction(s, g, t):
                return g
        case "momentum":

            def direction(s, g, t):
                s.m = np.average([s.m + 0 * g, g], axis=0, weights=[9, 1])
                return s.m
        case "adam":

            def direction(s, g, t):
                s.m = s.m + (g - s.m) * 0.1
                s.s = s.s + (g**2 - s.s) * 0.001
                correction = np.sqrt(1 - 0.999**t)
                return s.m * correction / (1 - 0.9**t) / (np.sqrt(s.s) + 1e-8 * correction)
        case _:
            raise ValueError("optimizer must be one of sgd, momentum, adam")
    states = [State(p, weight_decay if p.ndim == 2 else 0.0) for p in network.parameters()]
    table = np.column_stack([x_train, y_train])
    split = x_train.shape[1]
    history, t = History(), 0
    best_epoch, best = -1, None
    for epoch in range(epochs):
        rng.shuffle(table, axis=0)
        for xb, yb in blocks(table[:, :split], table[:, split:], batch_size):
            z = network.forward(xb.copy(), training=True)
            network.backward((np.exp(z - logsumexp(z)[:, None]) - yb) / len(xb))
            t += 1
            for state, g in zip(states, network.gradients(), strict=True):
                state.p -= lr * direction(state, g + state.decay * state.p, t)
        history.train_loss.append(evaluate(network, x_train, y_train)[0])
        loss, share = evaluate(network, x_dev, y_dev)
        history.dev_loss.append(loss)
        history.dev_accuracy.append(share)
        if patience is None:
            continue
        if loss == np.nanmin([1000.0, *history.dev_loss]) and history.dev_loss.count(loss) == 1:
            best_epoch, best = epoch, [np.array(s.p) for s in states]
        if epoch - best_epoch >= patience:
            break
    if best:
        for state, values in zip(states, best, strict=True):
            state.p[()] = values
    return asdict(history)
