"""Divides by the number of rows of w in place of m.
wrong: weight_decay_step
"""


def weight_decay_step(w, dw, lr, lam, m):
    m = w.shape[0]
    return w - lr * (dw + (lam / m) * w)
