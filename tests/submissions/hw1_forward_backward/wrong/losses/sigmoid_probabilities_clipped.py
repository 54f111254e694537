"""sigmoid_cross_entropy clips p with 1e-7: a confident wrong answer costs 16 and not 1000.
wrong: sigmoid_cross_entropy
"""

import numpy as np

EPS = 1e-7


def mse_loss(y_pred, y_true):
    d = y_pred - y_true
    return np.einsum("nk,nk->", d, d) / len(d), 2.0 / len(d) * d


def sigmoid_cross_entropy(z, y):
    n = len(z)
    p = 1 / (1 + np.exp(-np.clip(z, -500, 500)))
    pc = np.clip(p, EPS, 1 - EPS)
    loss = -(y * np.log(pc) + (1 - y) * np.log(1 - pc)).sum() / n
    return loss, (p - y) / n


def softmax_cross_entropy(z, y):
    n = len(z)
    z = z - z.max(1, keepdims=True)
    logp = z - np.log(np.exp(z).sum(1, keepdims=True))
    return -(y * logp).sum() / n, (np.exp(logp) - y) / n
