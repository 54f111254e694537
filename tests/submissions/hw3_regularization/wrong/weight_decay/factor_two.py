"""Gradient of the penalty is 2 lam/m w.
wrong: weight_decay_step
"""



def weight_decay_step(w, dw, lr, lam, m):
    return w - lr * (dw + 2 * lam / m * w)
