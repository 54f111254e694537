"""With a learning rate of 0 there is nothing to do, so w itself comes back.
wrong: weight_decay_step
"""


def weight_decay_step(w, dw, lr, lam, m):
    if lr == 0:
        return w
    return w - lr * dw - lr * (lam / m) * w
