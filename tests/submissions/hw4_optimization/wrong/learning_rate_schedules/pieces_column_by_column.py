"""piecewise_constant flattens the epochs by columns, and shapes the result by rows.
wrong: piecewise_constant
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
    e = np.asarray(epoch, float)
    out = np.full(e.size, float(values[0]))
    for b, v in zip(boundaries, values[1:]):
        out[e.ravel(order="F") >= b] = v
    return out.reshape(e.shape) if e.ndim else float(out[0])


class ReduceOnPlateau:
    def __init__(self, lr0, factor, patience, min_delta=0.0):
        self.lr = lr0
        self.factor = factor
        self.patience = patience
        self.min_delta = min_delta
        self.best = np.inf
        self.waited = 0

    def update(self, dev_loss):
        if dev_loss < self.best - self.min_delta:
            self.best = dev_loss
            self.waited = 0
        else:
            self.waited += 1
        if self.waited >= self.patience:
            self.lr = self.lr * self.factor
            self.waited = 0
        return self.lr
