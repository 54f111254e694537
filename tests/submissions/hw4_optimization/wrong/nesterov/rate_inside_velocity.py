"""The velocity holds the learning rate, as in Sutskever's form.
wrong: nesterov_step
"""


def nesterov_step(w, dw, v, lr, beta=0.9):
    v = beta * v + lr * dw
    w = w - (lr * dw + beta * v)
    return w, v
