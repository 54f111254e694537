"""Works with -= on the caller's weights and returns a copy of them.
wrong: weight_decay_step
"""


def weight_decay_step(w, dw, lr, lam, m):
    w -= lr * (dw + lam / m * w)
    return w.copy()
