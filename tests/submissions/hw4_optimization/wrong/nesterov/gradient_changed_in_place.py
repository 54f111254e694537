"""The look-ahead is built up inside the caller's gradient.
wrong: nesterov_step
"""


def nesterov_step(w, dw, v, lr, beta=0.9):
    velocity = beta * v + dw
    dw += beta * velocity
    return w - lr * dw, velocity
