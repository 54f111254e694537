"""ReduceOnPlateau begins with a best loss of 1000, which some losses never reach.
wrong: ReduceOnPlateau
"""

import numpy as np


def time_decay(lr0, decay, epoch):
    lr = lr0 / (1 + decay * epoch)
    return lr


def exponential_decay(lr0, decay, epoch):
    lr = lr0 * np.exp(-decay * epoch)
    return lr


def inverse_sqrt_decay(lr0, k, epoch):
    lr = k * lr0 / np.sqrt(epoch)
    return lr


def staircase_decay(lr0, factor, every, epoch):
    drops = np.floor(epoch / every)
    lr = lr0 * factor**drops
    return lr


def step_exponential(lr0, every, epoch):
    exponent = -epoch / every
    lr = lr0 * 10.0**exponent
    return lr


def power_decay(lr0, power, every, epoch):
    time = 1 + epoch / every
    lr = lr0 / time**power
    return lr


def piecewise_constant(boundaries, values, epoch):
    index = np.searchsorted(boundaries, epoch, side="right")
    lr = np.array(values, dtype=np.float64)[index]
    return lr


class ReduceOnPlateau:
    def __init__(self, lr0, factor, patience, min_delta=0.0):
        self.lr, self.factor, self.patience, self.min_delta = (lr0, factor, patience, min_delta)
        self.best, self.wait = (1000.0, 0)

    def update(self, dev_loss):
        if dev_loss < self.best - self.min_delta:
            self.best, self.wait = (dev_loss, 0)
        else:
            self.wait += 1
            if self.wait >= self.patience:
                self.lr *= self.factor
                self.wait = 0
        return self.lr
