"""At a boundary the old value is still in force, as in Keras.
wrong: piecewise_constant
"""

import numpy as np


def time_decay(lr0, decay, epoch):
    return lr0 / (1 + decay * epoch)


def exponential_decay(lr0, decay, epoch):
    return lr0 * np.exp(-decay * epoch)


def inverse_sqrt_decay(lr0, k, epoch):
    return k * lr0 / np.sqrt(epoch)


def staircase_decay(lr0, factor, every, epoch):
    return lr0 * factor ** np.floor(epoch / every)


def step_exponential(lr0, every, epoch):
    return lr0 * 10 ** (-epoch / every)


def power_decay(lr0, power, every, epoch):
    return lr0 / (1 + epoch / every) ** power


def piecewise_constant(boundaries, values, epoch):
    index = np.searchsorted(boundaries, epoch, side="left")
    return np.array(values, dtype=float)[index]


class ReduceOnPlateau:
    def __init__(self, lr0, factor, patience, min_delta=0.0):
        self.lr = lr0
        self.factor = factor
        self.patience = patience
        self.min_delta = min_delta
        self.best = np.inf
        self.wait = 0

    def update(self, dev_loss):
        if dev_loss < self.best - self.min_delta:
            self.best = dev_loss
            self.wait = 0
        else:
            self.wait += 1
            if self.wait >= self.patience:
                self.lr *= self.factor
                self.wait = 0
        return self.lr
