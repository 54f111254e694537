"""Losses and accuracy are plain means over blocks of 256, a smaller last one weighing as much.
wrong: fit
"""

import copy

import numpy as np


class SGD:
    def __init__(self, params, lr):
        self.params, self.lr = params, lr

    def change(self, i, g):
        return g

    def step(self, grads):
        for i, (p, g) in enumerate(zip(self.params, grads, strict=True)):
            np.subtract(p, self.lr * self.change(i, g), out=p)


class Momentum(SGD):
    def __init__(self, params, lr):
        super().__init__(params, lr)
        self.velocity = [np.zeros(p.shape) for p in params]

    def change(self, i, g):
        self.velocity[i] += 0.1 * (g - self.velocity[i])
        return self.velocity[i]


class Adam(SGD):
    def __init__(self, params, lr):
        super().__init__(params, lr)
        self.first = [np.zeros(p.shape) for p in params]
        self.second = [np.zeros(p.shape) for p in params]
        self.t = 0

    def step(self, grads):
        self.t += 1
        super().step(grads)

    def change(self, i, g):
        self.first[i] += 0.1 * (g - self.first[i])
        self.second[i] += 0.001 * (g * g - self.second[i])
        mean = self.first[i] / (1 - 0.9**self.t)
        return mean / (np.sqrt(self.second[i] / (1 - 0.999**self.t)) + 1e-8)


class Stopper:
    def __init__(self, patience, params):
        self.patience, self.params = patience, params
        self.lowest, self.saved, self.bad = float("inf"), None, 0

    def ends(self, loss):
        if self.patience is None:
            return False
        self.bad += 1
        if loss < self.lowest:
            self.lowest, self.saved, self.bad = loss, copy.deepcopy(self.params), 0
        return self.bad >= self.patience

    def restore(self):
        if self.saved is not None:
            for p, s in zip(self.params, self.saved, strict=True):
                np.copyto(p, s)


OPTIMISERS = {"sgd": SGD, "momentum": Momentum, "adam": Adam}


def log_softmax(z):
    return z - np.logaddexp.reduce(z, axis=1, keepdims=True)


def mean_loss(network, x, y):
    found = []
    for at in range(0, len(x), 256):
        z = network.forward(x[at : at + 256], training=False)
        found.append(-np.sum(y[at : at + 256] * log_softmax(z)) / len(z))
    return float(np.mean(found))


def accuracy(network, x, y):
    found = []
    for at in range(0, len(x), 256):
        z = network.forward(x[at : at + 256], training=False)
        found.append(np.mean(np.argmax(z, axis=1) == np.argmax(y[at : at + 256], axis=1)))
    return float(np.mean(found))


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
    if optimizer not in OPTIMISERS:
        raise ValueError("optimizer: " + ", ".join(OPTIMISERS))
    params = list(network.parameters())
    rule = OPTIMISERS[optimizer](params, lr)
    stopper = Stopper(patience, params)
    train_loss, dev_loss, dev_accuracy = [], [], []
    for _ in range(epochs):
        indices = np.arange(len(x_train))
        rng.shuffle(indices)
        for batch in np.split(indices, range(batch_size, len(indices), batch_size)):
            z = network.forward(x_train[batch], True)
            network.backward((np.exp(log_softmax(z)) - y_train[batch]) / batch.size)
            decay = [weight_decay * p if np.ndim(p) == 2 else 0.0 for p in params]
            rule.step([g + d for g, d in zip(network.gradients(), decay, strict=True)])
        train_loss.append(mean_loss(network, x_train, y_train))
        dev_loss.append(mean_loss(network, x_dev, y_dev))
        dev_accuracy.append(accuracy(network, x_dev, y_dev))
        if stopper.ends(dev_loss[-1]):
            break
    stopper.restore()
    return {"train_loss": train_loss, "dev_loss": dev_loss, "dev_accuracy": dev_accuracy}
