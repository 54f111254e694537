"""1 - beta^t as (1-beta)(1 + beta + ... + beta^(t-1)), multiplied out by repeated doubling."""

from typing import NamedTuple

import numpy as np


class Adam(NamedTuple):
    w: np.ndarray
    m: np.ndarray
    v: np.ndarray


def geometric(beta, t):
    if t == 0:
        return 0.0
    if t % 2:
        return 1.0 + beta * geometric(beta, t - 1)
    return (1.0 + beta ** (t // 2)) * geometric(beta, t // 2)


def adam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m_new = beta1 * m + (1 - beta1) * dw
    v_new = beta2 * v + (1 - beta2) * np.square(dw)
    m_hat = m_new / ((1 - beta1) * geometric(beta1, int(t)))
    v_hat = v_new / ((1 - beta2) * geometric(beta2, int(t)))
    return Adam(w - lr * m_hat / (v_hat**0.5 + eps), m_new, v_new)
