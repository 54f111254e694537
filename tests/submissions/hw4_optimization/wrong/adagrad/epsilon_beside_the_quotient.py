"""A lost bracket: eps is added to the quotient, not to the root.
wrong: adagrad_step
"""

import numpy as np


def adagrad_step(w, dw, s, lr, eps=1e-8):
    s_new = s + dw**2
    with np.errstate(all="ignore"):
        q = np.nan_to_num(dw / np.sqrt(s_new))
    return w - (lr * q + eps), s_new
