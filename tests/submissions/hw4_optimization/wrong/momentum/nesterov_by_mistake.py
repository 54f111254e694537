"""Looks ahead as Nesterov does, when not dampened.
wrong: momentum_step
"""


def momentum_step(w, dw, v, lr, beta=0.9, dampening=True):
    if dampening:
        v = beta * v + (1 - beta) * dw
        return w - lr * v, v
    v = beta * v + dw
    return w - lr * (dw + beta * v), v
