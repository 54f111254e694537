"""Nested loops over layers, rows and columns, with plain Python floats."""

import numpy as np


def l2_penalty(weights, lam, m):
    total = 0.0
    grads = []
    for w in weights:
        rows, cols = w.shape
        grad = np.zeros((rows, cols))
        for i in range(rows):
            for j in range(cols):
                total += float(w[i, j]) ** 2
                grad[i, j] = lam / m * w[i, j]
        grads.append(grad)
    return lam / (2 * m) * total, grads


def l1_penalty(weights, lam, m):
    total = 0.0
    grads = []
    for w in weights:
        rows, cols = w.shape
        grad = np.zeros((rows, cols))
        for i in range(rows):
            for j in range(cols):
                if w[i, j] > 0:
                    total += float(w[i, j])
                    grad[i, j] = lam / (2 * m)
                elif w[i, j] < 0:
                    total -= float(w[i, j])
                    grad[i, j] = -lam / (2 * m)
        grads.append(grad)
    return lam / (2 * m) * total, grads
