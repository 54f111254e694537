"""Arrays are taken apart by recursion; np.select for the pieces; a generator inside the plateau class."""

import bisect
import math

import numpy as np


def over(function):
    def wrapped(*args, epoch):
        if isinstance(epoch, np.ndarray) and epoch.ndim > 0:
            return np.array([wrapped(*args, epoch=e) for e in epoch], dtype=float)
        return function(*args, epoch)

    return wrapped


def time_decay(lr0, decay, epoch):
    return over(lambda e: lr0 * (1 + decay * e) ** -1.0)(epoch=epoch)


def exponential_decay(lr0, decay, epoch):
    return over(lambda e: math.exp(-decay * e) * lr0)(epoch=epoch)


def inverse_sqrt_decay(lr0, k, epoch):
    return over(lambda e: lr0 * k / math.sqrt(e))(epoch=epoch)


def staircase_decay(lr0, factor, every, epoch):
    def fall(e):
        rate = lr0
        for _ in range(int(e // every)):
            rate *= factor
        return rate

    return over(fall)(epoch=epoch)


def step_exponential(lr0, every, epoch):
    return over(lambda e: lr0 / 10.0 ** (e / every))(epoch=epoch)


def power_decay(lr0, power, every, epoch):
    return over(lambda e: lr0 * (1.0 + e / every) ** (-power))(epoch=epoch)


def piecewise_constant(boundaries, values, epoch):
    return over(lambda e: float(values[bisect.bisect_right(boundaries, e)]))(epoch=epoch)


def plateau(lr, factor, patience, min_delta):
    best = math.inf
    loss = yield
    while True:
        for bad in range(1, patience + 1):
            if loss < best - min_delta:
                break
            if bad == patience:
                lr *= factor
            loss = yield lr
        else:
            continue
        best = loss
        loss = yield lr


class ReduceOnPlateau:
    def __init__(self, lr0, factor, patience, min_delta=0.0):
        self.run = plateau(lr0, factor, patience, min_delta)
        next(self.run)

    def update(self, dev_loss):
        return self.run.send(dev_loss)
