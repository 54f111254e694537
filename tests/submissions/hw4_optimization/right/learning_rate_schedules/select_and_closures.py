"""np.select for the pieces, and closures that hold the state of the plateau."""

import numpy as np


def time_decay(lr0, decay, epoch):
    return np.reciprocal(1 / lr0 + decay / lr0 * np.asarray(epoch, dtype=float))


def exponential_decay(lr0, decay, epoch):
    return lr0 * np.e ** (-decay * np.asarray(epoch))


def inverse_sqrt_decay(lr0, k, epoch):
    return lr0 * k / np.asarray(epoch) ** 0.5


def staircase_decay(lr0, factor, every, epoch):
    return lr0 * np.exp(np.asarray(epoch) // every * np.log(factor))


def step_exponential(lr0, every, epoch):
    return lr0 / 10 ** (np.asarray(epoch) / every)


def power_decay(lr0, power, every, epoch):
    return lr0 / np.float_power(np.asarray(epoch) / every + 1, power)


def piecewise_constant(boundaries, values, epoch):
    e = np.asarray(epoch)
    return (
        np.select([e < b for b in boundaries], list(values[:-1]), default=values[-1])
        if len(boundaries)
        else np.full(e.shape, values[0], dtype=float)
    )


class ReduceOnPlateau:
    def __init__(self, lr0, factor, patience, min_delta=0.0):
        rate, best, left = lr0, float("inf"), patience

        def update(loss):
            nonlocal rate, best, left
            left -= 1
            if loss < best - min_delta:
                best, left = loss, patience
            if not left:
                rate, left = rate * factor, patience
            return rate

        self.update = update

    def update(self, dev_loss):
        raise AssertionError
