"""Keep_prob is not checked in evaluation.
wrong: dropout_forward
"""



def dropout_backward(dout, cache):
    return dout.copy() if cache is None else dout * cache


def dropout_forward(x, keep_prob, rng, training=True):
    if not training:
        return x.copy(), None
    if not 0 < keep_prob <= 1:
        raise ValueError("keep_prob must be in (0, 1]")
    mask = (rng.random(x.shape) < keep_prob) / keep_prob
    return x * mask, mask
