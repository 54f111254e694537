"""One buffer for each shape is returned at every call, so that the next step overwrites earlier results.
wrong: sgd_step
"""

import numpy as np

_buffers = {}


def sgd_step(w, dw, lr):
    out = _buffers.setdefault(w.shape, np.empty(w.shape))
    result = w - lr * dw
    out[...] = result
    return out
