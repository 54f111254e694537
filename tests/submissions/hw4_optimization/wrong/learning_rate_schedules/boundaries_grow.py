"""Appends infinity to the caller's list of boundaries.
wrong: piecewise_constant
"""

import math

import numpy as np


def each(function, epoch):
    if np.ndim(epoch) == 0:
        return function(epoch)
    return np.array([each(function, e) for e in epoch], dtype=float)


def time_decay(lr0, decay, epoch):
    return each(lambda e: lr0 / (1 + decay * e), epoch)


def exponential_decay(lr0, decay, epoch):
    return each(lambda e: lr0 * math.exp(-decay * e), epoch)


def inverse_sqrt_decay(lr0, k, epoch):
    return each(lambda e: k * lr0 / math.sqrt(e), epoch)


def staircase_decay(lr0, factor, every, epoch):
    return each(lambda e: lr0 * factor ** math.floor(e / every), epoch)


def step_exponential(lr0, every, epoch):
    return each(lambda e: lr0 * math.pow(10, -e / every), epoch)


def power_decay(lr0, power, every, epoch):
    return each(lambda e: lr0 / math.pow(1 + e / every, power), epoch)


def piecewise_constant(boundaries, values, epoch):
    if len(boundaries) < len(values):
        boundaries.append(math.inf)

    def value_at(e):
        return next(float(v) for b, v in zip(boundaries, values) if e < b)

    return each(value_at, epoch)


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
        elif self.since == self.patience:
            self.cuts, self.since = self.cuts + 1, 0
        return self.lr0 * self.factor**self.cuts
