"""The rate never exceeds lr0, although k may be above 1.
wrong: inverse_sqrt_decay
"""

import numpy as np


def time_decay(lr0, decay, epoch):
    return lr0 / (1 + decay * epoch)


def exponential_decay(lr0, decay, epoch):
    return lr0 * np.exp(-decay * epoch)


def inverse_sqrt_decay(lr0, k, epoch):
    return np.minimum(k * lr0 / np.sqrt(epoch), lr0)


def staircase_decay(lr0, factor, every, epoch):
    return lr0 * factor ** np.floor(epoch / every)


def step_exponential(lr0, every, epoch):
    return lr0 * 10.0 ** (-epoch / every)


def power_decay(lr0, power, every, epoch):
    return lr0 / (1 + epoch / every) ** power


def piecewise_constant(boundaries, values, epoch):
    return np.array(values, dtype=float)[np.searchsorted(boundaries, epoch, side="right")]


class ReduceOnPlateau:
    def __init__(self, lr0, factor, patience, min_delta=0.0):
        self.lr, self.factor, self.patience, self.min_delta = lr0, factor, patience, min_delta
        self.best, self.wait = np.inf, 0

    def update(self, dev_loss):
        if dev_loss < self.best - self.min_delta:
            self.best, self.wait = dev_loss, 0
        else:
            self.wait += 1
            if self.wait == self.patience:
                self.lr *= self.factor
                self.wait = 0
        return self.lr
