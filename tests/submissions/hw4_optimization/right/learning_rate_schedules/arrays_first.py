"""Every epoch becomes an array first, every result is a NumPy array, of no dimension for a scalar."""

import numpy as np


def as_epochs(epoch):
    return np.array(epoch, dtype=np.float64)


def time_decay(lr0, decay, epoch):
    return np.asarray(np.divide(lr0, np.add(np.multiply(decay, as_epochs(epoch)), 1)))


def exponential_decay(lr0, decay, epoch):
    return np.asarray(np.multiply(lr0, np.exp(np.negative(decay * as_epochs(epoch)))))


def inverse_sqrt_decay(lr0, k, epoch):
    return np.asarray(lr0 * k * np.power(as_epochs(epoch), -0.5))


def staircase_decay(lr0, factor, every, epoch):
    steps = np.floor_divide(as_epochs(epoch), every)
    return np.asarray(np.multiply(lr0, np.power(float(factor), steps)))


def step_exponential(lr0, every, epoch):
    return np.asarray(np.divide(lr0, np.power(10.0, as_epochs(epoch) / every)))


def power_decay(lr0, power, every, epoch):
    return np.asarray(lr0 * np.power(1 + as_epochs(epoch) / every, -float(power)))


def piecewise_constant(boundaries, values, epoch):
    return np.array(values, dtype=float)[np.digitize(as_epochs(epoch), np.array(boundaries, float))]


class ReduceOnPlateau:
    def __init__(self, lr0, factor, patience, min_delta=0.0):
        self.lr = np.array(lr0, dtype=float)
        self.factor, self.patience, self.min_delta = factor, patience, min_delta
        self.best, self.bad = np.inf, 0

    def update(self, dev_loss):
        improved = np.less(dev_loss, self.best - self.min_delta)
        self.best = np.where(improved, dev_loss, self.best)
        self.bad = np.where(improved, 0, self.bad + 1)
        if self.bad >= self.patience:
            self.lr *= self.factor
            self.bad = 0
        return self.lr.copy()
