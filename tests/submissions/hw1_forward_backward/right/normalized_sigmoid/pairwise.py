"""p_k = 1 / sum_j s_j / s_k, over all pairs, with the difference of log-sigmoids capped."""

import numpy as np


def normalized_sigmoid(z):
    log_s = np.minimum(z, 0) - np.log1p(np.exp(-np.abs(z)))
    gap = log_s[:, None, :] - log_s[:, :, None]
    return 1 / np.einsum("nkj->nk", np.exp(np.minimum(gap, 700)))
