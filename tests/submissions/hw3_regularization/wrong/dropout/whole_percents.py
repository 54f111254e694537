"""Keep probability is rounded up to hundredths: integers(0, 100) < 100 p.
wrong: dropout_forward
"""



def dropout_backward(dout, cache):
    return dout.copy() if cache is None else dout * cache


def dropout_forward(x, keep_prob, rng, training=True):
    if not 0 < keep_prob <= 1:
        raise ValueError("keep_prob must be in (0, 1]")
    if not training:
        return x.copy(), None
    mask = (rng.integers(0, 100, x.shape) < 100 * keep_prob) / keep_prob
    return x * mask, mask
