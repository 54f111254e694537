"""Everything for one epoch with the math module, spread over arrays by one helper."""

import math

import numpy as np


def spread(formula, epoch):
    if np.ndim(epoch) == 0:
        return formula(float(epoch))
    epochs = np.asarray(epoch)
    out = np.empty(epochs.shape)
    for index, e in np.ndenumerate(epochs):
        out[index] = formula(float(e))
    return out


def time_decay(lr0, decay, epoch):
    return spread(lambda e: lr0 / (1 + decay * e), epoch)


def exponential_decay(lr0, decay, epoch):
    return spread(lambda e: lr0 * math.exp(-decay * e), epoch)


def inverse_sqrt_decay(lr0, k, epoch):
    return spread(lambda e: k * lr0 / math.sqrt(e), epoch)


def staircase_decay(lr0, factor, every, epoch):
    return spread(lambda e: lr0 * factor ** math.floor(e / every), epoch)


def step_exponential(lr0, every, epoch):
    return spread(lambda e: lr0 * math.pow(10, -e / every), epoch)


def power_decay(lr0, power, every, epoch):
    return spread(lambda e: lr0 / math.pow(1 + e / every, power), epoch)


def piecewise_constant(boundaries, values, epoch):
    def pick(e):
        chosen = values[0]
        for boundary, value in zip(boundaries, values[1:]):
            if e >= boundary:
                chosen = value
        return float(chosen)

    return spread(pick, epoch)


class ReduceOnPlateau:
    def __init__(self, lr0, factor, patience, min_delta=0.0):
        self.lr0, self.factor, self.patience, self.min_delta = lr0, factor, patience, min_delta
        self.reductions = 0
        self.best, self.best_epoch, self.epoch = math.inf, -1, -1

    def update(self, dev_loss):
        self.epoch += 1
        if dev_loss < self.best - self.min_delta:
            self.best, self.best_epoch = dev_loss, self.epoch
        elif self.epoch - self.best_epoch >= self.patience:
            self.reductions += 1
            self.best_epoch = self.epoch
        return self.lr0 * self.factor**self.reductions
