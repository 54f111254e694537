"""A general moving average as a closure, used twice; copies changed in place."""

import numpy as np


def moment(beta, t):
    def update(state, sample):
        state = np.array(state, copy=True)
        state *= beta
        state += (1 - beta) * sample
        return state, state / (1 - beta**t)

    return update


def adam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, m_hat = moment(beta1, t)(m, dw)
    v, v_hat = moment(beta2, t)(v, dw**2)
    m_hat /= np.sqrt(v_hat) + eps
    return w - lr * m_hat, m, v
