"""Recursion over the list: the first layer, then the rest; returns tuples of gradients."""

import numpy as np


def l2_penalty(weights, lam, m):
    if len(weights) == 0:
        return 0.0, ()
    first, rest = weights[0], weights[1:]
    penalty, grads = l2_penalty(rest, lam, m)
    return (lam / m) * 0.5 * np.vdot(first, first) + penalty, ((lam / m) * first, *grads)


def l1_penalty(weights, lam, m):
    if len(weights) == 0:
        return 0.0, ()
    first, rest = weights[0], weights[1:]
    penalty, grads = l1_penalty(rest, lam, m)
    half = 0.5 * lam / m
    own = half * np.add.reduce(np.fabs(first), axis=None)
    return own + penalty, (np.where(first > 0, half, np.where(first < 0, -half, 0.0)), *grads)
