"""Backward multiplies into the cached mask: a second use is wrong.
wrong: dropout_backward
"""



def dropout_forward(x, keep_prob, rng, training=True):
    if not 0 < keep_prob <= 1:
        raise ValueError("keep_prob must be in (0, 1]")
    if not training:
        return x.copy(), None
    mask = (rng.random(x.shape) < keep_prob) / keep_prob
    return x * mask, mask


def dropout_backward(dout, cache):
    if cache is None:
        return dout.copy()
    cache *= dout
    return cache.copy()
