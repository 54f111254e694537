"""A closure per element through np.frompyfunc, in extended precision."""

import numpy as np


def adamax_step(w, dw, m, u, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    b1, b2, rate, small = (np.longdouble(c) for c in (beta1, beta2, lr, eps))

    def element(a, g, moment, norm):
        moment = b1 * moment + (1 - b1) * g
        norm = np.maximum(b2 * norm, np.abs(np.longdouble(g)))
        return float(a - rate * moment / (1 - b1**t) / (norm + small)), float(moment), float(norm)

    return tuple(np.asarray(r, dtype=float) for r in np.frompyfunc(element, 4, 3)(w, dw, m, u))
