"""The two lines of the lecture."""


def nesterov_step(w, dw, v, lr, beta=0.9):
    v = beta * v + dw
    w = w - lr * (dw + beta * v)
    return w, v
