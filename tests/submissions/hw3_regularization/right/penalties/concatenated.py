"""All weights in one long own vector; the gradients are cut out of one long gradient."""

import numpy as np


def flatten(weights):
    return np.concatenate([w.reshape(-1) for w in weights])


def unflatten(vector, weights):
    ends = np.cumsum([w.size for w in weights])
    pieces = np.split(vector, ends[:-1])
    return [p.reshape(w.shape) for p, w in zip(pieces, weights)]


def l2_penalty(weights, lam, m):
    theta = flatten(weights)
    penalty = lam / (2 * m) * (theta @ theta)
    theta *= lam / m
    return penalty, unflatten(theta, weights)


def l1_penalty(weights, lam, m):
    theta = flatten(weights)
    penalty = lam / (2 * m) * np.abs(theta).sum()
    return penalty, unflatten(lam / (2 * m) * np.sign(theta), weights)
