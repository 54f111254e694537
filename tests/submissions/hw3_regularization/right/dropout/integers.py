"""Integer draws of 53 bits; dropped units are set to zero in an own copy."""


def zero_and_scale(a, dropped, keep_prob):
    result = a.copy()
    result[dropped] = 0.0
    result /= keep_prob
    return result


def dropout_forward(x, keep_prob, rng, training=True):
    if not 0 < keep_prob <= 1:
        raise ValueError("keep_prob must be a probability above 0")
    if not training:
        keep_prob = 1
    dropped = rng.integers(0, 2**53, size=x.shape) >= keep_prob * 2**53
    return zero_and_scale(x, dropped, keep_prob), (dropped, keep_prob)


def dropout_backward(dout, cache):
    return zero_and_scale(dout, *cache)
