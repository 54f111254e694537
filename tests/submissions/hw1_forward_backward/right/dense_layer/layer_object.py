"""A layer object is the cache; dw is accumulated example by example from outer products."""

import numpy as np


class Dense:
    def __init__(self, w, b):
        self.w, self.b = w, b

    def forward(self, x):
        self.x = x
        return np.array([row @ self.w + self.b for row in x])

    def backward(self, dz):
        dw, db = np.zeros_like(self.w), np.zeros_like(self.b)
        dx = []
        for row, g in zip(self.x, dz):
            dw += np.outer(row, g)
            db += g
            dx.append(self.w @ g)
        return np.vstack(dx), dw, db


def dense_forward(x, w, b):
    layer = Dense(w, b)
    return layer.forward(x), layer


def dense_backward(dz, cache):
    return cache.backward(dz)
