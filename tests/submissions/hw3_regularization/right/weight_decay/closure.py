"""A closure holds the hyperparameters and is applied to every column by a comprehension."""

import numpy as np


def make_update(lr, lam, m):
    rate, decay = float(lr), float(lam) / m

    def update(weights, slopes):
        moved = weights - rate * slopes
        return moved - rate * decay * weights

    return update


def weight_decay_step(w, dw, lr, lam, m):
    update = make_update(lr, lam, m)
    rows = [update(a, b) for a, b in zip(w, dw)]
    return np.array(rows)
