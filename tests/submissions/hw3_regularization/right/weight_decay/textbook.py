"""The formula as it stands in the contract."""


def weight_decay_step(w, dw, lr, lam, m):
    return w - lr * (dw + lam / m * w)
