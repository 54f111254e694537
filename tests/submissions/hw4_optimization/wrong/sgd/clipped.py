"""Gradients beyond 5 are clipped, which nobody asked for.
wrong: sgd_step
"""

import numpy as np


def sgd_step(w, dw, lr):
    return w - lr * np.clip(dw, -5.0, 5.0)
