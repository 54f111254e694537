"""Heaviside jumps for the pieces; the plateau class is a dataclass with a property."""

from dataclasses import dataclass, field

import numpy as np


def time_decay(lr0, decay, epoch):
    return np.reciprocal(1.0 + decay * np.asarray(epoch)) * lr0


def exponential_decay(lr0, decay, epoch):
    return np.exp(-decay) ** np.asarray(epoch) * lr0


def inverse_sqrt_decay(lr0, k, epoch):
    return np.sqrt(1.0 / np.asarray(epoch)) * k * lr0


def staircase_decay(lr0, factor, every, epoch):
    epoch = np.asarray(epoch)
    whole = (epoch - epoch % every) / every
    return lr0 * factor ** np.rint(whole)


def step_exponential(lr0, every, epoch):
    return lr0 * (10 ** (-1 / every)) ** np.asarray(epoch)


def power_decay(lr0, power, every, epoch):
    return lr0 * (1 + np.true_divide(epoch, every)) ** (-1.0 * power)


def piecewise_constant(boundaries, values, epoch):
    epoch = np.asarray(epoch, dtype=float)
    index = np.zeros(epoch.shape)
    for boundary in boundaries:
        index = index + np.heaviside(epoch - boundary, 1.0)
    return np.asarray(values, dtype=float)[index.astype(int)]


@dataclass
class ReduceOnPlateau:
    lr0: float
    factor: float
    patience: int
    min_delta: float = 0.0
    best: float = field(default=float("inf"), init=False)
    bad_epochs: int = field(default=0, init=False)
    cuts: int = field(default=0, init=False)

    @property
    def lr(self):
        return self.lr0 * self.factor**self.cuts

    def update(self, dev_loss):
        if dev_loss < self.best - self.min_delta:
            self.best, self.bad_epochs = dev_loss, 0
            return self.lr
        self.bad_epochs += 1
        self.cuts += self.bad_epochs // self.patience
        self.bad_epochs %= self.patience
        return self.lr
