"""A learning rate above 1 is limited to 1.
wrong: sgd_step
"""


def sgd_step(w, dw, lr):
    return w - min(lr, 1.0) * dw
