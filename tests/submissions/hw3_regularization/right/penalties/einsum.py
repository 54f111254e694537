"""Sums by einsum; the sign as the difference of two masks."""

import numpy as np


def l2_penalty(weights, lam, m):
    c = lam / m
    penalty = 0.5 * c * sum(np.einsum("ij,ij->", w, w) for w in weights)
    grads = [np.einsum("ij,->ij", w, c) for w in weights]
    return penalty, grads


def l1_penalty(weights, lam, m):
    c = lam / (2 * m)
    signs = [(w > 0).astype(float) - (w < 0) for w in weights]
    penalty = c * sum(np.einsum("ij,ij", s, w) for s, w in zip(signs, weights))
    return penalty, [c * s for s in signs]
