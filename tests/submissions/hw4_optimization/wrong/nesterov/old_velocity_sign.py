"""The old velocity is added instead of subtracted: w - lr ((1+beta) v_new + beta v_old).
wrong: nesterov_step
"""


def nesterov_step(w, dw, v, lr, beta=0.9):
    v_new = beta * v + dw
    return w - lr * ((1 + beta) * v_new + beta * v), v_new
