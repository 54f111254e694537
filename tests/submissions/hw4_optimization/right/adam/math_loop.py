"""Element by element on flat copies, with the math module."""

import math

import numpy as np


def adam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    shape = w.shape
    w, m, v, dw = w.flatten(), m.flatten(), v.flatten(), dw.flatten()
    for i in range(w.size):
        m[i] = beta1 * m[i] + (1 - beta1) * dw[i]
        v[i] = beta2 * v[i] + (1 - beta2) * dw[i] * dw[i]
        m_hat = m[i] / (1 - math.pow(beta1, t))
        v_hat = v[i] / (1 - math.pow(beta2, t))
        w[i] -= lr * m_hat / (math.sqrt(v_hat) + eps)
    return w.reshape(shape), m.reshape(shape), v.reshape(shape)
