"""np.average of the stacked squares with the weights beta and 1-beta."""

import numpy as np


def rmsprop_step(w, dw, s, lr, beta=0.9, eps=1e-8):
    stacked = np.stack((s, np.power(dw, 2)))
    s_new = np.average(stacked, axis=0, weights=[beta, 1 - beta])
    return w - np.multiply(lr, dw) / np.add(eps, np.power(s_new, 0.5)), s_new
