"""Keeps where the draw is above keep_prob, so drops with keep_prob: right at 0.5 only.
wrong: dropout_forward
"""


def dropout_forward(x, keep_prob, rng, training=True):
    if not 0 < keep_prob <= 1:
        raise ValueError("keep_prob must be in (0, 1]")
    if not training or keep_prob == 1:
        return x.copy(), 1.0
    mask = (rng.random(x.shape) > keep_prob) / keep_prob
    return x * mask, mask


def dropout_backward(dout, cache):
    return dout * cache
