"""Backward asks a global training flag set by the last forward, not its cache.
wrong: dropout_backward
"""



_training = True


def dropout_forward(x, keep_prob, rng, training=True):
    global _training
    if not 0 < keep_prob <= 1:
        raise ValueError("keep_prob must be in (0, 1]")
    _training = training
    mask = (rng.random(x.shape) < keep_prob) / keep_prob
    return (x * mask if training else x.copy()), mask


def dropout_backward(dout, cache):
    return dout * cache if _training else dout.copy()
