"""Returns (v, w) instead of (w, v).
wrong: nesterov_step
"""


def nesterov_step(w, dw, v, lr, beta=0.9):
    v = beta * v + dw
    w = w - lr * (dw + beta * v)
    return v, w
