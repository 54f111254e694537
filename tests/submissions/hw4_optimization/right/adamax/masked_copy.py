"""A copy of the faded norm is overwritten where the gradient is not smaller."""

import numpy as np


def adamax_step(w, dw, m, u, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    norm = u * beta2
    size = np.abs(dw)
    replace = ~(size < norm)
    norm = np.array(norm)
    norm[replace] = size[replace]
    moment = m.copy()
    moment *= beta1
    moment += (1 - beta1) * dw
    new = w.copy()
    new -= lr * (moment / (1 - beta1**t)) / (norm + eps)
    return new, moment, norm
