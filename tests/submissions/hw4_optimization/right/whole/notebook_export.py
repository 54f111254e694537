"""A notebook saved as a script: unused imports, asserts, type hints, prints in a main block."""

import math  # noqa: F401
import time
from typing import List, Tuple

import numpy as np

# In [1]: mini-batches


def minibatches(x: np.ndarray, y: np.ndarray, batch_size: int, rng) -> List[Tuple]:
    m = x.shape[0]
    assert m == y.shape[0]
    permutation = list(rng.permutation(m))
    shuffled_x = x[permutation]
    shuffled_y = y[permutation]
    mini_batches = []
    num_complete = m // batch_size
    for k in range(0, num_complete):
        mini_x = shuffled_x[k * batch_size : (k + 1) * batch_size]
        mini_y = shuffled_y[k * batch_size : (k + 1) * batch_size]
        mini_batches.append((mini_x, mini_y))
    if m % batch_size != 0:
        mini_x = shuffled_x[num_complete * batch_size :]
        mini_y = shuffled_y[num_complete * batch_size :]
        mini_batches.append((mini_x, mini_y))
    return mini_batches


# In [2]: averages


def ewma(values, beta, bias_correction=True):
    v_list = [0.0]
    for t in range(1, len(values) + 1):
        v_list.append(beta * v_list[t - 1] + (1 - beta) * values[t - 1])
    v = np.array(v_list[1:])
    if bias_correction:
        v = v / np.array([1 - beta**t for t in range(1, len(values) + 1)])
    return v


# In [3]: optimisers


def sgd_step(w, dw, lr):
    w = w - lr * dw
    assert isinstance(w, (np.ndarray, float))
    return w


def momentum_step(w, dw, v, lr, beta=0.9, dampening=True):
    v = np.add(beta * v, (1 - beta) * dw) if dampening else np.add(beta * v, dw)
    w = w - lr * v
    return w, v


def nesterov_step(w, dw, v, lr, beta=0.9):
    v = beta * v + dw
    w = w - lr * (beta * v + dw)
    return w, v


def adagrad_step(w, dw, s, lr, eps=1e-8):
    s = s + np.power(dw, 2)
    w = w - lr * np.divide(dw, np.sqrt(s) + eps)
    return w, s


def rmsprop_step(w, dw, s, lr, beta=0.9, eps=1e-8):
    s = beta * s + (1 - beta) * np.power(dw, 2)
    w = w - lr * np.divide(dw, np.sqrt(s) + eps)
    return w, s


def adam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * dw
    m_corrected = m / (1 - np.power(float(beta1), t))
    v = beta2 * v + (1 - beta2) * np.power(dw, 2)
    v_corrected = v / (1 - np.power(float(beta2), t))
    w = w - lr * np.divide(m_corrected, np.sqrt(v_corrected) + eps)
    return w, m, v


def nadam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * np.power(dw, 2)
    m_part = beta1 * m / (1 - np.power(float(beta1), t + 1))
    g_part = (1 - beta1) * dw / (1 - np.power(float(beta1), t))
    v_corrected = v / (1 - np.power(float(beta2), t))
    w = w - lr * (m_part + g_part) / (np.sqrt(v_corrected) + eps)
    return w, m, v


def adamax_step(w, dw, m, u, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * dw
    u = np.maximum(beta2 * u, np.absolute(dw))
    m_corrected = m / (1 - np.power(float(beta1), t))
    w = w - lr * np.divide(m_corrected, u + eps)
    return w, m, u


# In [4]: schedules


def time_decay(lr0, decay, epoch):
    return 1 / (1 + decay * epoch) * lr0


def exponential_decay(lr0, decay, epoch):
    return np.exp(-decay * epoch) * lr0


def inverse_sqrt_decay(lr0, k, epoch):
    return k / np.sqrt(epoch) * lr0


def staircase_decay(lr0, factor, every, epoch):
    return lr0 * np.power(float(factor), np.floor(epoch / every))


def step_exponential(lr0, every, epoch):
    return lr0 * np.power(10.0, -epoch / every)


def power_decay(lr0, power, every, epoch):
    return lr0 / np.power(1 + epoch / every, power)


def piecewise_constant(boundaries, values, epoch):
    edges = list(boundaries) + [np.inf]

    def one(e):
        for edge, value in zip(edges, values):
            if e < edge:
                return value
        raise ValueError("not an epoch: %r" % e)

    return np.vectorize(one, otypes=[float])(epoch)


class ReduceOnPlateau(object):
    """Reduce the learning rate when the dev loss stops improving."""

    def __init__(self, lr0, factor, patience, min_delta=0.0):
        self.lr0 = lr0
        self.current_lr = lr0
        self.factor = factor
        self.patience = patience
        self.min_delta = min_delta
        self.best_loss = float("inf")
        self.counter = 0

    def update(self, dev_loss):
        if dev_loss < self.best_loss - self.min_delta:
            self.best_loss = dev_loss
            self.counter = 0
        else:
            self.counter += 1
        if self.counter >= self.patience:
            self.current_lr *= self.factor
            self.counter = 0
        return self.current_lr


if __name__ == "__main__":
    tic = time.time()
    np.random.seed(1)
    generator = np.random.default_rng(1)
    data, labels = np.random.randn(10, 3), np.eye(2)[np.random.randint(0, 2, 10)]
    print([b[0].shape for b in minibatches(data, labels, 4, generator)])
    print(ewma(np.array([1.0, 2.0, 3.0]), 0.98))
    w, m, v = np.ones((2, 3)), np.zeros((2, 3)), np.zeros((2, 3))
    for step in range(1, 6):
        w, m, v = adam_step(w, 2 * w, m, v, step, lr=0.1)
        print(step, np.sum(w**2))
    print([staircase_decay(0.1, 0.5, 10, e) for e in range(0, 40, 10)])
    print("took %.3f s" % (time.time() - tic))
