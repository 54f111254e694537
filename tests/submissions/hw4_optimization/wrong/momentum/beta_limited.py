"""beta is limited to 0.99.
wrong: momentum_step
"""


def momentum_step(w, dw, v, lr, beta=0.9, dampening=True):
    beta = min(beta, 0.99)
    v_new = beta * v + ((1 - beta) if dampening else 1) * dw
    return w - lr * v_new, v_new
