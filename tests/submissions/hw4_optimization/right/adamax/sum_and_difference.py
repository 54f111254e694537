"""max(a, b) = b + relu(a - b); the first moment moves towards the gradient."""

import math

import numpy as np


def adamax_step(w, dw, m, u, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    size = np.copysign(dw, 1.0)
    excess = beta2 * u - size
    u = size + np.where(excess > 0, excess, 0.0)
    m = dw + beta1 * (m - dw)
    unbias = 1.0 if beta1 == 0 else -math.expm1(math.log(beta1) * t)
    return w - lr * m / unbias / (u + eps), m, u
