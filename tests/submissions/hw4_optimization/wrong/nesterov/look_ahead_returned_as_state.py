"""The look-ahead is carried on as the velocity.
wrong: nesterov_step
"""


def nesterov_step(w, dw, v, lr, beta=0.9):
    v = beta * v + dw
    v = dw + beta * v
    w = w - lr * v
    return w, v
