"""Every decay through exp and log of the whole; boundaries counted by comparison."""

import numpy as np


def time_decay(lr0, decay, epoch):
    return lr0 * np.exp(-np.log1p(decay * epoch))


def exponential_decay(lr0, decay, epoch):
    return lr0 / np.exp(decay * epoch)


def inverse_sqrt_decay(lr0, k, epoch):
    return lr0 * (k * np.exp(-0.5 * np.log(epoch)))


def staircase_decay(lr0, factor, every, epoch):
    return lr0 * np.exp(np.log(factor) * (epoch // every))


def step_exponential(lr0, every, epoch):
    return lr0 * np.exp(-np.log(10) * epoch / every)


def power_decay(lr0, power, every, epoch):
    return lr0 * np.exp(-power * np.log1p(epoch / every))


def piecewise_constant(boundaries, values, epoch):
    epoch = np.asarray(epoch)
    passed = sum(((epoch >= b).astype(int) for b in boundaries), np.zeros(epoch.shape, dtype=int))
    return np.take(np.asarray(values, dtype=float), passed)


class ReduceOnPlateau:
    def __init__(self, lr0, factor, patience, min_delta=0.0):
        self.settings = (factor, patience, min_delta)
        self.state = (lr0, float("inf"), patience)

    def update(self, dev_loss):
        factor, patience, min_delta = self.settings
        lr, best, left = self.state
        if dev_loss < best - min_delta:
            best, left = dev_loss, patience
        else:
            left -= 1
        if left == 0:
            lr, left = lr * factor, patience
        self.state = (lr, best, left)
        return lr
