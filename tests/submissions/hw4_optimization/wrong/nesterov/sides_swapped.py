"""The look-ahead is beta dw + v instead of dw + beta v.
wrong: nesterov_step
"""


def nesterov_step(w, dw, v, lr, beta=0.9):
    velocity = beta * v + dw
    direction = beta * dw + velocity
    return w - lr * direction, velocity
