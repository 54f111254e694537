"""Two branches, as written in the lecture."""


def momentum_step(w, dw, v, lr, beta=0.9, dampening=True):
    if dampening:
        v_new = beta * v + (1 - beta) * dw
    else:
        v_new = beta * v + dw
    w_new = w - lr * v_new
    return w_new, v_new
