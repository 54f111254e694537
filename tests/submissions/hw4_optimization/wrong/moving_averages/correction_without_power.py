"""Divides by 1 - beta at every step: the power t is forgotten.
wrong: ewma
"""

import numpy as np


def ewma(values, beta, bias_correction=True):
    kernel = (1 - beta) * float(beta) ** np.arange(len(values))
    v = np.convolve(values, kernel)[: len(values)]
    return v / (1 - beta) if bias_correction else v
