"""Bengio's form: w - lr ((1+beta) v_new - beta v_old)."""


def nesterov_step(w, dw, v, lr, beta=0.9):
    v_new = beta * v + dw
    move = (1 + beta) * v_new - beta * v
    return [w - lr * move, v_new]
