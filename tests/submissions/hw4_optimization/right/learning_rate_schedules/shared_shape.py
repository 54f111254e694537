"""The decays as closures over one helper; the plateau class replays the whole history of losses."""

import numpy as np


def schedule(lr0, shrink):
    def at(epoch):
        return lr0 * shrink(epoch)

    return at


def time_decay(lr0, decay, epoch):
    return schedule(lr0, lambda e: 1 / (decay * e + 1))(epoch)


def exponential_decay(lr0, decay, epoch):
    return schedule(lr0, lambda e: np.e ** (-decay * e))(epoch)


def inverse_sqrt_decay(lr0, k, epoch):
    return schedule(k * lr0, lambda e: 1 / e**0.5)(epoch)


def staircase_decay(lr0, factor, every, epoch):
    return schedule(lr0, lambda e: np.power(float(factor), e // every))(epoch)


def step_exponential(lr0, every, epoch):
    return schedule(lr0, lambda e: 0.1 ** (e / every))(epoch)


def power_decay(lr0, power, every, epoch):
    return schedule(lr0, lambda e: (every / (every + e)) ** power)(epoch)


def piecewise_constant(boundaries, values, epoch):
    rate = values[0] + 0.0 * np.asarray(epoch, dtype=float)
    for k in range(len(boundaries)):
        rate = np.where(np.asarray(epoch) < boundaries[k], rate, values[k + 1])
    return rate


class ReduceOnPlateau:
    def __init__(self, lr0, factor, patience, min_delta=0.0):
        self.args = (lr0, factor, patience, min_delta)
        self.losses = []

    def update(self, dev_loss):
        self.losses.append(float(dev_loss))
        lr, factor, patience, min_delta = self.args
        best, waiting = np.inf, 0
        for loss in self.losses:
            waiting += 1
            if loss < best - min_delta:
                best, waiting = loss, 0
            if waiting == patience:
                lr, waiting = lr * factor, 0
        return lr
