"""The velocity holds the learning rate (the weights come out right as long as it started at 0).
wrong: momentum_step
"""


def momentum_step(w, dw, v, lr, beta=0.9, dampening=True):
    gain = 1 - beta if dampening else 1.0
    v = beta * v + lr * gain * dw
    w = w - v
    return w, v
