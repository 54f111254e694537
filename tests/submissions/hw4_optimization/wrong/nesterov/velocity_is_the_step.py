"""The velocity holds learning rate and minus sign, as in Keras and CS231n.
wrong: nesterov_step
"""


def nesterov_step(w, dw, v, lr, beta=0.9):
    v_new = beta * v - lr * dw
    return w - beta * v + (1 + beta) * v_new, v_new
