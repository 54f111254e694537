"""The dampening is the lecture's 0.1, whatever beta is.
wrong: momentum_step
"""


def momentum_step(w, dw, v, lr, beta=0.9, dampening=True):
    gain = 0.1 if dampening else 1.0
    v_new = beta * v + gain * dw
    return w - lr * v_new, v_new
