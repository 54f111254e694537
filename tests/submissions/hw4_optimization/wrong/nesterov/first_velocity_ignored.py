"""Where the velocity is 0 the step is plain descent.
wrong: nesterov_step
"""


def nesterov_step(w, dw, v, lr, beta=0.9):
    v_new = beta * v + dw
    if not v.any():
        return w - lr * dw, v_new
    return w - lr * (dw + beta * v_new), v_new
