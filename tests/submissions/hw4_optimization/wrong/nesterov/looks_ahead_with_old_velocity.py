"""The look-ahead uses the velocity from before the update, which makes it plain momentum.
wrong: nesterov_step
"""


def nesterov_step(w, dw, v, lr, beta=0.9):
    v_new = beta * v + dw
    return w - lr * (dw + beta * v), v_new
