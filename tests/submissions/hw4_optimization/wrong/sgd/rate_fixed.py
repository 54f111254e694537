"""The rate is the lecture's 0.01, whatever lr says.
wrong: sgd_step
"""

LEARNING_RATE = 0.01


def sgd_step(w, dw, lr):
    step = LEARNING_RATE * dw
    return w - step
