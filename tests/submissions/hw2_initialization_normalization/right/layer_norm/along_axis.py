"""np.apply_along_axis and closures: one pull-back per example."""

import numpy as np


def _normalizer(eps):
    def normalize(row):
        centred = row - np.sum(row) / row.size
        return centred / np.sqrt(centred @ centred / row.size + eps)

    return normalize


def layernorm_forward(x, gamma, beta, eps=1e-5):
    hat = np.apply_along_axis(_normalizer(eps), 1, x)
    stds = [np.sqrt(np.var(row) + eps) for row in x]

    def pull_back(dout):
        dx = []
        for h, s, u in zip(hat, stds, dout):
            v = u * gamma
            dx.append((v - np.mean(v) - h * np.mean(v * h)) / s)
        return [np.stack(dx), np.diag(hat.T @ dout).copy(), np.ones(len(dout)) @ dout]

    return [hat * gamma + beta, pull_back]


def layernorm_backward(dout, cache):
    return cache(dout)
