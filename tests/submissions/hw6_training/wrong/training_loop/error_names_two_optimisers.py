"""The ValueError names two of the three optimisers.
wrong: fit
"""

from typing import NamedTuple

import numpy as np

NAMES = ("sgd", "momentum", "adam")


class Past(NamedTuple):
    losses: tuple = ()
    waited: int = 0
    lowest: float = np.inf
    best: tuple | None = None


def fisher_yates(n, rng):
    order = list(range(n))
    for i in range(n - 1, 0, -1):
        j = int(rng.integers(i + 1))
        order[i], order[j] = order[j], order[i]
    return order


def loss_and_gradient(z, y):
    """Cross-entropy as log(sum exp(z - z_true)) with the largest difference taken out."""
    away = z - (z * y).sum(axis=1, keepdims=True)
    top = away.max(axis=1, keepdims=True)
    powers = np.exp(away - top)
    total = powers.sum(axis=1, keepdims=True)
    return (top + np.log(total)).mean(), (powers / total - y) / z.shape[0]


class Trainer:
    def __init__(self, network, data, settings):
        self.network, self.data = network, data
        self.__dict__.update(settings)
        self.moments = [[np.zeros_like(p), np.zeros_like(p)] for p in network.parameters()]
        self.t = 0

    def batch(self, rows):
        x, y, _, _ = self.data
        _, d = loss_and_gradient(self.network.forward(x[rows], training=True), y[rows])
        self.network.backward(d)
        self.t += 1
        parts = zip(self.network.parameters(), self.network.gradients(), self.moments, strict=True)
        for p, g, state in parts:
            g = g + self.weight_decay * (p.ndim == 2) * p
            p += -self.lr * getattr(self, self.optimizer)(g, state)

    def sgd(self, g, state):
        return g

    def momentum(self, g, state):
        state[0] = 0.9 * state[0] + 0.1 * g
        return state[0]

    def adam(self, g, state):
        for k, (beta, power) in enumerate([(0.9, g), (0.999, g * g)]):
            state[k] = beta * state[k] + (1 - beta) * power
        first, second = state[0] / (1 - 0.9**self.t), state[1] / (1 - 0.999**self.t)
        return first / (second**0.5 + 1e-8)

    def epoch(self, left, past):
        if left == 0 or (self.patience is not None and past.waited >= self.patience):
            return past
        x, y, x_dev, y_dev = self.data
        order = fisher_yates(len(x), self.rng)
        while order:
            self.batch(order[: self.batch_size])
            del order[: self.batch_size]
        train, _ = loss_and_gradient(self.network.forward(x, training=False), y)
        z = self.network.forward(x_dev, training=False)
        dev, _ = loss_and_gradient(z, y_dev)
        share = np.mean([a.argmax() == b.argmax() for a, b in zip(z, y_dev, strict=True)])
        losses = (*past.losses, (float(train), float(dev), float(share)))
        if dev < past.lowest:
            best = tuple(p.copy() for p in self.network.parameters())
            return self.epoch(left - 1, Past(losses, 0, dev, best))
        return self.epoch(left - 1, past._replace(losses=losses, waited=past.waited + 1))


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
    if optimizer not in NAMES:
        raise ValueError(f"optimizer must be 'sgd' or 'adam' but is {optimizer!r}")
    settings = {"batch_size": batch_size, "optimizer": optimizer, "lr": lr}
    settings |= {"weight_decay": weight_decay, "patience": patience, "rng": rng}
    trainer = Trainer(network, (x_train, y_train, x_dev, y_dev), settings)
    past = trainer.epoch(epochs, Past())
    if patience is not None and past.best is not None:
        for p, b in zip(network.parameters(), past.best, strict=True):
            p[...] = b
    columns = list(zip(*past.losses, strict=True)) or [(), (), ()]
    return {"train_loss": columns[0], "dev_loss": columns[1], "dev_accuracy": columns[2]}
