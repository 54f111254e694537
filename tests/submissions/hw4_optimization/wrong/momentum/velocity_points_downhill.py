"""The velocity has the other sign and is added; the weights come out right from v = 0 only.
wrong: momentum_step
"""


def momentum_step(w, dw, v, lr, beta=0.9, dampening=True):
    share = (1 - beta) if dampening else 1
    v = beta * v - share * dw
    w = w + lr * v
    return w, v
