"""Nothing is divided by keep_prob, neither forward nor backward.
wrong: dropout_forward, dropout_backward
"""


def dropout_forward(x, keep_prob, rng, training=True):
    if not 0 < keep_prob <= 1:
        raise ValueError("keep_prob must be in (0, 1]")
    if not training:
        return x.copy(), 1.0
    mask = rng.uniform(size=x.shape) < keep_prob
    return x * mask, mask


def dropout_backward(dout, cache):
    return dout * cache
