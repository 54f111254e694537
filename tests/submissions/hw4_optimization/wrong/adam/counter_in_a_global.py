"""Counts its own calls for each shape instead of using t.
wrong: adam_step
"""

from collections import Counter

import numpy as np

steps = Counter()


def adam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    steps[w.shape] += 1
    k = steps[w.shape]
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    step = (m / (1 - beta1**k)) / (np.sqrt(v / (1 - beta2**k)) + eps)
    return w - lr * step, m, v
