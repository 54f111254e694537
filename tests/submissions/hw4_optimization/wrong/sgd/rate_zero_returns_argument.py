"""Returns w itself where lr is 0.
wrong: sgd_step
"""


def sgd_step(w, dw, lr):
    if lr == 0:
        return w
    return w - lr * dw
