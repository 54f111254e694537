"""The moments move towards the gradient and its square; the correction by expm1 and log."""

import math

import numpy as np


def remaining(beta, t):
    """Return 1 - beta^t."""
    return -math.expm1(t * math.log(beta)) if beta > 0 else 1.0


def adam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m = dw + beta1 * (m - dw)
    v = dw * dw + beta2 * (v - dw * dw)
    rms = np.sqrt(v / remaining(beta2, t))
    step = m / remaining(beta1, t) / (rms + eps)
    return w - step * lr, m, v
