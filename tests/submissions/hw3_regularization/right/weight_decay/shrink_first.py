"""Multiplied out: the weights shrink by 1 - lr * lam / m, then the plain step."""


def weight_decay_step(w, dw, lr, lam, m):
    shrink = 1 - lr * lam / m
    return shrink * w - lr * dw
