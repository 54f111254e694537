"""Negative entries are never dropped (only x > 0 counts as an active unit).
wrong: dropout_forward
"""



def dropout_backward(dout, cache):
    return dout.copy() if cache is None else dout * cache


def dropout_forward(x, keep_prob, rng, training=True):
    if not 0 < keep_prob <= 1:
        raise ValueError("keep_prob must be in (0, 1]")
    if not training:
        return x.copy(), None
    mask = ((rng.random(x.shape) < keep_prob) | (x < 0)) / keep_prob
    return x * mask, mask
