"""v is changed in place and its copy returned.
wrong: momentum_step
"""


def momentum_step(w, dw, v, lr, beta=0.9, dampening=True):
    v *= beta
    v += (1 - beta) * dw if dampening else dw
    return w - lr * v, v.copy()
