"""The squared Frobenius norm from the singular values; L1 as positive part plus negative part."""

import numpy as np


def l2_penalty(weights, lam, m):
    spectrum = [np.linalg.svd(w, compute_uv=False) for w in weights]
    frobenius = sum((s**2).sum() for s in spectrum)
    return lam * frobenius / (2.0 * m), [lam * w / m for w in weights]


def l1_penalty(weights, lam, m):
    scale = lam / (2.0 * m)
    total = 0.0
    grads = []
    for w in weights:
        total += np.maximum(w, 0).sum() + np.maximum(-w, 0).sum()
        grads.append(scale * np.heaviside(w, 0) - scale * np.heaviside(-w, 0))
    return scale * total, grads
