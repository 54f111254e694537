"""Divides by the sum itself: no root.
wrong: adagrad_step
"""


def adagrad_step(w, dw, s, lr, eps=1e-8):
    s = s + dw**2
    w = w - lr * dw / (s + eps)
    return w, s
