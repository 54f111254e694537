"""The velocity has (1-beta) dw in place of dw.
wrong: nesterov_step
"""


def nesterov_step(w, dw, v, lr, beta=0.9):
    v = beta * v + (1 - beta) * dw
    return w - lr * (dw + beta * v), v
