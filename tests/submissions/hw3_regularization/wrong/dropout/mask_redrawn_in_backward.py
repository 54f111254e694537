"""The cache keeps rng and the probability; backward draws a new mask.
wrong: dropout_backward
"""


def draw(shape, keep_prob, rng):
    return (rng.random(shape) < keep_prob) / keep_prob


def dropout_forward(x, keep_prob, rng, training=True):
    if not 0 < keep_prob <= 1:
        raise ValueError("keep_prob must be in (0, 1]")
    if not training:
        return x.copy(), None
    return x * draw(x.shape, keep_prob, rng), (keep_prob, rng)


def dropout_backward(dout, cache):
    if cache is None:
        return dout.copy()
    return dout * draw(dout.shape, *cache)
