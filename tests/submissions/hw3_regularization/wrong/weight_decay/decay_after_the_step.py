"""Takes the plain step first and decays its result, not the old weights.
wrong: weight_decay_step
"""


def weight_decay_step(w, dw, lr, lam, m):
    stepped = w - lr * dw
    return stepped - lr * lam / m * stepped
