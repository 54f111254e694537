"""The factor 1 - beta is in the step, not in the velocity.
wrong: momentum_step
"""


def momentum_step(w, dw, v, lr, beta=0.9, dampening=True):
    v_new = beta * v + dw
    return w - lr * ((1 - beta) if dampening else 1) * v_new, v_new
