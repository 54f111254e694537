"""Keeps the 2 of the penalty in its gradient: lam / (2 m) * w.
wrong: weight_decay_step
"""


def weight_decay_step(w, dw, lr, lam, m):
    decay = lam / (2 * m)
    gradient = dw + decay * w
    return w - lr * gradient
