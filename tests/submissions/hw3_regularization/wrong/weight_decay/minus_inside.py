"""Subtracts the decay from the gradient, so that the weights grow.
wrong: weight_decay_step
"""


def weight_decay_step(w, dw, lr, lam, m):
    return w - lr * (dw - lam / m * w)
