"""dx multiplies by gamma at the end, which is allowed in batch norm only; right for equal gammas.
wrong: layernorm_backward
"""

import numpy as np


class Cache:
    pass


def layernorm_forward(x, gamma, beta, eps=1e-5):
    c = Cache()
    c.gamma = gamma
    c.std = np.sqrt(x.var(axis=1) + eps)[:, None]
    c.hat = (x - x.mean(axis=1)[:, None]) / c.std
    return c.hat * gamma + beta, c


def layernorm_backward(dout, cache):
    hat = cache.hat
    inner = dout - dout.mean(axis=1)[:, None] - hat * (dout * hat).mean(axis=1)[:, None]
    return cache.gamma / cache.std * inner, (dout * hat).sum(axis=0), dout.sum(axis=0)
