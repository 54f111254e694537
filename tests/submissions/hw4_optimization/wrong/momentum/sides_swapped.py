"""beta and 1-beta change places.
wrong: momentum_step
"""


def momentum_step(w, dw, v, lr, beta=0.9, dampening=True):
    if dampening:
        v = (1 - beta) * v + beta * dw
    else:
        v = beta * v + dw
    return w - lr * v, v
