"""Always uses the default eps.
wrong: fold_batchnorm
"""

import numpy as np

EPS = 1e-5


def fold_batchnorm(w, b, gamma, beta, running_mean, running_var, eps=EPS):
    scale = gamma * np.reciprocal(np.sqrt(running_var + EPS))
    return w * scale[None, :], (b - running_mean) * scale + beta
