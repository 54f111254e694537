"""After the first reduction every further epoch without improvement reduces again.
wrong: ReduceOnPlateau
"""

import numpy as np


def time_decay(lr0, decay, epoch):
    e = np.asarray(epoch, dtype=float)
    return np.divide(lr0, 1 + decay * e)


def exponential_decay(lr0, decay, epoch):
    e = np.asarray(epoch, dtype=float)
    return np.exp(-decay * e) * lr0


def inverse_sqrt_decay(lr0, k, epoch):
    e = np.asarray(epoch, dtype=float)
    return lr0 * k * e**-0.5


def staircase_decay(lr0, factor, every, epoch):
    e = np.asarray(epoch, dtype=float)
    return np.power(float(factor), e // every) * lr0


def step_exponential(lr0, every, epoch):
    e = np.asarray(epoch, dtype=float)
    return lr0 / np.power(10.0, e / every)


def power_decay(lr0, power, every, epoch):
    e = np.asarray(epoch, dtype=float)
    return lr0 * np.power(1 + e / every, -float(power))


def piecewise_constant(boundaries, values, epoch):
    e = np.asarray(epoch, dtype=float)
    rate = np.full(e.shape, float(values[0]))
    for boundary, value in zip(boundaries, values[1:]):
        rate = np.where(e >= boundary, value, rate)
    return rate


class ReduceOnPlateau:
    def __init__(self, lr0, factor, patience, min_delta=0.0):
        self.lr0, self.factor = lr0, factor
        self.patience, self.min_delta = patience, min_delta
        self.best = float("inf")
        self.since, self.cuts = 0, 0

    def update(self, dev_loss):
        self.since += 1
        if dev_loss < self.best - self.min_delta:
            self.best, self.since = dev_loss, 0
        elif self.since >= self.patience:
            self.cuts += 1
        return self.lr0 * self.factor**self.cuts
