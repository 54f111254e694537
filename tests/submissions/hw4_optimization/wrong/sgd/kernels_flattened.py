"""Weights with more than two axes come back as a matrix.
wrong: sgd_step
"""


def sgd_step(w, dw, lr):
    out = w - lr * dw
    return out.reshape(len(out), -1) if out.ndim > 2 else out
