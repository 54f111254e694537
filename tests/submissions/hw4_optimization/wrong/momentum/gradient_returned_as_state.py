"""Without momentum (beta 0) the gradient itself is returned as the velocity.
wrong: momentum_step
"""


def momentum_step(w, dw, v, lr, beta=0.9, dampening=True):
    if beta == 0:
        return w - lr * dw, dw
    gain = 1 - beta if dampening else 1
    v = beta * v + gain * dw
    return w - lr * v, v
