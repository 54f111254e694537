"""Linear combinations by einsum over stacked arrays, eps scaled with the root's correction."""

import numpy as np


def nadam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    def mix(coefficients, arrays):
        return np.einsum("i,i...->...", np.array(coefficients, dtype=float), np.stack(arrays))

    m_new = mix([beta1, 1 - beta1], [m, dw])
    v_new = mix([beta2, 1 - beta2], [v, dw * dw])
    ahead = mix([beta1 / (1 - beta1 ** (t + 1)), (1 - beta1) / (1 - beta1**t)], [m_new, dw])
    root = (1 - beta2**t) ** 0.5
    return w - lr * root * ahead / (np.sqrt(v_new) + eps * root), m_new, v_new
