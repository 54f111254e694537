"""Best loss and counter live in the class, so that all objects share them.
wrong: ReduceOnPlateau
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
    index = np.searchsorted(boundaries, epoch, side="right")
    return np.array(values, dtype=float)[index]


class ReduceOnPlateau:
    history = {"best": float("inf"), "wait": 0}

    def __init__(self, lr0, factor, patience, min_delta=0.0):
        self.lr, self.factor = lr0, factor
        self.patience, self.min_delta = patience, min_delta

    def update(self, dev_loss):
        if dev_loss < self.history["best"] - self.min_delta:
            self.history["best"] = dev_loss
            self.history["wait"] = 0
        else:
            self.history["wait"] += 1
            if self.history["wait"] >= self.patience:
                self.lr *= self.factor
                self.history["wait"] = 0
        return self.lr
