"""The formula in one line."""


def sgd_step(w, dw, lr):
    return w - lr * dw
