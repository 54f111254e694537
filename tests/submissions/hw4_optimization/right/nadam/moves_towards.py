"""Moments as moving averages, corrections by expm1, the corrected root first."""

import math

import numpy as np


def lerp(a, b, share):
    return a + share * (b - a)


def left_over(beta, t):
    return 1.0 if beta == 0 else -math.expm1(t * math.log(beta))


def nadam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m = lerp(dw, m, beta1)
    v = lerp(dw * dw, v, beta2)
    rms = np.sqrt(v) / math.sqrt(left_over(beta2, t))
    look = lerp(dw / left_over(beta1, t), m / left_over(beta1, t + 1), beta1)
    return w - lr * look / (rms + eps), m, v
