"""Changes w in place and returns a copy of it.
wrong: sgd_step
"""


def sgd_step(w, dw, lr):
    w -= lr * dw
    return w.copy()
