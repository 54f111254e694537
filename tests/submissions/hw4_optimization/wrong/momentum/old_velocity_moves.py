"""The weights move with the velocity from before the update.
wrong: momentum_step
"""


def momentum_step(w, dw, v, lr, beta=0.9, dampening=True):
    new_w = w - lr * v
    new_v = beta * v + ((1 - beta) * dw if dampening else dw)
    return new_w, new_v
