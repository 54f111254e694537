"""Flat Python lists, reshaped at the end."""

import numpy as np


def nesterov_step(w, dw, v, lr, beta=0.9):
    ws, vs = [], []
    for a, g, s in zip(w.ravel().tolist(), dw.ravel().tolist(), v.ravel().tolist()):
        s = beta * s + g
        vs.append(s)
        ws.append(a - lr * (g + beta * s))
    return np.array(ws, float).reshape(w.shape), np.array(vs, float).reshape(v.shape)
