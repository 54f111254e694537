"""Goes up the gradient: plus instead of minus.
wrong: sgd_step
"""


def sgd_step(w, dw, lr):
    return w + lr * dw
