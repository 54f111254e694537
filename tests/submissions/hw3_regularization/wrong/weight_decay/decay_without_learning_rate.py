"""Shrinks by 1 - lam / m, without the learning rate.
wrong: weight_decay_step
"""


def weight_decay_step(w, dw, lr, lam, m):
    return (1 - lam / m) * w - lr * dw
