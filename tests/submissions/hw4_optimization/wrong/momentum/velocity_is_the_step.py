"""The velocity is the step itself, as in CS231n: with learning rate, minus sign, never dampened.
wrong: momentum_step
"""


def momentum_step(w, dw, v, lr, beta=0.9, dampening=True):
    mu = beta
    v = mu * v - lr * dw
    next_w = w + v
    return next_w, v
