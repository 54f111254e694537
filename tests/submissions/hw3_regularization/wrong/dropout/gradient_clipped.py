"""Keeps the gradient within 20, as the trainings of recurrent networks do.
wrong: dropout_backward
"""

import numpy as np


def dropout_forward(x, keep_prob, rng, training=True):
    if not 0 < keep_prob <= 1:
        raise ValueError("keep_prob must be above 0 and at most 1")
    mask = (rng.random(x.shape) < keep_prob) / keep_prob if training else np.ones_like(x)
    return x * mask, mask


def dropout_backward(dout, cache):
    return np.clip(dout * cache, -20, 20)
