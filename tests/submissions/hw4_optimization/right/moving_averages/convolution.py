"""The closed form: a convolution with the weights (1-beta) beta^k."""

import numpy as np


def ewma(values, beta, bias_correction=True):
    count = len(values)
    kernel = (1 - beta) * float(beta) ** np.arange(count)
    v = np.convolve(values, kernel)[:count]
    if bias_correction:
        v = v / np.cumsum(kernel)
    return v
