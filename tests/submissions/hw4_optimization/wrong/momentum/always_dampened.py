"""dampening=False is ignored.
wrong: momentum_step
"""


def momentum_step(w, dw, v, lr, beta=0.9, dampening=True):
    velocity = beta * v + (1 - beta) * dw
    return w - lr * velocity, velocity
