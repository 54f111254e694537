"""The look-ahead has the default 0.9, whatever beta is.
wrong: nesterov_step
"""


def nesterov_step(w, dw, v, lr, beta=0.9):
    v = beta * v + dw
    w = w - lr * (dw + 0.9 * v)
    return w, v
