"""The caller's weights are changed in place (a copy is returned).
wrong: sgd_step
"""


def sgd_step(w, dw, lr):
    w -= lr * dw
    return w.copy()
