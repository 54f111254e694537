"""Divides the gradient by the number of rows of w, as if it were a batch.
wrong: sgd_step
"""


def sgd_step(w, dw, lr):
    m = w.shape[0] if w.ndim > 0 else 1
    return w - lr / m * dw
