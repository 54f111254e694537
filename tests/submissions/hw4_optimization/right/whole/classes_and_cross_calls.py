"""Nothing written twice: one exponential average serves every optimiser, one class every decay."""

from collections import namedtuple

import numpy as np

Pair = namedtuple("Pair", "x y")


class ExponentialAverage:
    def __init__(self, beta, value=0.0, t=0):
        self.beta, self.value, self.t = beta, value, t

    def take(self, sample):
        self.value = self.beta * self.value + (1 - self.beta) * sample
        self.t += 1
        return self

    @property
    def unbiased(self):
        return self.value / (1 - self.beta**self.t)


class Decay:
    def __init__(self, lr0, denominator):
        self.lr0, self.denominator = lr0, denominator

    def __call__(self, epoch):
        return self.lr0 / self.denominator(np.asarray(epoch, dtype=float))


def minibatches(x, y, batch_size, rng):
    waiting = np.arange(x.shape[0])
    rng.shuffle(waiting)

    def epoch():
        for start in range(0, waiting.size, batch_size):
            rows = waiting[start : start + batch_size]
            yield Pair(np.take(x, rows, axis=0), np.take(y, rows, axis=0))

    return tuple(epoch())


def ewma(values, beta, bias_correction=True):
    average = ExponentialAverage(beta)
    result = np.empty(np.shape(values))
    for i, value in enumerate(values):
        average.take(value)
        result[i] = average.unbiased if bias_correction else average.value
    return result


def sgd_step(w, dw, lr):
    return descend(w, dw, lr)


def descend(w, direction, lr, denominator=1.0):
    return w - lr * direction / denominator


def momentum_step(w, dw, v, lr, beta=0.9, dampening=True):
    v = ExponentialAverage(beta, v).take(dw).value if dampening else v * beta + dw
    return descend(w, v, lr), v


def nesterov_step(w, dw, v, lr, beta=0.9):
    _, v = momentum_step(w, dw, v, lr, beta, dampening=False)
    _, ahead = momentum_step(w, dw, v, lr, beta, dampening=False)
    return descend(w, ahead, lr), v


def adagrad_step(w, dw, s, lr, eps=1e-8):
    s = s + dw * dw
    return descend(w, dw, lr, eps + np.sqrt(s)), s


def rmsprop_step(w, dw, s, lr, beta=0.9, eps=1e-8):
    s = ExponentialAverage(beta, s).take(dw * dw).value
    return descend(w, dw, lr, eps + np.sqrt(s)), s


def adam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    first = ExponentialAverage(beta1, m, t - 1).take(dw)
    second = ExponentialAverage(beta2, v, t - 1).take(dw * dw)
    w = descend(w, first.unbiased, lr, eps + np.sqrt(second.unbiased))
    return w, first.value, second.value


def nadam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    first = ExponentialAverage(beta1, m, t - 1).take(dw)
    second = ExponentialAverage(beta2, v, t - 1).take(dw * dw)
    ahead = beta1 * first.value / (1 - beta1 ** (t + 1)) + (1 - beta1) * dw / (1 - beta1**t)
    return descend(w, ahead, lr, eps + np.sqrt(second.unbiased)), first.value, second.value


def adamax_step(w, dw, m, u, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    first = ExponentialAverage(beta1, m, t - 1).take(dw)
    u = np.maximum(np.abs(dw), u * beta2)
    return descend(w, first.unbiased, lr, u + eps), first.value, u


def time_decay(lr0, decay, epoch):
    return Decay(lr0, lambda e: 1 + decay * e)(epoch)


def exponential_decay(lr0, decay, epoch):
    return Decay(lr0, lambda e: np.exp(decay * e))(epoch)


def inverse_sqrt_decay(lr0, k, epoch):
    return Decay(k * lr0, np.sqrt)(epoch)


def staircase_decay(lr0, factor, every, epoch):
    return Decay(lr0, lambda e: (1 / factor) ** (e // every))(epoch)


def step_exponential(lr0, every, epoch):
    return Decay(lr0, lambda e: 10 ** (e / every))(epoch)


def power_decay(lr0, power, every, epoch):
    return Decay(lr0, lambda e: (1 + e / every) ** power)(epoch)


def piecewise_constant(boundaries, values, epoch):
    edges = np.array(boundaries, dtype=float).reshape((-1,) + (1,) * np.ndim(epoch))
    return np.array(values, dtype=float)[np.sum(np.asarray(epoch) >= edges, axis=0)]


class ReduceOnPlateau:
    def __init__(self, lr0, factor, patience, min_delta=0.0):
        self.lr, self.factor = lr0, factor
        self.patience, self.min_delta = patience, min_delta
        self.history = []

    def update(self, dev_loss):
        best = min([loss for _, loss in self.history if loss is not None], default=np.inf)
        better = dev_loss < best - self.min_delta
        self.history.append((better, dev_loss if better else None))
        idle = 0
        for improved, _ in reversed(self.history):
            if improved:
                break
            idle += 1
        if not better and idle % self.patience == 0:
            self.lr = self.lr * self.factor
        return self.lr
